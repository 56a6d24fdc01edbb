# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Goldens of operators that the corpora of others leave out.

    python further.py OUT_DIRECTORY [SEED]

Another seed gives other shapes, options and values.
"""
import sys

import numpy as np
from flatbuffers import flexbuffers

from builder import TYPES, Model
from recorder import Recorder

INTEGERS = ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64"]


def values(rng, kind, shape, most=100):
    if kind == "bool":
        return rng.integers(0, 2, shape).astype(np.bool_)
    if kind.startswith("float"):
        return rng.uniform(-most, most, shape).astype(kind)
    info = np.iinfo(kind)
    return rng.integers(max(info.min, -most), min(info.max, most),
                        shape).astype(kind)


def scalar(m, value, kind):
    return m.constant(np.array(value, kind), shape=())


def shape_of(rng, rank, most=5):
    return [int(n) for n in rng.integers(1, most + 1, rank)]


def record_stablehlo_pairs(r, rng):
    most = {"ADD": 127, "MULTIPLY": 200, "AND": 127}
    for name in ["ADD", "MULTIPLY", "MAXIMUM", "MINIMUM", "AND", "SHIFT_LEFT"]:
        kinds = INTEGERS + ["bool", "float32"]
        if name == "AND":
            kinds.remove("float32")
        if name == "SHIFT_LEFT":
            kinds = ["int8", "int16", "int32"]
        for kind in kinds:
            shape = shape_of(rng, rng.integers(0, 5))
            m = Model()
            a, b = m.input(kind, shape), m.input(kind, shape)
            m.op("STABLEHLO_" + name, [a, b], [m.output(kind, shape)])
            x = values(rng, kind, shape, most.get(name, 120))
            y = values(rng, kind, shape, most.get(name, 120))
            if name == "SHIFT_LEFT":
                y = np.abs(y) % (8 * y.itemsize)
            r.case(f"ops/STABLEHLO_{name}__{kind}", m, [[x, y]])


def record_spreads(r, rng):
    for kind in ["int8", "int16", "int32", "int64", "float32", "bool"]:
        rank = int(rng.integers(1, 5))
        shape, steps = shape_of(rng, rank), rng.integers(1, 4, rank)
        m = Model()
        x = m.input(kind, shape)
        out = [(n - 1) * s + 1 for n, s in zip(shape, steps)]
        m.op("DILATE", [x, m.constant(steps.astype(np.int32)),
                        scalar(m, 1, values(rng, kind, 1).dtype)],
             [m.output(kind, out)])
        r.case(f"ops/DILATE__{kind}", m, [[values(rng, kind, shape)]])
        low, high = rng.integers(-2, 4, (2, rank))
        inside = rng.integers(0, 3, rank)
        spread = (np.array(shape) - 1) * (inside + 1) + 1
        high = np.maximum(high, 1 - low - spread)  # LiteRT has one empty shape
        out = low + spread + high
        m = Model()
        x = m.input(kind, shape)
        m.op("STABLEHLO_PAD", [x, scalar(m, 1, values(rng, kind, 1).dtype)],
             [m.output(kind, out)], edge_padding_low=low,
             edge_padding_high=high, interior_padding=inside)
        r.case(f"ops/STABLEHLO_PAD__{kind}", m, [[values(rng, kind, shape)]])


def record_reduce_window(r, rng):
    for function in range(1, 7):
        for kind in ["int8", "uint8", "int16", "int32", "int64", "float32",
                     "bool"]:
            if kind == "bool" and function < 5:
                continue  # LiteRT makes numbers of them
            rank = int(rng.integers(1, 5))
            size, step, apart = (rng.integers(1, 4, rank) for _ in range(3))
            shape = (size - 1) * apart + rng.integers(1, 5, rank)
            out = (shape - (size - 1) * apart - 1) // step + 1
            m = Model()
            x = m.input(kind, shape)
            start = scalar(m, rng.integers(0, 3), values(rng, kind, 1).dtype)
            operands = [m.constant(n.astype(np.int64))
                        for n in (size, step, apart)]
            m.op("REDUCE_WINDOW", [x, start, *operands],
                 [m.output(kind, out)], reduce_function=function)
            r.case(f"ops/REDUCE_WINDOW__{kind}_{function}", m,
                   [[values(rng, kind, shape, 4)]])


def record_gather(r, rng):
    """Vectors that point into one, two or all dimensions."""
    for i, kind in enumerate(["float32", "int8", "int64", "int32", "int16"]):
        rank = 3 + i % 2
        shape = shape_of(rng, rank)
        mapped = rng.permutation(rank)[:1 + i % rank]
        slices = [int(rng.integers(1, n + 1)) for n in shape]
        collapsed = [int(d) for d in sorted(mapped)[:1 + i % 2]]
        for d in collapsed:
            slices[d] = 1
        batch = shape_of(rng, 2)
        at = int(rng.integers(0, 3))
        index_shape = [*batch[:at], len(mapped), *batch[at:]]
        kept = [n for d, n in enumerate(slices) if d not in collapsed]
        total = len(batch) + len(kept)
        offsets = sorted(rng.permutation(total)[:len(kept)])
        sizes, batches = iter(kept), iter(batch)
        out = [next(sizes) if d in offsets else next(batches)
               for d in range(total)]
        m = Model()
        x = m.input(kind, shape)
        index_kind = "int32" if i % 2 else "int64"
        index = m.input(index_kind, index_shape)
        m.op("STABLEHLO_GATHER", [x, index], [m.output(kind, out)],
             offset_dims=offsets, collapsed_slice_dims=collapsed,
             start_index_map=mapped, index_vector_dim=at, slice_sizes=slices)
        r.case(f"ops/STABLEHLO_GATHER__{kind}", m, [[
            values(rng, kind, shape),
            rng.integers(-1, 6, index_shape).astype(index_kind)]])


def record_lookups(r, rng):
    for kind in ["float32", "int32", "int8", "int64"]:
        keys = np.sort(rng.permutation(40)[:7]).astype(np.int32) - 20
        row = shape_of(rng, rng.integers(0, 3))
        m = Model()
        asked = m.input("int32", [9])
        table = [m.input("int32", [7]), m.input(kind, [7, *row])]
        m.op("HASHTABLE_LOOKUP", [asked, *table],
             [m.output(kind, [9, *row]), m.output("uint8", [9])])
        r.case(f"ops/HASHTABLE_LOOKUP__{kind}", m, [[
            np.append(rng.choice(keys, 5),
                      rng.integers(-25, 25, 4)).astype(np.int32),
            keys, values(rng, kind, [7, *row])]])
    for combiner in range(3):
        places, row = shape_of(rng, 1 + combiner % 2, 4), shape_of(rng, 2)
        count = int(np.prod(places))
        at = np.sort(rng.integers(0, count, 8))
        index = np.array([[*np.unravel_index(p, places), i]
                          for i, p in enumerate(at)], np.int32)
        m = Model()
        operands = [m.input("int32", [8]), m.input("int32", index.shape),
                    m.constant(np.array([*places, 8], np.int32)),
                    m.input("float32", [8]), m.input("float32", [5, *row])]
        m.op("EMBEDDING_LOOKUP_SPARSE", operands,
             [m.output("float32", [*places, *row])], combiner=combiner)
        r.case(f"ops/EMBEDDING_LOOKUP_SPARSE__{combiner}", m, [[
            rng.integers(0, 5, 8).astype(np.int32), index,
            rng.uniform(0.1, 2, 8).astype(np.float32),
            values(rng, "float32", [5, *row], 1)]])


def record_spectra(r, rng):
    """What is complex stays inside the model."""
    for i, part in enumerate(["REAL", "IMAG", "COMPLEX_ABS"]):
        shape = [*shape_of(rng, i), *shape_of(rng, 2, 12)]
        size = 2 ** rng.integers([0, 1], [4, 5])
        half = [*shape[:-2], size[0], size[1] // 2 + 1]
        m = Model()
        x = m.input("float32", shape)
        spectrum = m.tensor("complex64", half)
        m.op("RFFT2D", [x, m.constant(size.astype(np.int32))], [spectrum])
        m.op(part, [spectrum], [m.output("float32", half)])
        r.case(f"ops/RFFT2D__{part}", m, [[values(rng, "float32", shape, 1)]],
               atol=1e-5)


def record_random(r, rng):
    for name in ["RANDOM_UNIFORM", "RANDOM_STANDARD_NORMAL"]:
        shape = shape_of(rng, 3)
        m = Model()
        m.op(name, [m.constant(np.array(shape, np.int32))],
             [m.output("float32", shape)], seed=int(rng.integers(1, 2**40)),
             seed2=int(rng.integers(-9, 9)))
        r.case(f"ops/{name}__f32", m, [[]] * 3, stateful=True)
    for kind in ["int32", "int64"]:
        rows, classes, draws = shape_of(rng, 3, 7)
        m = Model()
        x = m.input("float32", [rows, classes])
        m.op("MULTINOMIAL", [x, scalar(m, draws, np.int32)],
             [m.output(kind, [rows, draws])], seed=int(rng.integers(1, 99)),
             seed2=7)
        logits = values(rng, "float32", [rows, classes], 2)
        r.case(f"ops/MULTINOMIAL__{kind}", m, [[logits]] * 2, stateful=True)
    for kind in ["int32", "uint32", "int64", "uint64"]:
        for algorithm, words in [(0, 2), (1, 3), (2, 2)]:
            shape = shape_of(rng, 2)
            m = Model()
            state = m.input("uint64", [words])
            m.op("STABLEHLO_RNG_BIT_GENERATOR", [state],
                 [m.output("uint64", [words]), m.output(kind, shape)],
                 algorithm=algorithm)
            r.case(f"ops/STABLEHLO_RNG_BIT_GENERATOR__{kind}_{algorithm}", m,
                   [[rng.integers(0, 2**64, words, np.uint64)]])


def record_suppression(r, rng):
    for name, sigma in [("V4", None), ("V5", 0.0), ("V5", 0.5)]:
        n, most = shape_of(rng, 2, 20)
        m = Model()
        operands = [m.input("float32", [n, 4]), m.input("float32", [n]),
                    scalar(m, most, np.int32), scalar(m, 0.4, np.float32),
                    scalar(m, 0.1, np.float32)]
        outputs = [m.output("int32", [most])]
        if sigma is not None:
            operands.append(scalar(m, sigma, np.float32))
            outputs.append(m.output("float32", [most]))
        outputs.append(m.output("int32", []))
        m.op(f"NON_MAX_SUPPRESSION_{name}", operands, outputs)
        scores = rng.permutation(n).astype(np.float32) / n
        r.case(f"ops/NON_MAX_SUPPRESSION_{name}__{sigma}", m,
               [[rng.uniform(0, 1, (n, 4)).astype(np.float32), scores]])


def record_counted(r, rng):
    """Outputs whose length depends on data: the model states the one they
    have."""
    for kind in ["bool", "float32", "int8", "uint8", "int32", "int64"]:
        shape = shape_of(rng, rng.integers(1, 5))
        x = values(rng, kind, shape, 2)
        x.flat[0] = 1
        m = Model()
        m.op("WHERE", [m.input(kind, shape)],
             [m.output("int64", [np.count_nonzero(x), len(shape)])])
        r.case(f"ops/WHERE__{kind}", m, [[x]])
    for kind in ["float32", "int8", "int16", "int32", "int64", "uint8"]:
        x = values(rng, "int8", [12], 5).astype(kind)
        index_kind = ["int32", "int64"][int(rng.integers(0, 2))]
        m = Model()
        m.op("UNIQUE", [m.input(kind, [12])],
             [m.output(kind, [len(np.unique(x))]),
              m.output(index_kind, [12])],
             idx_out_type=TYPES[index_kind])
        r.case(f"ops/UNIQUE__{kind}", m, [[x]])


def record_composite(r, rng):
    shape = shape_of(rng, 3)
    m = Model()
    x, y = m.input("float32", shape), m.input("float32", shape)
    twice = m.tensor("float32", shape)
    z = m.output("float32", shape)
    m.op("STABLEHLO_ADD", [x, y], [twice])
    body = m.subgraph()
    a, b = body.input("float32", shape), body.input("float32", shape)
    body.op("SUB", [a, b], [body.output("float32", shape)])
    m.op("STABLEHLO_COMPOSITE", [twice, y], [z], name_="test.difference",
         decomposition_subgraph_index=1,
         composite_attributes=list(flexbuffers.Dumps({})))
    r.case("ops/STABLEHLO_COMPOSITE__float32", m,
           [[values(rng, "float32", shape) for _ in range(2)]])


def record_fake_quant(r, rng):
    for i, bits in enumerate([8, 4, 16]):
        shape = shape_of(rng, 2, 9)
        low = float(rng.uniform(-5, 2))
        m = Model()
        m.op("FAKE_QUANT", [m.input("float32", shape)],
             [m.output("float32", shape)], num_bits=bits, min=low,
             max=low + float(np.exp(rng.uniform(-2, 3))))
        r.case(f"ops/FAKE_QUANT__f32_{i}", m,
               [[rng.normal(0, 4, shape).astype(np.float32)]], atol=0, rtol=0)


def record_case(r, rng):
    """A number for each branch, and two that have none."""
    shape = shape_of(rng, 2)
    m = Model()
    number, x = m.input("int32", ()), m.input("float32", shape)
    m.op("STABLEHLO_CASE", [number, x], [m.output("float32", shape)],
         branch_subgraph_indices=[1, 2, 3])
    for name in ["NEG", "FLOOR", "ABS"]:
        branch = m.subgraph()
        branch.op(name, [branch.input("float32", shape)],
                  [branch.output("float32", shape)])
    r.case("ops/STABLEHLO_CASE__float32", m,
           [[np.array(i, np.int32), values(rng, "float32", shape)]
            for i in (0, 1, 2, -1, 7)])


def body(m, kind, name):
    """A subgraph of two elements; name: None for one that gives the second."""
    g = m.subgraph()
    a, b = g.input(kind, ()), g.input(kind, ())
    if name is None:
        g.outputs.append(b)
    else:
        g.op("STABLEHLO_" + name, [a, b], [g.output(kind, ())])


def record_windows(r, rng):
    for i, name in enumerate(["ADD", "MULTIPLY", "MAXIMUM", "MINIMUM"] * 2):
        kind = ["float32", "int8", "int32", "int16"][(i + i // 4) % 4]
        rank = int(rng.integers(1, 5))
        size, step, apart, spread = (rng.integers(1, 4, rank)
                                     for _ in range(4))
        low, high = rng.integers(-1, 3, (2, rank))
        need = (size - 1) * apart + 1 - low - high
        shape = np.maximum(-(-(need - 1) // spread) + 1, 1)
        shape += rng.integers(0, 3, rank)
        room = (shape - 1) * spread + 1 + low + high
        out = (room - (size - 1) * apart - 1) // step + 1
        m = Model()
        x = m.input(kind, shape)
        start = scalar(m, rng.integers(0, 3), values(rng, kind, 1).dtype)
        m.op("STABLEHLO_REDUCE_WINDOW", [x, start], [m.output(kind, out)],
             window_dimensions=size, window_strides=step,
             base_dilations=spread, window_dilations=apart,
             padding=np.stack([low, high], 1).ravel(), body_subgraph_index=1)
        body(m, kind, name)
        r.case(f"ops/STABLEHLO_REDUCE_WINDOW__{kind}_{name.lower()}", m,
               [[values(rng, kind, shape, 3)]])


def record_scatters(r, rng):
    """Vectors that point into two of three dimensions, some to the outside."""
    for i, name in enumerate([None, "ADD", "MULTIPLY", "MAXIMUM", "MINIMUM"]):
        kind = ["int8", "float32", "int32", "int64", "int16"][i]
        shape = [int(n) for n in rng.integers(2, 6, 3)]
        mapped = rng.permutation(3)[:2]
        inserted = [int(mapped[0])] if i % 2 else []
        window = [int(rng.integers(1, n + 1)) for d, n in enumerate(shape)
                  if d not in inserted]
        batch, at = shape_of(rng, 2), int(rng.integers(0, 3))
        rank = 2 + len(window)
        windows = sorted(int(d) for d in rng.permutation(rank)[:len(window)])
        sizes, batches = iter(window), iter(batch)
        updates = [next(sizes if d in windows else batches)
                   for d in range(rank)]
        index_shape = [*batch[:at], 2, *batch[at:]]
        m = Model()
        x, to = m.input(kind, shape), m.input("int32", index_shape)
        m.op("STABLEHLO_SCATTER", [x, to, m.input(kind, updates)],
             [m.output(kind, shape)], update_window_dims=windows,
             inserted_window_dims=inserted, index_vector_dim=at,
             scatter_dims_to_operand_dims=mapped,
             update_computation_subgraph_index=1)
        body(m, kind, name)
        r.case(f"ops/STABLEHLO_SCATTER__{kind}", m, [[
            values(rng, kind, shape, 4),
            rng.integers(-1, 5, index_shape).astype(np.int32),
            values(rng, kind, updates, 4)]])


def main():
    r = Recorder(sys.argv[1])
    rng = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for record in [record_stablehlo_pairs, record_spreads,
                   record_reduce_window, record_gather, record_lookups,
                   record_spectra, record_random, record_suppression, record_counted,
                   record_composite, record_fake_quant, record_case, record_windows,
                   record_scatters]:
        record(r, rng)
    r.close()


if __name__ == "__main__":
    main()
