# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Goldens of operators that only LiteRT has and that need no recording of
their own: moves by index, segments, and a few functions.

    python indexing.py OUT_DIRECTORY [SEED]

Another seed gives other shapes, options and values.
"""
import sys

import numpy as np

from builder import Model
from further import scalar, shape_of, values
from recorder import Recorder

MOVED = ["float32", "int8", "uint8", "int16", "int32", "int64", "bool"]


def case(r, name, kinds, shapes, out_kind, out_shape, data, version=1,
         constants=None, **options):
    """A model of one operator; constants: what stands for further inputs."""
    m = Model()
    operands = [m.input(k, s) for k, s in zip(kinds, shapes)]
    operands += [m.constant(c, shape=np.shape(c)) for c in constants or []]
    op, _ = name.split("__")
    kinds = out_kind if isinstance(out_kind, list) else [out_kind]
    outs = out_shape if isinstance(out_kind, list) else [out_shape]
    m.op(op, operands, [m.output(k, s) for k, s in zip(kinds, outs)],
         version=version, **options)
    r.case(f"ops/{name}", m, [data])


def record_moves(r, rng):
    for kind in MOVED:
        shape = shape_of(rng, rng.integers(1, 5))
        x = values(rng, kind, shape)
        if kind not in ("int16",):
            times = rng.integers(1, 4, len(shape)).astype(np.int32)
            case(r, f"TILE__{kind}", [kind], [shape], kind,
                 np.array(shape) * times, [x], 1, [times])
        rows = shape_of(rng, 3)
        depth = int(rng.integers(1, 6))
        axis = int(rng.integers(-1, 4))
        out = list(rows)
        out.insert(axis if axis >= 0 else 3, depth)
        if kind != "int16":
            m = Model()
            index_kind = ["int32", "int64"][len(shape) % 2]
            index = m.input(index_kind, rows)
            m.op("ONE_HOT", [
                index, scalar(m, depth, np.int32),
                scalar(m, 1, x.dtype), scalar(m, 0, x.dtype)],
                [m.output(kind, out)], axis=axis)
            r.case(f"ops/ONE_HOT__{kind}", m, [
                [rng.integers(-1, depth + 1, rows).astype(index_kind)]])
    for kind in ["float32", "uint8", "int16", "int32", "int64"]:
        shape = shape_of(rng, 4)
        seq, batch = (int(d) for d in rng.permutation(4)[:2])
        index_kind = ["int32", "int64"][seq % 2]
        lengths = rng.integers(1, shape[seq] + 1, shape[batch])
        case(r, f"REVERSE_SEQUENCE__{kind}", [kind, index_kind],
             [shape, [shape[batch]]], kind, shape,
             [values(rng, kind, shape), lengths.astype(index_kind)],
             seq_dim=seq, batch_dim=batch)


def record_scatters(r, rng):
    for kind in ["float32", "int8", "uint8", "int32", "int64", "bool"]:
        rank = int(rng.integers(1, 4))
        shape = shape_of(rng, rank)
        depth = int(rng.integers(1, rank + 1))
        count = shape_of(rng, 2)
        index = np.stack([rng.integers(0, n, count)
                          for n in shape[:depth]], -1).astype(np.int32)
        updates = [*count, *shape[depth:]]
        x = values(rng, kind, updates, 9)
        if kind == "bool":  # which of two falls on a place is no matter
            x[...] = True
        case(r, f"SCATTER_ND__{kind}", ["int32", kind],
             [index.shape, updates], kind, shape, [index, x],
             constants=[np.array(shape, np.int32)])
    for kind in ["float32", "int8", "uint8", "int32", "int64"]:
        for index_kind in ["int32", "int64"]:
            rank = int(rng.integers(1, 5))
            shape = shape_of(rng, rank)
            count = min(4, int(np.prod(shape)))
            places = np.sort(rng.permutation(int(np.prod(shape)))[:count])
            index = np.stack(np.unravel_index(places, shape), -1)
            index = index.astype(index_kind)
            m = Model()
            at = m.input(index_kind, index.shape)
            dims = m.constant(np.array(shape, index_kind))
            x = values(rng, kind, [count])
            v, missing = m.input(kind, [count]), scalar(m, 7, x.dtype)
            m.op("SPARSE_TO_DENSE", [at, dims, v, missing],
                 [m.output(kind, shape)], version=3)
            r.case(f"ops/SPARSE_TO_DENSE__{kind}_{index_kind}", m,
                   [[index, x]])


def record_matrices(r, rng):
    for kind in MOVED[:-1]:
        rows, columns = shape_of(rng, 2)
        outer = shape_of(rng, rng.integers(0, 3))
        shape = [*outer, rows, columns]
        least = [*outer, min(rows, columns)]
        case(r, f"MATRIX_SET_DIAG__{kind}", [kind, kind], [shape, least],
             kind, shape, [values(rng, kind, shape), values(rng, kind, least)])
        diagonal = [*outer, rows]
        case(r, f"MATRIX_DIAG__{kind}", [kind], [diagonal], kind,
             [*diagonal, rows], [values(rng, kind, diagonal)])


def record_segments(r, rng):
    for kind in ["float32", "int32"]:
        shape = shape_of(rng, rng.integers(1, 4), 7)
        x = values(rng, kind, shape, 9)
        segments = np.sort(rng.integers(0, 4, shape[0])).astype(np.int32)
        segments[0] = 0
        segments = np.cumsum(np.diff(segments, prepend=0) > 0).astype(np.int32)
        count = int(segments[-1]) + 1
        m = Model()
        m.op("SEGMENT_SUM", [m.input(kind, shape), m.constant(segments)],
             [m.output(kind, [count, *shape[1:]])])
        r.case(f"ops/SEGMENT_SUM__{kind}", m, [[x]])
        for name in ["SUM", "PROD", "MAX", "MIN"]:
            mixed = rng.integers(-1, 4, shape[0]).astype(np.int32)
            m = Model()
            operands = [m.input(kind, shape), m.input("int32", [shape[0]]),
                        scalar(m, 5, np.int32)]
            m.op("UNSORTED_SEGMENT_" + name, operands,
                 [m.output(kind, [5, *shape[1:]])])
            r.case(f"ops/UNSORTED_SEGMENT_{name}__{kind}", m, [[x, mixed]])


def record_top(r, rng):
    for kind in ["float32", "int8", "uint8", "int16", "int32", "int64"]:
        shape = shape_of(rng, rng.integers(1, 4), 9)
        k = int(rng.integers(1, shape[-1] + 1))
        m = Model()
        x = m.input(kind, shape)
        out = [*shape[:-1], k]
        m.op("TOPK_V2", [x, scalar(m, k, np.int32)],
             [m.output(kind, out), m.output("int32", out)], version=2)
        r.case(f"ops/TOPK_V2__{kind}", m, [[values(rng, kind, shape, 9)]])
    for kind in ["float32", "int32", "int64"]:
        start, step = int(rng.integers(-9, 9)), int(rng.integers(1, 5))
        count, sign = int(rng.integers(1, 9)), int(rng.choice([-1, 1]))
        stop = start + sign * (step * count - step // 2)
        m = Model()
        operands = [scalar(m, n, kind) for n in (start, stop, sign * step)]
        m.op("RANGE", operands, [m.output(kind, [count])])
        r.case(f"ops/RANGE__{kind}", m, [[]])


def record_functions(r, rng):
    pair = lambda: (shape_of(rng, 3), [int(n) for n in rng.integers(1, 2, 3)])
    for kind in ["float32", "int32"]:
        shape, one = pair()
        x = np.abs(values(rng, kind, shape, 5))
        case(r, f"POW__{kind}", [kind, kind], [shape, one], kind, shape,
             [x, np.abs(values(rng, kind, one, 5))])
    shape, one = pair()
    case(r, "MUL__u32", ["uint32"] * 2, [shape, one], "uint32", shape,
         [values(rng, "uint32", shape), values(rng, "uint32", one)], 7)
    case(r, "ATAN2__float32", ["float32"] * 2, [shape, shape], "float32",
         shape, [values(rng, "float32", shape), values(rng, "float32", shape)])
    for kind in ["int8", "uint8", "int16", "uint16", "int32", "uint32"]:
        shape, one = pair()
        x, y = values(rng, kind, shape), values(rng, kind, one)
        case(r, f"BITWISE_XOR__{kind}", [kind] * 2, [shape, one], kind, shape,
             [x, y], constants=None)
        case(r, f"RIGHT_SHIFT__{kind}", [kind] * 2, [shape, shape], kind,
             shape, [x, rng.integers(0, 7, shape).astype(kind)])
    for kind in ["float32", "int8", "uint8"]:
        shape = shape_of(rng, 4)
        m = Model()
        quantized = {} if kind == "float32" else dict(scale=0.02, zero=3)
        scaled = {} if kind == "float32" else dict(scale=0.013, zero=9)
        x = m.input(kind, shape, **quantized)
        m.op("RELU_0_TO_1", [x], [m.output(kind, shape, **scaled)])
        r.case(f"ops/RELU_0_TO_1__{kind}", m, [[values(
            rng, kind, shape, 2 if kind == "float32" else 128)]])
    for i in range(3):
        shape = shape_of(rng, 4, 9)
        case(r, f"LOCAL_RESPONSE_NORMALIZATION__{i}", ["float32"], [shape],
             "float32", shape, [values(rng, "float32", shape, 3)],
             radius=int(rng.integers(1, 5)), bias=float(rng.uniform(0.5, 2)),
             alpha=float(rng.uniform(0.1, 2)), beta=[0.5, 1, 0.75][i])
    for kind in ["float32", "int32", "int64"]:
        shape = shape_of(rng, 2)
        bounds = np.sort(rng.uniform(-9, 9, 5))
        case(r, f"BUCKETIZE__{kind}", [kind], [shape], "int32", shape,
             [values(rng, kind, shape, 12)], boundaries=bounds)


def record_views(r, rng):
    for a, b in [("int32", "float32"), ("float32", "int32"), ("int16", "int8"),
                 ("int8", "int32"), ("uint8", "int8"), ("int64", "int32")]:
        narrow, wide = np.dtype(a).itemsize, np.dtype(b).itemsize
        shape = shape_of(rng, 2)
        out = list(shape)
        if narrow > wide:
            out.append(narrow // wide)
        elif narrow < wide:
            shape = [*shape, wide // narrow]
        case(r, f"BITCAST__{a}_{b}", [a], [shape], b, out,
             [values(rng, a, shape)])
    for kind in MOVED:
        shape = shape_of(rng, rng.integers(0, 5))
        x = values(rng, kind, shape)
        case(r, f"RANK__{kind}", [kind], [shape], "int32", [], [x])
        whole = shape_of(rng, 3)
        flags = whole if rng.integers(2) else [whole[0]]
        case(r, f"SELECT__{kind}", ["bool", kind, kind],
             [flags, whole, whole], kind, whole,
             [values(rng, "bool", flags), values(rng, kind, whole),
              values(rng, kind, whole)])


def main():
    r = Recorder(sys.argv[1])
    rng = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for record in [record_moves, record_scatters, record_matrices,
                   record_segments, record_top, record_functions,
                   record_views]:
        record(r, rng)
    r.close()


if __name__ == "__main__":
    main()
