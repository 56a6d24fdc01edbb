# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Varies the cases of a corpus: other dimensions, options, scales, zero points,
constants and inputs, as far as an engine still runs the model.

    python vary.py CORPUS OUT_DIRECTORY [VARIATIONS [SEED [PATTERN]]]

Dimensions of one size change together, so that most operands still fit; so do
scales, which keep special values. What no engine accepts is left out.
"""
import json
import pathlib
import re
import sys

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema

import engines

DTYPES = {0: np.float32, 1: np.float16, 2: np.int32, 3: np.uint8, 4: np.int64,
          6: np.bool_, 7: np.int16, 9: np.int8, 10: np.float64, 12: np.uint64,
          15: np.uint32, 16: np.uint16}
INT8, UINT8 = 9, 3
INDICES = (2, 4)  # int32, int64
PACKED = {17: 2, 19: 4}  # elements of a byte
WITH_BIAS = {3: (0, 1, 2), 4: (0, 1, 2), 9: (0, 1, 2), 67: (2, 1, 3)}
DEPTHWISE, STRIDED_SLICE = 4, 45
MOST_ELEMENTS = 300000
# The golden of such a case comes from TFLM reading what it was not given.
UNSOUND = re.compile(r"(DEPTHWISE_CONV_2D|TRANSPOSE_CONV)__i16_bias32")
# Only TFLM has the kernel, though LiteRT takes the model.
TFLM_ALONE = re.compile(r"SVDF__i8_i8")


def code_of(model, op):
    code = model.operatorCodes[op.opcodeIndex]
    return max(code.builtinCode, code.deprecatedBuiltinCode)


def quantized(tensor):
    q = tensor.quantization
    return q is not None and q.scale is not None and len(q.scale) > 0


class Variation:
    """One variation of a case's model and inputs."""

    def __init__(self, model, title, rng):
        self.model, self.title, self.rng = model, title, rng
        self.graph = model.subgraphs[0]
        self.sizes, self.scales, self.batch = {}, {}, None

    def chance(self, p):
        return self.rng.random() < p

    def data(self, tensor):
        data = self.model.buffers[tensor.buffer].data if tensor.buffer else None
        return None if data is None or len(data) == 0 else bytes(
            bytearray(data))

    def put(self, tensor, array, shape):
        tensor.shape = np.array(shape, np.int32)
        self.model.buffers[tensor.buffer].data = np.frombuffer(
            np.ascontiguousarray(array).tobytes(), np.uint8)

    def choose_sizes(self):
        if len(self.model.subgraphs) > 1 or self.chance(0.3):
            return
        shapes = [self.graph.tensors[i].shape for i in self.graph.inputs]
        sizes = sorted({int(n) for s in shapes if s is not None for n in s
                        if n > 1})
        for n in sizes:
            if self.chance(0.6):
                self.sizes[n] = max(1, n + int(self.rng.integers(-2, 6)))
        if self.chance(0.25):
            self.batch = int(self.rng.integers(1, 4))
        if sizes and self.chance(0.08):
            self.sizes[sizes[-1]] = int(self.rng.integers(17, 70))
        if sizes and self.chance(0.03):
            self.sizes[sizes[0]] = 0
        for op in self.graph.operators:
            if code_of(self.model, op) == DEPTHWISE:
                self.keep_multiplier(op)

    def keep_multiplier(self, op):
        a, b = (int(self.graph.tensors[op.inputs[i]].shape[3])
                for i in (0, 1))
        if self.sizes.get(b, b) * a != self.sizes.get(a, a) * b:
            self.sizes.pop(a, None), self.sizes.pop(b, None)

    def shape(self, shape, computed):
        new = [self.sizes.get(int(n), int(n)) for n in shape]
        if computed and self.batch and len(new) >= 3 and new[0] == 1:
            new[0] = self.batch
        return new

    def scale(self, scale, zero, kind):
        """One for each pair that the model has, so that equals stay equal."""
        key = (float(scale), int(zero), kind)
        if key not in self.scales:
            log = np.log2(float(scale)) if scale > 0 else 0
            if abs(log - round(log)) > 1e-6:
                scale = np.float32(scale * np.exp(self.rng.uniform(-.5, .5)))
            low = {INT8: -128, UINT8: 0}.get(kind)
            if low is not None and zero not in (0, low, low + 128, low + 255):
                zero = int(self.rng.integers(low, low + 256))
            self.scales[key] = scale, zero
        return self.scales[key]

    def quantize(self):
        if self.chance(0.3):
            return
        for tensor in self.all_tensors():
            if not quantized(tensor):
                continue
            q = tensor.quantization
            old, zeros = np.array(q.scale), np.array(q.zeroPoint)
            if len(old) == 1:
                scale, zero = self.scale(old[0], zeros[0], tensor.type)
                q.scale = np.array([scale], np.float32)
                q.zeroPoint = np.array([zero], np.int64)
            else:
                q.scale = (old * self.rng.uniform(.8, 1.2, len(old))).astype(
                    np.float32)

    def options(self):
        for op in self.graph.operators:
            options = op.builtinOptions or op.builtinOptions2
            for key, value in list(vars(options).items()) if options else []:
                if self.chance(0.25):
                    setattr(options, key, self.option(key.lower(), value))

    def option(self, key, value):
        if key in ("offset", "timemajor", "diagonalrecurrenttensors"):
            return value
        if isinstance(value, bool):
            return not value
        if isinstance(value, float):
            return float(value * self.rng.uniform(.3, 2))
        if not isinstance(value, int):
            return value
        if "fusedactivation" in key and "LSTM" in self.title:
            return value
        ranges = dict(fusedactivation=(0, 4), padding=(0, 2), stride=(1, 4),
                      dilation=(1, 4), filter=(1, 5), mask=(0, 8), axis=(-4, 4),
                      mode=(0, 2))
        for part, (low, high) in ranges.items():
            if part in key:
                return int(self.rng.integers(low, high))
        return value

    def all_tensors(self):
        return [t for g in self.model.subgraphs for t in g.tensors]

    def biases(self):
        return {op.inputs[at[2]]: tuple(op.inputs[i] for i in at)
                for op in self.graph.operators
                for at in [WITH_BIAS.get(code_of(self.model, op))]
                if at and len(op.inputs) > at[2]}

    def like(self, data, n):
        """n values that might have been among the data."""
        if n == 0 or data.size == 0:
            return np.zeros(n, data.dtype)
        values = self.rng.choice(data.ravel(), n)
        if data.dtype.kind == "f":
            return (values * self.rng.uniform(.8, 1.2, n)).astype(data.dtype)
        if data.dtype.itemsize <= 2 and data.dtype.kind in "iu" and (
                len(set(data.ravel().tolist())) > 4 and self.chance(0.7)):
            return self.rng.integers(int(data.min()), int(data.max()) + 1,
                                     n).astype(data.dtype)
        return values

    def constants(self):
        biases = set(self.biases())
        change = self.chance(0.35)
        for index, tensor in enumerate(self.all_tensors()):
            if tensor.shape is None:
                tensor.shape = np.array([], np.int32)
            data = self.data(tensor)
            if data is None:
                tensor.shape = np.array(self.shape(tensor.shape, True), np.int32)
                continue
            if tensor.type in PACKED:
                shape = self.shape(tensor.shape, False)
                size = -(-int(np.prod(shape)) // PACKED[tensor.type])
                self.put(tensor, self.rng.integers(0, 256, size).astype(
                    np.uint8), shape)
            elif tensor.type in DTYPES and tensor.sparsity is None:
                array = np.frombuffer(data, DTYPES[tensor.type])
                plain = tensor.type in INDICES and not quantized(tensor)
                if plain and index not in biases and array.size <= 16:
                    if change and array.size:
                        self.put(tensor, self.indices(array), tensor.shape)
                    continue
                shape = self.shape(tensor.shape, False)
                shape = shape if np.prod(shape) else tensor.shape
                self.put(tensor, self.like(array, int(np.prod(shape))), shape)
                self.fit_channels(tensor)

    def indices(self, array):
        array = array.copy()
        if self.chance(0.4):
            self.rng.shuffle(array)
        else:
            array[self.rng.integers(array.size)] += self.rng.integers(-3, 3)
        return array

    def fit_channels(self, tensor):
        q = tensor.quantization
        if quantized(tensor) and len(q.scale) > 1:
            n = int(tensor.shape[q.quantizedDimension])
            q.scale = np.resize(np.array(q.scale, np.float32), n)
            q.zeroPoint = np.resize(np.array(q.zeroPoint), n)

    def scale_biases(self):
        for bias, (x, w, _) in self.biases().items():
            if bias < 0:
                continue
            x, w, b = (self.graph.tensors[i] for i in (x, w, bias))
            if quantized(x) and quantized(w) and quantized(b):
                b.quantization.scale = (
                    np.array(x.quantization.scale, np.float32) *
                    np.array(w.quantization.scale, np.float32))
                b.quantization.zeroPoint = np.zeros(
                    len(b.quantization.scale), np.int64)

    def inputs(self, steps):
        return [[self.value(self.graph.tensors[i], old)
                 for i, old in zip(self.graph.inputs, step)]
                for step in steps]

    def value(self, tensor, old):
        shape = tuple(int(n) for n in tensor.shape)
        n = int(np.prod(shape))
        if quantized(tensor) and old.dtype.itemsize <= 2 and self.chance(0.3):
            info = np.iinfo(old.dtype)
            return self.rng.integers(info.min, info.max + 1, n).astype(
                old.dtype).reshape(shape)
        return np.asarray(self.like(old, n), old.dtype).reshape(shape)

    def vary(self, steps, resize):
        if resize:
            self.choose_sizes()
        self.quantize()
        self.options()
        self.constants()
        self.scale_biases()
        return self.inputs(steps)

    def adopt_shapes(self, shapes):
        for i, tensor in enumerate(self.graph.tensors):
            if i in shapes and self.data(tensor) is None:
                tensor.shape = np.array(shapes[i], np.int32)

    def bytes(self):
        b = flatbuffers.Builder(4096)
        b.Finish(self.model.Pack(b), file_identifier=b"TFL3")
        return bytes(b.Output())

    def sound(self):
        """Whether no dimension is shrunk backwards: LiteRT then leaves what it
        should write as it was."""
        for op in self.graph.operators:
            if code_of(self.model, op) != STRIDED_SLICE:
                continue
            steps = self.data(self.graph.tensors[op.inputs[3]])
            steps = np.frombuffer(steps or b"", np.int32)
            if any(op.builtinOptions.shrinkAxisMask >> d & 1
                   for d in np.flatnonzero(steps < 0)):
                return False
        return True

    def small(self):
        return sum(int(np.prod(t.shape)) for t in self.graph.tensors
                   ) <= MOST_ELEMENTS


def steps_of(folder, case):
    for i in range(case["steps"]):
        at = folder / f"step{i}" if case["steps"] > 1 else folder
        count = len(list(at.glob("in*.npy")))
        yield [np.load(at / f"in{k}.npy") for k in range(count)]


def record(judge, corpus, case, seed):
    """Whether the case's variation with this seed runs."""
    folder = corpus / case["case"]
    model = schema.ModelT.InitFromPackedBuf(
        bytearray((folder / "model.tflite").read_bytes()), 0)
    rng = np.random.default_rng([*seed, *case["case"].encode()])
    variation = Variation(model, case["case"], rng)
    resized = case["agreement"]["litert_ref"] != "not supported"
    steps = variation.vary(list(steps_of(folder, case)), resized)
    if resized:
        shapes = engines.apart(engines.litert_shapes, variation.bytes())
        if shapes is None:
            return False
        variation.adopt_shapes(shapes)
    if not (variation.small() and variation.sound()):
        return False
    more = {key: case[key] for key in ("gate", "defined") if key in case}
    room, title = case["case"].split("/")
    if TFLM_ALONE.search(title):
        more["only"] = "tflm"
    return judge.judge(f"{room}/{title}~{seed[1]}", variation.bytes(), steps,
                       len(variation.graph.outputs), ops=case["ops"],
                       stateful=case["stateful"], **more)


def main():
    given = sys.argv[1:]
    corpus, root, count, seed, pattern = given + ["", "", "4", "0", "ops/"][
        len(given):]
    corpus = pathlib.Path(corpus)
    cases = json.loads((corpus / "manifest.json").read_text())["cases"]
    judge, left_out = engines.Judge(root), 0
    for case in cases:
        if not re.search(pattern, case["case"]) or UNSOUND.search(
                case["case"]):
            continue
        for k in range(int(count)):
            try:
                made = record(judge, corpus, case, (int(seed), k))
            except (ValueError, TypeError, AttributeError, IndexError):
                made = False  # a model that cannot be written
            left_out += not made
    judge.close()
    print(f"{len(judge.cases)} cases, {left_out} left out")


if __name__ == "__main__":
    main()
