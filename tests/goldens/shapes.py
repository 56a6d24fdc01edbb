# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Random cases of operators whose shapes and indices are what can go wrong:
broadcasting to 6 dimensions, reductions, moves of data; empty tensors, negative
axes, and floats that are infinite or no numbers among them.

    python shapes.py OUT_DIRECTORY [CASES_OF_A_KIND [SEED [PATTERN]]]
"""
import re
import sys

import numpy as np

from builder import TYPES
from engines import Judge
from moves import (transpose, slices, strided, pad, gather, gather_nd,
                   scatter_nd, concatenation, pack, unpack, split, split_v,
                   tile, broadcast_to, reverse, reverse_sequence, blocks,
                   batches, resize, select, cumsum, top_k, one_hot, add_n,
                   dynamic_update, segments, diagonal, set_diagonal)
from shape_case import SHORT, Case


def pair(name, kinds, out=None, act=False, own_scales=False, version=2, **more):
    def make(c):
        (a, b), y = c.broadcast(2)
        if more.get("alike"):
            a = b = y
        options = {}
        if act:
            options["fused_activation_function"] = c.number(0, 3)
        low, high = more.get("low"), more.get("high")
        x = [c.input(s, given=c.rescaled() if own_scales else None, low=low,
                     high=high) for s in (a, b)]
        if more.get("divides"):
            zero = c.model.tensors[x[1]].get("zero") or 0
            c.feeds[1] = np.where(c.feeds[1] == zero, zero + 1 if zero < 100
                                  else zero - 1, c.feeds[1]).astype(c.kind)
        given = c.rescaled() if own_scales and out is None else None
        c.model.op(name, x, [c.output(y, out, given)], version=version,
                   **options)
    return name, kinds, make


def reduce(name, kinds, scaled=False):
    def make(c):
        shape = c.shape(1, 6)
        axes = c.rng.permutation(len(shape))[:c.number(1, len(shape))]
        keep = c.chance(0.5)
        y = [n for i, n in enumerate(shape) if i not in axes] if not keep else [
            1 if i in axes else n for i, n in enumerate(shape)]
        signed = [int(a) - (len(shape) if c.chance(0.4) else 0) for a in axes]
        more = dict(low=-3, high=3) if name == "REDUCE_PROD" and (
            c.kind in ("int32", "int64")) else {}
        x = c.input(shape, **more)
        given = c.rescaled() if scaled else None
        c.model.op(name, [x, c.ints(signed)], [c.output(y, None, given)],
                   version=1 if c.kind == "bool" else 2, keep_dims=keep)
    return name, kinds, make


def extremum(c):
    shape = c.shape(1, 5)
    a = c.axis(len(shape))
    y = list(shape)
    del y[a]
    out = "int64" if c.chance(0.3) else "int32"
    c.model.op(str(c.rng.choice(["ARG_MAX", "ARG_MIN"])),
               [c.input(shape), c.ints(a)], [c.output(y, out)], version=2,
               output_type=TYPES[out])


PLAIN = ("float32", "int8", "int16", "int32", "int64", "uint8", "bool")
NUMBERS = ("float32", "int8", "int16", "int32", "int64", "uint8")
SOME = ("float32", "int32", "int64", "int8")
KINDS = [
    *[pair(n, NUMBERS, act=True, own_scales=True)
      for n in ("ADD", "SUB", "MUL")],
    pair("DIV", ("float32", "int32", "int8", "uint8"), act=True,
         own_scales=True, divides=True),
    pair("SQUARED_DIFFERENCE", ("float32", "int32", "int8", "int16"),
         own_scales=True),
    pair("MAXIMUM", NUMBERS), pair("MINIMUM", NUMBERS),
    pair("POW", ("float32", "int32"), version=1, low=0, high=5),
    pair("ATAN2", ("float32",), version=1, alike=True),
    pair("FLOOR_DIV", ("float32", "int32", "int8", "int16"), divides=True),
    pair("FLOOR_MOD", ("float32", "int32", "int64", "int8", "int16"),
         divides=True),
    pair("BITWISE_XOR", ("int8", "int16", "int32", "uint8"), version=1),
    pair("RIGHT_SHIFT", ("int8", "int16", "int32", "uint8"), version=1, low=0,
         high=9),
    pair("LOGICAL_AND", ("bool",), version=1),
    pair("LOGICAL_OR", ("bool",), version=1),
    *[pair(n, NUMBERS + (("bool",) if "EQUAL" in n and "_" not in n else ()),
           out="bool", own_scales=True)
      for n in ("EQUAL", "NOT_EQUAL", "LESS", "LESS_EQUAL", "GREATER",
                "GREATER_EQUAL")],
    *[reduce(n, NUMBERS, scaled=True) for n in ("MEAN", "SUM")],
    reduce("REDUCE_PROD", SOME + ("int16",), scaled=True),
    reduce("REDUCE_MAX", NUMBERS), reduce("REDUCE_MIN", NUMBERS),
    reduce("REDUCE_ANY", ("bool",)), reduce("REDUCE_ALL", ("bool",)),
    ("ARG", ("float32", "int8", "uint8", "int32", "bool"), extremum),
    ("TRANSPOSE", PLAIN, transpose), ("SLICE", PLAIN, slices),
    ("STRIDED_SLICE", PLAIN, strided), ("PAD", NUMBERS, pad("PAD")),
    ("PADV2", NUMBERS, pad("PADV2")),
    ("MIRROR_PAD", SOME + ("int16",), pad("MIRROR_PAD")),
    ("GATHER", PLAIN, gather), ("GATHER_ND", PLAIN, gather_nd),
    ("SCATTER_ND", SOME + ("uint8", "bool"), scatter_nd),
    ("CONCATENATION", PLAIN, concatenation), ("PACK", NUMBERS, pack),
    ("UNPACK", PLAIN, unpack), ("SPLIT", NUMBERS, split),
    ("SPLIT_V", NUMBERS, split_v), ("TILE", PLAIN, tile),
    ("BROADCAST_TO", PLAIN, broadcast_to), ("REVERSE_V2", PLAIN, reverse),
    ("REVERSE_SEQUENCE", SOME + ("int16", "uint8"), reverse_sequence),
    ("DEPTH_TO_SPACE", NUMBERS, blocks("DEPTH_TO_SPACE")),
    ("SPACE_TO_DEPTH", NUMBERS, blocks("SPACE_TO_DEPTH")),
    ("SPACE_TO_BATCH_ND", NUMBERS, batches("SPACE_TO_BATCH_ND")),
    ("BATCH_TO_SPACE_ND", NUMBERS, batches("BATCH_TO_SPACE_ND")),
    ("RESIZE_BILINEAR", ("float32", "int8", "int16", "uint8"),
     resize("RESIZE_BILINEAR")),
    ("RESIZE_NEAREST_NEIGHBOR", ("float32", "int8", "int16", "uint8", "int32"),
     resize("RESIZE_NEAREST_NEIGHBOR")),
    ("SELECT", PLAIN, select("SELECT")),
    ("SELECT_V2", PLAIN, select("SELECT_V2")),
    ("CUMSUM", SOME, cumsum), ("TOPK_V2", NUMBERS, top_k),
    ("ONE_HOT", PLAIN, one_hot), ("ADD_N", ("float32", "int32", "int8"), add_n),
    ("DYNAMIC_UPDATE_SLICE", PLAIN, dynamic_update),
    ("UNSORTED_SEGMENT", ("float32", "int32"), segments),
    ("MATRIX_DIAG", NUMBERS, diagonal),
    ("MATRIX_SET_DIAG", NUMBERS, set_diagonal),
]


def main():
    given = sys.argv[1:]
    root, count, seed, pattern = given + ["", "6", "0", ""][len(given):]
    r = Judge(root)
    for number, (name, kinds, make) in enumerate(KINDS):
        for kind in kinds:
            title = f"ops/{name}__{SHORT[kind]}_{number}"
            if not re.search(pattern, title):
                continue
            made = 0
            for k in range(int(count)):
                c = Case(np.random.default_rng(
                    [int(seed), k, number, *kind.encode()]), kind)
                make(c)
                made += r.judge(f"{title}_{k}", c.model.bytes(), [c.feeds],
                                len(c.model.outputs), stateful=False,
                                ops=[c.model.operators[0]["name"]])
            if made < int(count):
                print(f"{title}: {made} of {count}")
    r.close()


if __name__ == "__main__":
    main()
