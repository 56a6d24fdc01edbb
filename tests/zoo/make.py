# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Saves the models of keras_models.py in every format, with what they give.

Usage: make.py FOLDER [--only TEXT] [--tflite]

FOLDER/NAME gets saved_model (model.export), tfmodule (a tf.Module around it),
frozen.pb, frozen_v1.pb (loops of TF1), NAME.keras, NAME.h5, x.npz and y.npz:
inputs and outputs in the order of the model, samples first. With --tflite also
what TensorFlow's own converter makes of it in each mode. Needs Python with
tensorflow.
"""
import argparse
import os
import shutil
import traceback

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")
import numpy as np
import tensorflow as tf
from tensorflow.python.framework.convert_to_constants import (
    convert_variables_to_constants_v2 as freeze)
import keras

import keras_models

SAMPLES = 16


def randomise(model, rng):
    for variable in model.weights:
        name = variable.path.split("/")[-1]
        shape = variable.shape
        if not np.issubdtype(np.dtype(variable.dtype.replace("bfloat16", "float32")), np.floating):
            continue
        if "variance" in name:
            value = rng.uniform(0.5, 2, shape)
        elif "gamma" in name or "scale" in name:
            value = rng.uniform(0.5, 1.5, shape)
        elif len(shape) < 2:
            value = rng.normal(0, 0.2, shape)
        else:
            value = variable.numpy() + rng.normal(0, 0.05, shape)
        if "mean" in name or "stat" in name:
            pass
        variable.assign(value.astype(variable.dtype))


def sample(tensor, rng):
    shape = [SAMPLES] + [1 if n is None else n for n in tensor.shape[0:]]
    shape[1] = 1
    if "int" in tensor.dtype:
        return rng.integers(0, 5, shape).astype(tensor.dtype)
    if len(tensor.shape) == 2 and tensor.shape[1] == 7:
        return rng.integers(0, 7, shape).astype("float32")
    return rng.normal(0, 1, shape).astype("float32")


def takes_dict(model):
    return isinstance(getattr(model, "_inputs_struct", None), dict)


def flat(outputs):
    return [np.asarray(y) for y in tf.nest.flatten(outputs)]


def by_tensorflow(folder, mode, xs, frozen):
    c = tf.lite.TFLiteConverter.from_concrete_functions([frozen])
    if mode != "float":
        c.optimizations = [tf.lite.Optimize.DEFAULT]
    if mode in ("int8", "int16x8"):
        c.representative_dataset = lambda: ([x[i] for x in xs]
                                            for i in range(SAMPLES))
    if mode == "int8":
        c.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    if mode == "int16x8":
        c.target_spec.supported_ops = [
            tf.lite.OpsSet.EXPERIMENTAL_TFLITE_BUILTINS_ACTIVATIONS_INT16_WEIGHTS_INT8]
    with open(f"{folder}/tf_{mode}.tflite", "wb") as f:
        f.write(c.convert())


def save(root, name, model, args):
    rng = np.random.default_rng(sum(name.encode()))
    folder = f"{root}/{name}"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    randomise(model, rng)
    xs = [sample(t, rng) for t in model.inputs]
    ys = []
    for i in range(SAMPLES):
        x = [v[i] for v in xs]
        if takes_dict(model):
            x = {t.name: v for t, v in zip(model.inputs, x)}
        ys.append(flat(model(x if not isinstance(x, list) or len(x) > 1
                             else x[0], training=False)))
    for layer in model.layers:
        if getattr(layer, "stateful", False):
            layer.reset_state()
    np.savez(f"{folder}/x.npz", **{f"in{i}": x for i, x in enumerate(xs)})
    np.savez(f"{folder}/y.npz", **{f"out{i}": np.stack([y[i] for y in ys])
                                   for i in range(len(ys[0]))})
    with open(f"{folder}/names.txt", "w") as f:
        f.write("\n".join(t.name for t in model.inputs))
    model.save(f"{folder}/{name}.keras")
    try:
        model.save(f"{folder}/{name}.h5")
    except Exception as e:
        print(name, "h5:", str(e)[:100])
    try:
        model.export(f"{folder}/saved_model", verbose=False)
    except Exception:  # states of a fixed batch
        print(name, "is not exported with an open batch")
    specs = [tf.TensorSpec([1] + list(t.shape[1:]), t.dtype, name=t.name)
             for t in model.inputs]

    class Module(tf.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        @tf.function(input_signature=specs)
        def __call__(self, *x):
            if takes_dict(model):
                x = {t.name: v for t, v in zip(model.inputs, x)}
            y = self.model(x if len(x) > 1 else
                           (x if isinstance(x, dict) else x[0]), training=False)
            return {f"out{i}": v for i, v in enumerate(tf.nest.flatten(y))}

    module = Module()
    call = module.__call__
    tf.saved_model.save(module, f"{folder}/tfmodule",
                        signatures=call.get_concrete_function())
    if "stateful" in name:  # variables that change cannot be frozen
        return
    frozen = freeze(call.get_concrete_function())
    tf.io.write_graph(frozen.graph.as_graph_def(), folder, "frozen.pb",
                      as_text=False)
    v1 = freeze(call.get_concrete_function(), lower_control_flow=True)
    tf.io.write_graph(v1.graph.as_graph_def(), folder, "frozen_v1.pb",
                      as_text=False)
    if args.tflite:
        for mode in ("float", "dynamic", "int8", "int16x8"):
            try:
                by_tensorflow(folder, mode, xs, frozen)
            except Exception as e:
                print(name, mode, "TensorFlow's converter:", str(e)[:80].replace("\n", " "))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--only", default="")
    parser.add_argument("--tflite", action="store_true")
    args = parser.parse_args()
    os.makedirs(args.folder, exist_ok=True)
    for group, make in keras_models.groups().items():
        keras.utils.set_random_seed(1)
        models = make()
        while True:
            try:
                name, model = next(models)
            except StopIteration:
                break
            except Exception:
                print("group", group, traceback.format_exc(limit=2))
                break
            if args.only and args.only not in name:
                continue
            try:
                save(args.folder, name, model, args)
            except Exception:
                print(name, "not saved:", traceback.format_exc(limit=3)[-400:])


main()
