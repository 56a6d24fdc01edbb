# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Cases of quantized operators that show every step of their rounding: all the
values of a type, or very many sums, with scales that are no round numbers.

    python rounding.py OUT_DIRECTORY [CASES_OF_A_KIND [SEED [PATTERN [PART]]]]

PATTERN: of the names; PART: tensors have as much less a side.
"""
import re
import sys

import numpy as np

from engines import Judge
from rounding_case import SHORT, Case


def unary(name, kinds=("int8", "int16"), out=None, real=1.0, uint8=True,
          version=2, positive=False, **options):
    """out: the output's fixed (scale, zero) by type; real: the largest
    input."""
    def make(c):
        scale = c.scale(real, 1.5)
        fixed = (None, None) if out is None else out(c.kind)
        signed = not positive or c.kind == "int16"
        x = c.input(c.size(), scale, None if signed else c.low)
        if positive and c.kind == "int16":
            c.feeds = [np.abs(np.maximum(c.feeds[0], -32767))]
        y = c.output(c.size(), fixed[0] or c.scale(
            1.0 if out else scale * (c.high - c.low) / 2), fixed[1])
        given = {k: v(c.rng) if callable(v) else v for k, v in options.items()}
        c.model.op(name, [x], [y], version=version, **given)
    return name, kinds + (("uint8",) if uint8 else ()), make


def binary(name, kinds=("int8", "int16", "uint8"), act=True, real=None,
           **options):
    def make(c):
        size = c.size()
        a = c.input(size, c.scale(1, 2))
        b = c.input(size if c.rng.random() < 0.7 else size[1:], c.scale(1, 2))
        y = c.output(size, c.scale(real or 1.5))
        more = dict(options)
        if name == "DIV":
            zero = c.model.tensors[b]["zero"]
            c.feeds[1][c.feeds[1] == zero] = zero + 1 if zero < c.high else 1
        if act:
            more["fused_activation_function"] = int(c.rng.integers(0, 4))
        c.model.op(name, [a, b], [y], version=2, **more)
    return name, kinds, make


def compare(name):
    def make(c):
        size = c.size()
        a, b = c.input(size), c.input(size)
        c.model.op(name, [a, b], [c.model.output("bool", size)], version=2)
    return name, ("int8", "uint8"), make


def reduce(name):
    def make(c):
        n = int(c.rng.integers(2, 40))
        size = [*c.size(), n] if c.kind == "int8" else [
            c.many(64), c.many(16), n]
        keep = bool(c.rng.random() < 0.5)
        scale = c.scale()
        x = c.input(size, scale)
        axes = c.model.constant(np.array([-1], np.int32))
        out = scale * (n if name == "SUM" else 1) ** 0.5
        y = c.output(size[:-1] + [1] * keep,
                     float(np.float32(out * np.exp(c.rng.uniform(-1, 1)))))
        c.model.op(name, [x, axes], [y], version=2, keep_dims=keep)
    return name, ("int8", "int16", "uint8"), make


def bias_kind(c, variant):
    """Of the bias, None: there is none."""
    kinds = ["int32", None] if c.kind != "int16" else ["int64", "int32", None]
    return kinds[variant % len(kinds)]


def dense(c):
    rows, units = c.many(300), c.many(60)
    depth = int(c.rng.integers(1, 80))
    variant = int(c.rng.integers(0, 6))
    channels = bool(variant >= 3)
    scale = c.scale()
    x = c.input([rows, depth], scale)
    if c.kind == "uint8":
        w_scale = np.float32([c.rng.uniform(0.002, 0.03)])
        w = c.model.constant(
            c.rng.integers(0, 256, (units, depth)).astype(np.uint8),
            scale=w_scale, zero=c.zero())
    else:
        w, w_scale = c.weights((units, depth), units if channels else 1)
    kind = bias_kind(c, variant)
    real = scale * w_scale.mean()
    spread = 40 * (c.high - c.low) * depth ** 0.5
    b = [c.bias(units, int(spread), kind)] if kind else []
    if b:
        c.model.tensors[b[0]]["scale"] = (
            np.float32(scale) * w_scale).astype(np.float32)
    y = c.output([rows, units],
                 float(np.float32(real * spread * np.exp(c.rng.uniform(-1, 1))
                                  / (c.high - c.low))))
    c.model.op("FULLY_CONNECTED", [x, w, *b], [y], version=4,
               fused_activation_function=int(c.rng.integers(0, 4)))


def convolve(name):
    def make(c):
        deep = name == "CONV_2D"
        depth, units = int(c.rng.integers(1, 12)), int(c.rng.integers(1, 12))
        if not deep:
            units = depth * int(c.rng.integers(1, 4))
        k = [int(n) for n in c.rng.integers(1, 4, 2)]
        variant = int(c.rng.integers(0, 6))
        channels = units if variant >= 2 else 1
        kind = bias_kind(c, variant)
        if name != "CONV_2D" and kind == "int32" and c.kind == "int16":
            kind = "int64"
        h, wide = c.many(40) + 2, c.many(30) + 2
        scale = c.scale()
        shape = (units, *k, depth) if name != "DEPTHWISE_CONV_2D" else (
            1, *k, units)
        if name == "TRANSPOSE_CONV":
            c.model.constant(np.array([1, h + k[0] - 1, wide + k[1] - 1, units],
                                      np.int32))
        x = c.input([1, h, wide, depth], scale)
        if c.kind == "uint8":
            w_scale = np.float32([c.rng.uniform(0.002, 0.03)])
            w = c.model.constant(
                c.rng.integers(0, 256, shape).astype(np.uint8),
                scale=w_scale, zero=c.zero())
        else:
            w, w_scale = c.weights(shape, channels,
                                   3 if name == "DEPTHWISE_CONV_2D" else 0)
        taps = k[0] * k[1] * (depth if name != "DEPTHWISE_CONV_2D" else 1)
        spread = 40 * (c.high - c.low) * taps ** 0.5
        b = [c.bias(units, int(spread), kind)] if kind else []
        if b:
            c.model.tensors[b[0]]["scale"] = np.float32(scale) * w_scale
        out_scale = float(np.float32(
            scale * w_scale.mean() * spread * np.exp(c.rng.uniform(-1, 1)) /
            (c.high - c.low)))
        act = int(c.rng.integers(0, 4))
        if name == "TRANSPOSE_CONV":
            y = c.output([1, h + k[0] - 1, wide + k[1] - 1, units], out_scale)
            c.model.op(name, [0, w, x, *b], [y], version=4, padding=1,
                       stride_h=1, stride_w=1, fused_activation_function=act)
            return
        y = c.output([1, h - k[0] + 1, wide - k[1] + 1, units], out_scale)
        more = {} if deep else dict(depth_multiplier=units // depth)
        c.model.op(name, [x, w, *b], [y], version=3, padding=1, stride_h=1,
                   stride_w=1, fused_activation_function=act, **more)
    return name, ("int8", "int16", "uint8"), make


def multiply(c):
    rows, columns = c.many(200), c.many(100)
    depth = int(c.rng.integers(1, 60))
    a_scale, b_scale = c.scale(), c.scale()
    a = c.input([rows, depth], a_scale)
    b = c.input([depth, columns], b_scale)
    real = a_scale * b_scale * (c.high - c.low) / 3 * depth ** 0.5
    y = c.output([rows, columns], float(np.float32(
        real * np.exp(c.rng.uniform(-1, 1)))))
    c.model.op("BATCH_MATMUL", [a, b], [y], version=2)


def rows(name, out, real=8.0, kinds=("int8", "int16", "uint8"), **options):
    def make(c):
        width = int(c.rng.integers(2, 50))
        scale, zero = out(c.kind)
        x = c.input([c.many(400), width], c.scale(real, 1.5))
        y = c.output([c.many(400), width], scale, zero)
        given = {k: v(c.rng) if callable(v) else v for k, v in options.items()}
        c.model.op(name, [x], [y], version=2, **given)
    return name, kinds, make


def prelu(c):
    size = c.size()
    scale = c.scale()
    x = c.input([*size, 4][-3:], scale)
    alpha = c.model.constant(
        c.rng.integers(c.low, c.high + 1, 4).astype(c.kind),
        scale=c.scale(1.0), zero=c.zero())
    y = c.output([*size, 4][-3:], c.scale())
    c.model.op("PRELU", [x, alpha], [y])


def requantize(c):
    kind = str(c.rng.choice(["int8", "int16", "uint8", "int32"]))
    x = c.input(c.size(), c.scale(1, 2))
    zero = {"int8": int(c.rng.integers(-128, 128)),
            "uint8": int(c.rng.integers(0, 256))}.get(kind, 0)
    wide = {"int8": 127, "uint8": 127, "int16": 32767, "int32": 1 << 20}[kind]
    y = c.output(c.size(), float(np.float32(
        np.exp(c.rng.uniform(-1, 1)) / wide)), zero, kind)
    c.model.op("QUANTIZE", [x], [y], version=2)


def quantize(c):
    size = c.size()
    x = c.model.input("float32", size)
    scale, zero = c.scale(), c.zero()
    steps = c.rng.uniform(c.low - 20, c.high + 20, size)
    halves = c.rng.random(size) < 0.3
    steps = np.where(halves, np.floor(steps) + 0.5, steps)
    c.feeds.append(((steps - zero) * np.float32(scale)).astype(np.float32))
    c.model.op("QUANTIZE", [x], [c.output(size, scale, zero)], version=2)


def dequantize(c):
    y = [c.input(c.size())]
    c.model.op("DEQUANTIZE", y, [c.model.output("float32", c.size())],
               version=2)


def svdf(c):
    n, depth, units, rank, memory = 3, 20, 40, int(c.rng.integers(1, 3)), 7
    filters = units * rank
    c.kind = "int8"
    scale, state, out = c.scale(), 0.0007 * np.exp(c.rng.uniform(-1, 1)), 0.02
    x = c.input([n, depth], scale)
    w = c.model.constant(c.rng.integers(-127, 128, (filters, depth)).astype(
        np.int8), scale=c.rng.uniform(0.005, 0.02))
    t_scale = c.rng.uniform(0.00005, 0.0002)
    t = c.model.constant(c.rng.integers(-32767, 32768, (filters, memory)).astype(
        np.int16), scale=t_scale)
    b = c.model.constant(c.rng.integers(-900000, 900000, units).astype(
        np.int32), scale=np.float32(state) * np.float32(t_scale))
    s = c.model.variable("int16", [n, filters * memory],
                         scale=float(np.float32(state)))
    y = c.output([n, units], float(np.float32(out)))
    c.model.op("SVDF", [x, w, t, b, s], [y], version=3, rank=rank,
               fused_activation_function=1)
    c.feeds = [[c.all([n, depth])] for _ in range(40)]


def lstm(c):
    n, steps, depth, units = 4, 30, 12, 40
    scale, hidden = c.scale(1), c.scale(1)
    h_zero = c.zero()
    x = c.input([n, steps, depth], scale)
    wide = c.kind == "int16"

    def gate(columns, of):
        w = c.model.constant(
            c.rng.integers(-127, 128, (units, columns)).astype(np.int8),
            scale=c.rng.uniform(0.002, 0.012))
        return w
    w = [gate(depth, scale) for _ in range(4)]
    r = [gate(units, hidden) for _ in range(4)]
    b = [c.model.constant(
        c.rng.integers(-9000, 9000, units).astype("int64" if wide else "int32"),
        scale=scale * c.model.tensors[k]["scale"]) for k in w]
    h = c.model.variable(c.kind, [n, units], scale=hidden, zero=h_zero)
    cell = c.model.variable("int16", [n, units],
                            scale=2.0 ** int(c.rng.integers(-15, -9)))
    y = c.output([n, steps, units], hidden, h_zero)
    none = c.model.tensor("float32", [0])
    c.model.op("UNIDIRECTIONAL_SEQUENCE_LSTM",
               [x, *w, *r, None, None, None, *b, None, None, h, cell,
                None, None, None, None], [y], version=3,
               fused_activation_function=4,
               cell_clip=float(c.rng.choice([0, 0.7, 2.5])))
    c.feeds = [[c.all([n, steps, depth])] for _ in range(2)]


def half(kind):
    return {"int8": (1 / 128, 0), "uint8": (1 / 128, 128),
            "int16": (1 / 32768, 0)}[kind]


def unit(kind):
    return {"int8": (1 / 256, -128), "uint8": (1 / 256, 0),
            "int16": (1 / 32768, 0)}[kind]


def logs(kind):
    return {"int8": (16 / 256, 127), "uint8": (16 / 256, 255)}[kind]


def up(low, high):
    return lambda rng: float(rng.uniform(low, high))


KINDS = [
    unary("ABS", uint8=False), unary("RELU"), unary("RELU6", real=10.0),
    unary("RELU_N1_TO_1", kinds=("int8",), real=2.0, version=1),
    unary("RELU_0_TO_1", kinds=("int8",), real=2.0, version=1), unary("LEAKY_RELU", alpha=up(-0.4, 0.9)),
    unary("HARD_SWISH", kinds=("int8",), real=6.0, version=1), unary("ELU",
    kinds=("int8",), real=3.0, uint8=False, version=1),
    unary("LOGISTIC", out=unit, real=8.0), unary("TANH", out=half, real=4.0),
    unary("EXP", real=2.0, uint8=False), unary("GELU", real=4.0, uint8=False),
    unary("GELU", real=4.0, uint8=False, approximate=True),
    unary("LOG", real=4.0, uint8=False), unary("SQRT", real=4.0, uint8=False,
    positive=True), unary("RSQRT", real=4.0, uint8=False, positive=True),
    binary("ADD", pot_scale_int16=False), binary("SUB", pot_scale_int16=False),
    binary("MUL", real=1.0), binary("DIV", kinds=("int8", "uint8"), real=4.0),
    binary("SQUARED_DIFFERENCE", act=False, kinds=("int8", "int16"), real=2.0),
    compare("EQUAL"), compare("LESS"), compare("GREATER_EQUAL"),
    reduce("MEAN"), reduce("SUM"), reduce("REDUCE_PROD"),
    ("FULLY_CONNECTED", ("int8", "int16", "uint8"), dense),
    convolve("CONV_2D"), convolve("DEPTHWISE_CONV_2D"),
    convolve("TRANSPOSE_CONV"), ("BATCH_MATMUL", ("int8", "int16"), multiply),
    rows("SOFTMAX", unit, beta=up(0.3, 1.5)),
    rows("LOG_SOFTMAX", logs, kinds=("int8", "uint8")),
    rows("L2_NORMALIZATION", half, kinds=("int8", "uint8")),
    ("PRELU", ("int8", "int16", "uint8"), prelu),
    ("QUANTIZE", ("int8", "int16", "uint8"), requantize),
    ("QUANTIZE", ("int8", "int16", "uint8"), quantize),
    ("DEQUANTIZE", ("int8", "int16", "uint8"), dequantize),
    ("SVDF", ("int8",), svdf),
    ("UNIDIRECTIONAL_SEQUENCE_LSTM", ("int8", "int16"), lstm),
]


def main():
    given = sys.argv[1:]
    root, count, seed, pattern, part = given + ["", "4", "0", "", "1"][
        len(given):]
    r = Judge(root)
    for number, (name, kinds, make) in enumerate(KINDS):
        for kind in kinds:
            title = f"ops/{name}__{SHORT[kind]}_{number}"
            if not re.search(pattern, title):
                continue
            made = 0
            for k in range(int(count)):
                c = Case(np.random.default_rng(
                    [int(seed), k, number, *kind.encode()]), kind, int(part))
                make(c)
                steps = c.feeds if isinstance(c.feeds[0], list) else [c.feeds]
                made += r.judge(f"{title}_{k}", c.model.bytes(), steps,
                                len(c.model.outputs), ops=[name],
                                stateful=len(steps) > 1)
            if made < int(count):
                print(f"{title}: {made} of {count}")
    r.close()


if __name__ == "__main__":
    main()
