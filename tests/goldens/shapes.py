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

from builder import TYPES, Model
from engines import Judge

SHORT = dict(float32="f32", int8="i8", uint8="u8", int16="i16", int32="i32",
             int64="i64", bool="bool")
SPECIAL = np.array([np.inf, -np.inf, np.nan, 0.0, -0.0, 1e-40, 3e38, -3e38],
                   np.float32)


class Case:
    def __init__(self, rng, kind):
        self.rng, self.kind = rng, kind
        self.model = Model()
        self.feeds = []
        self.given = {}
        if kind in ("int8", "uint8", "int16"):
            low, high = (0, 1) if kind == "int16" else (
                np.iinfo(kind).min, np.iinfo(kind).max + 1)
            self.given = dict(scale=float(np.float32(rng.uniform(.01, .1))),
                              zero=int(rng.integers(low, high)))

    def number(self, low, high):
        return int(self.rng.integers(low, high + 1))

    def chance(self, p):
        return self.rng.random() < p

    def shape(self, low=1, high=5, most=6):
        shape = [self.number(1, most) for _ in range(self.number(low, high))]
        if shape and self.chance(0.04):
            shape[self.number(0, len(shape) - 1)] = 0
        return shape

    def values(self, shape, kind=None, low=None, high=None):
        kind = kind or self.kind
        if kind == "bool":
            return self.rng.integers(0, 2, shape).astype(bool)
        if kind == "float32":
            values = self.rng.normal(0, 3, shape).astype(np.float32)
            if self.chance(0.2):
                odd = self.rng.random(shape) < 0.15
                values = np.where(odd, self.rng.choice(SPECIAL, shape), values)
            return np.asarray(values, np.float32)
        wide = np.iinfo(kind).bits > 16
        low = (-60 if wide else np.iinfo(kind).min) if low is None else low
        high = (60 if wide else np.iinfo(kind).max) if high is None else high
        return np.asarray(self.rng.integers(low, high + 1, shape)).astype(kind)

    def input(self, shape, kind=None, given=None, **more):
        kind = kind or self.kind
        self.feeds.append(self.values(shape, kind, **more))
        plain = kind != self.kind
        return self.model.input(kind, shape, **(
            given if given is not None else {} if plain else self.given))

    def output(self, shape, kind=None, given=None):
        kind = kind or self.kind
        plain = kind != self.kind
        return self.model.output(kind, shape, **(
            given if given is not None else {} if plain else self.given))

    def ints(self, values, kind="int32"):
        return self.model.constant(np.asarray(values, kind))

    def axis(self, rank):
        return self.number(-rank, rank - 1)

    def broadcast(self, count):
        """Shapes that broadcast, and what to."""
        whole = self.shape(1, 6, 4)
        shapes = []
        for _ in range(count):
            some = [1 if self.chance(0.25) else n for n in whole]
            shapes.append(some[self.number(0, len(some)):]
                          if self.chance(0.3) else some)
        if self.chance(0.4):
            shapes = [list(whole) for _ in shapes]
        rank = max(len(s) for s in shapes)
        shapes[0] = [1] * (rank - len(shapes[0])) + shapes[0]
        return shapes, list(np.broadcast_shapes(*map(tuple, shapes)))

    def rescaled(self):
        if not self.given:
            return {}
        factor = self.rng.uniform(.4, 2.5)
        return dict(self.given,
                    scale=float(np.float32(self.given["scale"] * factor)))


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


def transpose(c):
    shape = c.shape(1, 6)
    order = c.rng.permutation(len(shape))
    c.model.op("TRANSPOSE", [c.input(shape), c.ints(order)],
               [c.output([shape[i] for i in order])], version=4)


def slices(c):
    shape = c.shape(1, 5)
    begin = [c.number(0, n) for n in shape]
    size = [c.number(0, n - b) for n, b in zip(shape, begin)]
    said = [-1 if c.chance(0.2) else n for n in size]
    size = [n - b if s < 0 else s for n, b, s in zip(shape, begin, said)]
    kind = str(c.rng.choice(["int32", "int64"]))
    c.model.op("SLICE", [c.input(shape), c.ints(begin, kind),
                         c.ints(said, kind)], [c.output(size)], version=4)


def strided(c):
    shape = c.shape(1, 4)
    begin = [c.number(-n - 1, n + 1) for n in shape]
    end = [c.number(-n - 1, n + 1) for n in shape]
    step = [int(c.rng.choice([1, 1, 2, 3, -1, -2])) for _ in shape]
    masks = [sum(c.chance(0.2) << i for i in range(len(shape)))
             for _ in range(2)]
    shrink = 0
    for i, n in enumerate(shape):
        if n and c.chance(0.15):
            shrink |= 1 << i
            begin[i], step[i] = c.number(-n, n - 1), 1
            end[i] = begin[i] + 1
            masks = [m & ~(1 << i) for m in masks]
    y = []
    for i, n in enumerate(shape):
        if not shrink >> i & 1:
            part = slice(None if masks[0] >> i & 1 else begin[i],
                         None if masks[1] >> i & 1 else end[i], step[i])
            y.append(len(range(n)[part]))
    c.model.op("STRIDED_SLICE",
               [c.input(shape), c.ints(begin), c.ints(end), c.ints(step)],
               [c.output(y)], version=4, begin_mask=masks[0],
               end_mask=masks[1], shrink_axis_mask=shrink)


def pad(name):
    def make(c):
        shape = c.shape(1, 4)
        mirror = name == "MIRROR_PAD"
        mode = c.number(0, 1)
        most = [max(n - (mode == 0), 0) if mirror else 4 for n in shape]
        pads = [[c.number(0, m), c.number(0, m)] for m in most]
        y = [n + a + b for n, (a, b) in zip(shape, pads)]
        kind = str(c.rng.choice(["int32", "int64"]))
        x = [c.input(shape), c.ints(pads, kind)]
        if name == "PADV2":
            x.append(c.model.constant(c.values([1]), **c.given))
        c.model.op(name, x, [c.output(y)], version=4 if not mirror else 2,
                   **(dict(mode=mode) if mirror else {}))
    return make


def gather(c):
    shape = c.shape(1, 4)
    axis = c.number(0, len(shape) - 1)
    batch = c.number(0, axis)
    index = shape[:batch] + c.shape(0 if batch == 0 else 1, 2, 4)
    y = shape[:axis] + index[batch:] + shape[axis + 1:]
    kind = str(c.rng.choice(["int32", "int64"]))
    x = c.input(shape)
    i = c.input(index, kind, {}, low=0, high=max(shape[axis] - 1, 0))
    c.model.op("GATHER", [x, i], [c.output(y)], version=4,
               axis=axis - (len(shape) if c.chance(0.3) and not batch else 0),
               batch_dims=batch)


def gather_nd(c):
    shape = c.shape(1, 4)
    depth = c.number(1, len(shape))
    index = c.shape(1, 3, 4)
    kind = str(c.rng.choice(["int32", "int64"]))
    values = np.stack([c.rng.integers(0, max(n, 1), index)
                       for n in shape[:depth]], -1).astype(kind)
    x, i = c.input(shape), c.model.input(kind, [*index, depth])
    c.feeds.append(values)
    c.model.op("GATHER_ND", [x, i], [c.output(index + shape[depth:])],
               version=3)


def scatter_nd(c):
    shape = c.shape(1, 4)
    depth = c.number(1, len(shape))
    n = c.number(1, 6)
    values = np.stack([c.rng.integers(0, max(k, 1), n)
                       for k in shape[:depth]], -1).astype(np.int32)
    i = c.model.input("int32", [n, depth])
    c.feeds.append(values)
    u = c.input([n, *shape[depth:]])
    c.model.op("SCATTER_ND", [i, u, c.ints(shape)], [c.output(shape)])


def concatenation(c):
    shape, n = c.shape(1, 5), c.number(1, 5)
    a = c.axis(len(shape))
    parts = [list(shape) for _ in range(n)]
    for part in parts:
        part[a] = c.number(0, 5)
    y = list(shape)
    y[a] = sum(part[a] for part in parts)
    c.model.op("CONCATENATION", [c.input(p) for p in parts], [c.output(y)],
               version=3, axis=a)


def pack(c):
    shape, n = c.shape(0, 4), c.number(1, 4)
    a = c.axis(len(shape) + 1)
    y = list(shape)
    y.insert(a if a >= 0 else a + len(shape) + 1, n)
    c.model.op("PACK", [c.input(shape) for _ in range(n)], [c.output(y)],
               version=2, values_count=n, axis=a)


def unpack(c):
    shape = c.shape(1, 5, 4)
    a = c.axis(len(shape))
    y = list(shape)
    n = y.pop(a)
    c.model.op("UNPACK", [c.input(shape)], [c.output(y) for _ in range(n)],
               version=2, num=n, axis=a)


def split(c):
    shape, n = c.shape(1, 5), c.number(1, 4)
    a = c.axis(len(shape))
    shape[a] = n * c.number(1, 3)
    y = list(shape)
    y[a] //= n
    c.model.op("SPLIT", [c.ints(a), c.input(shape)],
               [c.output(y) for _ in range(n)], version=4, num_splits=n)


def split_v(c):
    shape, n = c.shape(1, 5), c.number(1, 4)
    a = c.axis(len(shape))
    sizes = [c.number(0, 4) for _ in range(n)]
    shape[a] = sum(sizes)
    outs = []
    for size in sizes:
        y = list(shape)
        y[a] = size
        outs.append(c.output(y))
    if c.chance(0.3):
        sizes[c.number(0, n - 1)] = -1
    c.model.op("SPLIT_V", [c.input(shape), c.ints(sizes), c.ints(a)], outs,
               version=2, num_splits=n)


def tile(c):
    shape = c.shape(1, 5, 4)
    times = [c.number(0 if c.chance(0.1) else 1, 3) for _ in shape]
    c.model.op("TILE", [c.input(shape), c.ints(times)],
               [c.output([n * t for n, t in zip(shape, times)])])


def broadcast_to(c):
    (a,), _ = c.broadcast(1)
    y = [c.number(1, 4) for _ in range(c.number(0, 5 - min(len(a), 5)))] + [
        c.number(1, 4) if n == 1 else n for n in a]
    c.model.op("BROADCAST_TO", [c.input(a), c.ints(y)], [c.output(y)],
               version=3)


def reverse(c):
    shape = c.shape(1, 5)
    first = c.number(0, len(shape) - 1)
    axes = list(range(first, c.number(first, len(shape) - 1) + 1))
    c.model.op("REVERSE_V2", [c.input(shape), c.ints(axes)],
               [c.output(shape)], version=3)


def reverse_sequence(c):
    shape = c.shape(2, 4)
    seq, batch = (int(n) for n in c.rng.permutation(len(shape))[:2])
    x = c.input(shape)
    lengths = c.input([shape[batch]], "int32", {}, low=0, high=shape[seq])
    c.model.op("REVERSE_SEQUENCE", [x, lengths], [c.output(shape)],
               seq_dim=seq, batch_dim=batch)


def blocks(name):
    def make(c):
        n, h, w, d, b = (c.number(1, 4) for _ in range(5))
        small, large = [n, h, w, d * b * b], [n, h * b, w * b, d]
        x, y = (large, small) if name == "SPACE_TO_DEPTH" else (small, large)
        c.model.op(name, [c.input(x)], [c.output(y)], block_size=b)
    return make


def batches(name):
    def make(c):
        n, d = c.number(1, 3), c.number(1, 4)
        block = [c.number(1, 3), c.number(1, 3)]
        size = [c.number(1, 4), c.number(1, 4)]
        edges = [[c.number(0, s * b), 0] for s, b in zip(size, block)]
        for e, s, b in zip(edges, size, block):
            e[1] = c.number(0, s * b - e[0])
        inner = [s * b - sum(e) for s, b, e in zip(size, block, edges)]
        many = [n * block[0] * block[1], *size, d]
        one = [n, *inner, d]
        x, y = (one, many) if name == "SPACE_TO_BATCH_ND" else (many, one)
        c.model.op(name, [c.input(x), c.ints(block), c.ints(edges)],
                   [c.output(y)], version=3)
    return make


def resize(name):
    def make(c):
        n, d = c.number(1, 2), c.number(1, 4)
        a, b = ([c.number(1, 9), c.number(1, 9)] for _ in range(2))
        align = c.chance(0.4)
        c.model.op(name, [c.input([n, *a, d]), c.ints(b)],
                   [c.output([n, *b, d])], version=4, align_corners=align,
                   half_pixel_centers=not align and c.chance(0.5))
    return make


def select(name):
    def make(c):
        (a, b, s), y = c.broadcast(3)
        if name == "SELECT":
            a = b = s = y
        cond = c.input(s, "bool", {})
        c.model.op(name, [cond, c.input(a), c.input(b)], [c.output(y)],
                   version=2)
    return make


def cumsum(c):
    shape = c.shape(1, 5)
    c.model.op("CUMSUM", [c.input(shape), c.ints(c.axis(len(shape)))],
               [c.output(shape)], exclusive=c.chance(0.5),
               reverse=c.chance(0.5))


def top_k(c):
    shape = c.shape(1, 3, 12)
    k = c.number(0, shape[-1])
    y = [*shape[:-1], k]
    low = dict(low=-4, high=4) if c.kind != "float32" else {}
    c.model.op("TOPK_V2", [c.input(shape, **low), c.ints(k)],
               [c.output(y), c.output(y, "int32", {})], version=2)


def one_hot(c):
    shape, depth = c.shape(0, 3), c.number(1, 6)
    a = c.number(-1, len(shape))
    y = list(shape)
    y.insert(len(shape) if a < 0 else a, depth)
    i = c.input(shape, "int32", {}, low=-1, high=depth)
    on, off = (c.model.constant(c.values([]), **c.given) for _ in range(2))
    c.model.op("ONE_HOT", [i, c.ints(depth), on, off], [c.output(y)], axis=a)


def add_n(c):
    shape = c.shape(1, 5)
    c.model.op("ADD_N", [c.input(shape) for _ in range(c.number(2, 5))],
               [c.output(shape, None, c.rescaled())])


def dynamic_update(c):
    shape = c.shape(1, 4)
    part = [c.number(0, n) for n in shape]
    start = c.input([len(shape)], "int32", {}, low=-2, high=6)
    at = c.feeds.pop()
    x, u = c.input(shape), c.input(part)
    c.model.inputs = [x, u, start]
    c.feeds.append(at)
    c.model.op("DYNAMIC_UPDATE_SLICE", [x, u, start], [c.output(shape)],
               version=2)


def segments(c):
    n, more = c.number(1, 8), c.shape(0, 2)
    ids = np.sort(c.rng.integers(0, 4, n)).astype(np.int32)
    x = c.input([n, *more])
    i = c.model.input("int32", [n])
    c.feeds.append(ids)
    which = str(c.rng.choice(["PROD", "MAX", "MIN", "SUM"]))
    c.model.op(f"UNSORTED_SEGMENT_{which}", [x, i, c.ints(5)],
               [c.output([5, *more])])


def diagonal(c):
    shape = c.shape(1, 4)
    c.model.op("MATRIX_DIAG", [c.input(shape)],
               [c.output([*shape, shape[-1]])])


def set_diagonal(c):
    shape = c.shape(2, 4)
    d = [*shape[:-2], min(shape[-2:])]
    c.model.op("MATRIX_SET_DIAG", [c.input(shape), c.input(d)],
               [c.output(shape)])


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
