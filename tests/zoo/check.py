# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Converts what make.py saved and compares with what TensorFlow gave.

Usage: check.py MOTE FOLDER [--only TEXT] [--modes float,int8,...]
                [--formats saved_model,keras,...]

Prints a line for each model that is refused or differs: in floats by more than
1e-5 of the output's largest magnitude; in integers by a signal-to-noise ratio
more than 0.5 dB below that of TensorFlow's own converter, where its file is
there, else below 15 dB. Needs Python with numpy, and ai-edge-litert to run the
files of TensorFlow's converter.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

import numpy as np

FORMATS = {"saved_model": "saved_model", "tfmodule": "tfmodule",
           "frozen": "frozen.pb", "frozen_v1": "frozen_v1.pb",
           "keras": "{}.keras", "h5": "{}.h5", "onnx": "{}.onnx",
           "dynamo": "{}_dynamo.onnx"}


def snr(y, z):
    y, z = np.asarray(y, "float64"), np.asarray(z, "float64")
    noise = np.sum((y - z) ** 2)
    return 120 if noise == 0 else 10 * np.log10(np.sum(y ** 2) / noise + 1e-12)


def call(*args):
    return subprocess.run([str(a) for a in args], capture_output=True, text=True,
                          timeout=120)


class Checker:
    def __init__(self, args):
        self.args = args
        self.bad = 0
        self.good = 0
        self.gains = []

    def report(self, *text):
        self.bad += 1
        print(*text, flush=True)

    def order(self, model, folder, count):
        """Which given input is the file's i-th."""
        if count == 1:
            return [0]
        names = open(f"{folder}/names.txt").read().split("\n")
        told = json.loads(call(self.args.mote, "inspect", "--json", model).stdout)
        main = told["subgraphs"][0]
        mine = [main["tensors"][i]["name"] for i in main["inputs"]]
        return [names.index(n) if n in names else i for i, n in enumerate(mine)]

    def run(self, model, folder, xs, temp):
        order = self.order(model, folder, len(xs))
        outs = []
        steps = os.path.join(temp, "steps")
        samples = len(xs[0])
        for s in range(samples):
            os.makedirs(f"{steps}/step{s}", exist_ok=True)
            for i, k in enumerate(order):
                np.save(f"{steps}/step{s}/in{i}.npy", xs[k][s])
        done = call(self.args.mote, "run", model, "--steps", steps, "--out",
                    f"{temp}/out")
        if done.returncode != 0:
            raise RuntimeError("run: " + done.stdout[-300:] + done.stderr[-300:])
        i = 0
        while os.path.exists(f"{temp}/out/step0/out{i}.npy"):
            outs.append(np.stack([np.load(f"{temp}/out/step{s}/out{i}.npy")
                                  for s in range(samples)]))
            i += 1
        return outs

    def samples(self, model, folder, xs, temp):
        """In the order of the file's inputs: as arrays named in0..."""
        order = self.order(model, folder, len(xs))
        if len(xs) == 1:
            np.save(f"{temp}/rep.npy", xs[0][:, 0] if xs[0].shape[1] == 1
                    else xs[0])
            return f"{temp}/rep.npy"
        np.savez(f"{temp}/rep.npz", **{f"in{i}": xs[k][:, 0]
                                       for i, k in enumerate(order)})
        return f"{temp}/rep.npz"

    def check(self, folder, name, key, mode):
        path = os.path.join(folder, FORMATS[key].format(name))
        if not os.path.exists(path):
            return
        xs = list(np.load(f"{folder}/x.npz").values())
        ys = list(np.load(f"{folder}/y.npz").values())
        with tempfile.TemporaryDirectory() as temp:
            out = f"{temp}/m.tflite"
            flags = [] if mode == "float" else ["--quantize", mode]
            if mode in ("int8", "int16x8"):
                call(self.args.mote, "convert", path, "-o", f"{temp}/f.tflite")
                flags += ["--representative",
                          self.samples(f"{temp}/f.tflite", folder, xs, temp)]
            done = call(self.args.mote, "convert", path, "-o", out, *flags)
            if done.returncode != 0:
                what = [l for l in (done.stdout + done.stderr).split("\n") if l]
                return self.report(f"{name} {key} {mode}: refused", done.returncode,
                                   " | ".join(what)[-260:].replace(folder, ""))
            try:
                zs = self.run(out, folder, xs, temp)
            except RuntimeError as e:
                return self.report(f"{name} {key} {mode}: {e}")
            if len(zs) != len(ys):
                return self.report(f"{name} {key} {mode}: {len(zs)} outputs, not "
                                   f"{len(ys)}")
            if [z.shape for z in zs] != [y.shape for y in ys]:
                zs = sorted(zs, key=lambda z: [z.shape == y.shape for y in ys],
                            reverse=True)
            size = os.path.getsize(out)
        if [z.shape for z in zs] != [y.shape for y in ys]:
            return self.report(f"{name} {key} {mode}: shapes",
                               [z.shape for z in zs], [y.shape for y in ys])
        if mode == "float":
            worst = max(np.max(np.abs(y - z)) / max(np.max(np.abs(y)), 1e-30)
                        if y.dtype.kind == "f" else np.max(np.abs(y - z))
                        for y, z in zip(ys, zs))
            # Mote computes in float32 what the model has in float16.
            if not worst <= (2e-3 if "float16" in name else 1e-5):
                return self.report(f"{name} {key} {mode}: off by {worst:.2g}")
            self.good += 1
            theirs = f"{folder}/tf_float.tflite"
            if os.path.exists(theirs) and size > os.path.getsize(theirs) > 0:
                print(f"{name} {key}: {size} bytes, TensorFlow's "
                      f"{os.path.getsize(theirs)}")
            return
        mine = min(snr(y, z) for y, z in zip(ys, zs))
        theirs = f"{folder}/tf_{mode}.tflite"
        if os.path.exists(theirs) and os.path.getsize(theirs) > 0:
            other = self.theirs(theirs, folder, xs, ys)
            self.gains.append(mine - other)
            if mine < min(other, 100) - 0.5:
                return self.report(f"{name} {key} {mode}: {mine:.1f} dB, "
                                   f"TensorFlow's {other:.1f}")
            if size > os.path.getsize(theirs):
                print(f"{name} {key} {mode}: {size} bytes, TensorFlow's "
                      f"{os.path.getsize(theirs)}")
        elif mine < 15:
            return self.report(f"{name} {key} {mode}: {mine:.1f} dB")
        self.good += 1

    def theirs(self, path, folder, xs, ys):
        from ai_edge_litert.interpreter import Interpreter
        it = Interpreter(path)
        it.allocate_tensors()
        names = open(f"{folder}/names.txt").read().split("\n")
        makers = sorted(it.get_output_details(), key=lambda d: (
            len(d["name"]), d["name"]))
        outs = [[] for _ in ys]
        for s in range(len(xs[0])):
            for d in it.get_input_details():
                which = [n == d["name"] for n in names]
                it.set_tensor(d["index"], xs[which.index(True)
                                             if any(which) else 0][s])
            it.invoke()
            for i, d in enumerate(makers):
                outs[i].append(it.get_tensor(d["index"]))
        return min(snr(y, np.stack(z)) for y, z in zip(ys, outs))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("mote")
    parser.add_argument("folder")
    parser.add_argument("--only", default="")
    parser.add_argument("--modes", default="float")
    parser.add_argument("--formats", default=",".join(FORMATS))
    args = parser.parse_args()
    checker = Checker(args)
    for name in sorted(os.listdir(args.folder)):
        if args.only not in name:
            continue
        for key in args.formats.split(","):
            for mode in args.modes.split(","):
                try:
                    checker.check(f"{args.folder}/{name}", name, key, mode)
                except Exception as e:
                    checker.report(f"{name} {key} {mode}: {type(e).__name__} "
                                   f"{str(e)[:200]}")
    if checker.gains:
        print(f"on average {np.mean(checker.gains):.2f} dB better than "
              "TensorFlow's")
    print(f"{checker.good} passed, {checker.bad} failed")
    sys.exit(1 if checker.bad else 0)


main()
