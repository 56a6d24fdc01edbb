# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Asks both references for the outputs of a model and chooses the golden ones.

The engines are the packages ai-edge-litert (its reference resolver) and
tflite-micro. Each call runs in a process of its own, because an engine may end
its process on a model that it does not like.
"""
import os
import pickle
import re
import signal

import numpy as np
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from tflite_micro import runtime

from recorder import Recorder

ARENA = 96 << 20

# Where both engines answer, and not the same, TFLM is right about integers and
# LiteRT about floats, but for these, which TFLM does wrongly or not at all.
LITERT_IS_RIGHT = re.compile(
    r"(LEAKY_RELU|LOGISTIC|TANH|RELU6|SPACE_TO_BATCH_ND)__|GREATER__i16|"
    r"ADD__i(32|64|16_pot)|DEQUANTIZE__i8_perchannel|VARIABLE__i32")


def litert(model, steps):
    """The outputs of each step."""
    it = Interpreter(model_content=model,
                     experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    it.allocate_tensors()
    outputs = []
    for step in steps:
        for detail, value in zip(it.get_input_details(), step):
            it.set_tensor(detail["index"], value)
        it.invoke()
        outputs.append([it.get_tensor(d["index"])
                        for d in it.get_output_details()])
    return outputs


def litert_shapes(model):
    it = Interpreter(model_content=model,
                     experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    it.allocate_tensors()
    return {d["index"]: [int(n) for n in d["shape"]]
            for d in it.get_tensor_details()}


def tflm(model, steps, count):
    it = runtime.Interpreter.from_bytes(model, arena_size=ARENA)
    outputs = []
    for step in steps:
        for i, value in enumerate(step):
            it.set_input(value, i)
        it.invoke()
        outputs.append([np.array(it.get_output(i)) for i in range(count)])
    return outputs


def apart(function, *arguments, seconds=30):
    """What the function returns in a process of its own, or None."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1), os.dup2(nowhere, 2)
        signal.alarm(seconds)
        try:
            data = pickle.dumps(function(*arguments))
            with os.fdopen(writer, "wb") as pipe:
                pipe.write(data)
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(data) if data else None


def same(a, b):
    return all(x.shape == y.shape and x.tobytes() == y.tobytes()
               for p, q in zip(a, b) for x, y in zip(p, q))


def golden(title, model, steps, count, only=None):
    """(engine, outputs, whether both agree) or None if no engine runs it.

    title: OPERATOR__variant; count: of outputs; only: the one engine to ask."""
    a = apart(litert, model, steps) if only != "tflm" else None
    b = apart(tflm, model, steps, count)
    if a is None and b is None:
        return None
    if a is None or b is None:
        return ("litert_ref", a, "alone") if b is None else (
            "tflm", b, "alone")
    if same(a, b):
        return "litert_ref", a, "agreed"
    floats = any(x.dtype.kind in "fc" for x in a[0])
    if floats or LITERT_IS_RIGHT.search(title):
        return "litert_ref", a, "contested"
    return "tflm", b, "contested"


# LiteRT alone runs them, and rounds once where TFLM rounds twice.
NEAR = re.compile(r"FULLY_CONNECTED__(u8|i16w4|i8w4pc)")


def rule(name, note, results):
    if note == "alone" and NEAR.search(name):
        return dict(kind="int_close", max_abs=1)
    floats = [x for step in results for x in step
              if x.dtype.kind == "f" and x.size]
    if not floats:
        return dict(kind="exact")
    most = max(float(np.abs(x[np.isfinite(x)]).max(initial=0)) for x in floats)
    return dict(kind="close", rtol=1e-5, atol=max(1e-6, 2e-6 * most))


class Judge(Recorder):
    """Records cases with the outputs of the engine that is right."""

    def judge(self, name, model, steps, count, only=None, **line):
        """Whether an engine runs it, and so it was recorded. model: bytes;
        count: of outputs; line: more of the manifest's."""
        found = golden(name.split("/")[-1], model, steps, count, only)
        if found is None:
            return False
        engine, results, note = found
        folder = self.root / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "model.tflite").write_bytes(model)
        for i, outputs in enumerate(results):
            at = folder / f"step{i}" if len(steps) > 1 else folder
            at.mkdir(exist_ok=True)
            for k, value in enumerate(steps[i]):
                np.save(at / f"in{k}.npy", value)
            for k, value in enumerate(outputs):
                np.save(at / f"out{k}.npy", value)
        self.cases.append(dict(
            case=name, steps=len(steps), golden=engine, note=note,
            rule=rule(name, note, results), **line))
        return True
