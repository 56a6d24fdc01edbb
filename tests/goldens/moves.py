# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Makers of cases of shapes.py: operators that move data. Each takes a Case."""
import numpy as np


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
