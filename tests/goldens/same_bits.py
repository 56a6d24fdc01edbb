#!/usr/bin/env python3
# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Whether two models give the same bits on random inputs: in Mote, in LiteRT's
reference kernels and in TFLM.

    same_bits.py MODEL OTHER [--inputs 1000] [--mote build/mote]

Prints one line for each runtime and ends with 1 if any output differs. Needs the
packages ai-edge-litert and tflite-micro.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from ai_edge_litert.interpreter import Interpreter

from engines import apart, litert, same, tflm
from recorder import Recorder

SECONDS = 900


def random_steps(model, count):
    """Inputs of every value that their types have."""
    rng = np.random.default_rng(1)
    details = Interpreter(model_content=model).get_input_details()

    def value(detail):
        limits = np.iinfo(detail["dtype"])
        return rng.integers(limits.min, limits.max, detail["shape"],
                            detail["dtype"], endpoint=True)
    return [[value(detail) for detail in details] for _ in range(count)]


def mote_agrees(mote, models, steps, outputs):
    """Whether both models give these outputs in Mote."""
    with tempfile.TemporaryDirectory() as folder:
        recorder = Recorder(folder)
        for number, model in enumerate(models):
            case = pathlib.Path(folder) / f"model{number}"
            for i, (step, result) in enumerate(zip(steps, outputs)):
                at = case / f"step{i}"
                at.mkdir(parents=True)
                for k, value in enumerate(step):
                    np.save(at / f"in{k}.npy", value)
                for k, value in enumerate(result):
                    np.save(at / f"out{k}.npy", value)
            (case / "model.tflite").write_bytes(model)
            recorder.cases.append(dict(case=case.name, steps=len(steps),
                                       golden="litert_ref",
                                       rule=dict(kind="exact")))
        recorder.close()
        return subprocess.run([mote, "test", folder]).returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("models", nargs=2, type=pathlib.Path)
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--mote", default="build/mote")
    options = parser.parse_args()
    models = [path.read_bytes() for path in options.models]
    steps = random_steps(models[0], options.inputs)
    reference = [apart(litert, m, steps, seconds=SECONDS) for m in models]
    if None in reference:
        sys.exit("LiteRT does not run them")
    micro = [apart(tflm, m, steps, len(reference[0][0]), seconds=SECONDS)
             for m in models]
    if None in micro:
        sys.exit("TFLM does not run them")
    results = {
        "LiteRT's reference kernels": same(*reference),
        "TFLM": same(*micro),
        "Mote (as TFLM)": mote_agrees(options.mote, models, steps, micro[0])}
    for runtime, well in results.items():
        print(f"{runtime}: {'same bits' if well else 'DIFFERENT'} on "
              f"{options.inputs} inputs")
    sys.exit(0 if all(results.values()) else 1)


if __name__ == "__main__":
    main()
