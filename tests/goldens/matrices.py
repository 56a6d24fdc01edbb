# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Goldens of convolutions and matrix products that only LiteRT runs.

    python matrices.py OUT_DIRECTORY
"""
import itertools
import sys

import numpy as np

from builder import TYPES, Model
from recorder import Recorder

SAME, VALID = 0, 1
RELU = 1


def floats(rng, *shape):
    return rng.uniform(-1, 1, shape).astype(np.float32)


def size(n, kernel, stride, dilation, padding):
    effective = (kernel - 1) * dilation + 1
    return -(-(n if padding == SAME else n - effective + 1) // stride)


def record_conv_3d(r):
    cases = itertools.product([SAME, VALID], [1, 2], [1, 2], [0, 1])
    for i, (padding, stride, dilation, bias) in enumerate(cases):
        rng = np.random.default_rng(i)
        k, x_shape = (2, 3, 1 + i % 3), (1 + i % 2, 5, 6, 7)
        out = [size(n, kk, stride, dilation, padding)
               for n, kk in zip(x_shape[1:], k)]
        options = dict(padding=padding, fused_activation_function=i % 4)
        for axis in "dhw":
            options[f"stride_{axis}"] = stride
            options[f"dilation_{axis}_factor"] = dilation
        for transposed in (0, 1):
            m = Model()
            small, large = [x_shape[0], *out, 3], [*x_shape, 2]
            x_dims, y_dims = (small, large) if transposed else (large, small)
            x = m.input("float32", x_dims)
            w = m.constant(floats(rng, *k, 2, 3))
            b = m.constant(floats(rng, y_dims[4])) if bias else None
            y = m.output("float32", y_dims)
            operands = [x, w, b]
            if transposed:
                operands = [m.constant(np.array(y_dims, np.int32)), w, x, b]
            if not bias:
                operands.pop()
            name = "CONV_3D_TRANSPOSE" if transposed else "CONV_3D"
            m.op(name, operands, [y], **options)
            r.case(f"ops/{name}__{i}", m, [[floats(rng, *x_dims)]])


def record_transpose_conv(r):
    """Dynamic range, and unsigned bytes."""
    cases = itertools.product(["float32", "uint8"], [SAME, VALID], [1, 2, 3])
    for i, (kind, padding, stride) in enumerate(cases):
        rng = np.random.default_rng(100 + i)
        k, out = (3, 2), (2, 7, 8, 3)
        x_shape = [out[0], *(size(n, kk, stride, 1, padding)
                             for n, kk in zip(out[1:3], k)), 4]
        w_shape = (3, *k, 4)
        m = Model()
        shape = m.constant(np.array(out, np.int32))
        if kind == "float32":
            x = m.input(kind, x_shape)
            w = rng.integers(-127, 128, w_shape).astype(np.int8)
            w = m.constant(w, scale=rng.uniform(0.01, 0.02, 3), zero=0)
            b = m.constant(floats(rng, 3))
            y = m.output(kind, out)
            value = floats(rng, *x_shape)
        else:
            x = m.input(kind, x_shape, scale=0.05, zero=117)
            w = rng.integers(0, 256, w_shape).astype(np.uint8)
            w = m.constant(w, scale=0.02, zero=131)
            b = m.constant(rng.integers(-900, 900, 3).astype(np.int32),
                           scale=0.05 * 0.02)
            y = m.output(kind, out, scale=0.3, zero=99)
            value = rng.integers(0, 256, x_shape).astype(np.uint8)
        m.op("TRANSPOSE_CONV", [shape, w, x, b], [y], version=3,
             padding=padding, stride_h=stride, stride_w=stride)
        r.case(f"ops/TRANSPOSE_CONV__{kind}_{i}", m, [[value]])


def record_narrow_bias(r):
    """32-bit accumulators of 16-bit activations."""
    for i, bias in enumerate((0, 1)):
        rng = np.random.default_rng(120 + i)
        m = Model()
        shape = m.constant(np.array([1, 6, 6, 3], np.int32))
        w = m.constant(rng.integers(-127, 128, (3, 3, 3, 2)).astype(np.int8),
                       scale=rng.uniform(0.01, 0.02, 3), zero=0)
        x = m.input("int16", [1, 3, 3, 2], scale=0.0003)
        b = m.constant(rng.integers(-90000, 90000, 3).astype(np.int32),
                       scale=5e-6)
        y = m.output("int16", [1, 6, 6, 3], scale=0.0021)
        m.op("TRANSPOSE_CONV", [shape, w, x, b][:3 + bias], [y], version=5,
             padding=SAME, stride_h=2, stride_w=2,
             quantized_bias_type=TYPES["int32"])
        value = rng.integers(-32768, 32768, (1, 3, 3, 2)).astype(np.int16)
        r.case(f"ops/TRANSPOSE_CONV__narrow_{i}", m, [[value]])


def record_batch_matmul(r):
    """Dynamic range with a scale a channel or zero points; mixed types."""
    for i, (adj_x, adj_y, asym, channels) in enumerate(
            itertools.product([0, 1], repeat=4)):
        rng = np.random.default_rng(200 + i)
        m = Model()
        a_shape = [3, 5, 4] if adj_x else [3, 4, 5]
        b_shape = [3, 6, 5] if adj_y else [3, 5, 6]
        a = m.input("float32", a_shape)
        w = rng.integers(-127, 128, b_shape).astype(np.int8)
        scale = rng.uniform(0.01, 0.02, 6) if channels else 0.015
        b = m.constant(w, scale=scale, axis=1 if adj_y else 2)
        y = m.output("float32", [3, 4, 6])
        m.op("BATCH_MATMUL", [a, b], [y], version=4, adj_x=adj_x, adj_y=adj_y,
             asymmetric_quantize_inputs=asym)
        r.case(f"ops/BATCH_MATMUL__hybrid_{i}", m, [[floats(rng, *a_shape)]])
    for i, (a_kind, b_kind, out) in enumerate(
            [("int8", "int8", "int32"), ("int16", "int8", "int16")]):
        rng = np.random.default_rng(220 + i)
        m = Model()
        a = m.input(a_kind, [2, 4, 5], scale=0.0005)
        b = m.input(b_kind, [5, 6], scale=0.02)
        y = m.output(out, [2, 4, 6], scale=0.01)
        m.op("BATCH_MATMUL", [a, b], [y], version=3)
        r.case(f"ops/BATCH_MATMUL__{a_kind}_{b_kind}_{out}", m, [[
            rng.integers(-128, 128, [2, 4, 5]).astype(a_kind),
            rng.integers(-128, 128, [5, 6]).astype(b_kind)]])


def main():
    r = Recorder(sys.argv[1])
    record_conv_3d(r)
    record_transpose_conv(r)
    record_narrow_bias(r)
    record_batch_matmul(r)
    r.close()


if __name__ == "__main__":
    main()
