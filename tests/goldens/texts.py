# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Goldens of operators on texts, hash tables among them.

    python texts.py OUT_DIRECTORY [SEED]
"""
import sys

import numpy as np

from builder import TYPES, Model
from recorder import Recorder

WORDS = ["", "a", "b", "ab", "ba", "one", "two", "three", "a long one",
         "Ünïcödé", "one "]
VERSIONS = dict(GATHER=3, GATHER_ND=4, SLICE=2, STRIDED_SLICE=4, TILE=2)


def pack(texts):
    """As the format packs the values of a constant."""
    data = [t.encode() for t in texts]
    ends = 4 * (len(data) + 2) + np.cumsum([0] + [len(t) for t in data])
    head = np.array([len(data), *ends], np.int32)
    return np.frombuffer(head.tobytes() + b"".join(data), np.uint8)


def constant(m, texts, shape):
    return m.constant(pack(texts), kind="string", shape=shape)


def words(rng, shape):
    return np.array([w.encode() for w in rng.choice(WORDS, shape).ravel()]
                    ).reshape(shape)


def record_moves(r, rng):
    """name: inputs beside the texts, the output's shape, options."""
    i32 = lambda values: np.array(values, np.int32)
    moves = dict(
        GATHER=([i32([2, 0, 2])], [3], dict(axis=0)),
        GATHER_ND=([i32([[1, 2], [0, 0]])], [2], {}),
        RESHAPE=([i32([3, 4])], [3, 4], dict(new_shape=[3, 4])),
        SLICE=([i32([1, 0]), i32([2, 2])], [2, 2], {}),
        STRIDED_SLICE=([i32([3, 0]), i32([0, 3]), i32([-2, 2])], [2, 2], {}),
        TILE=([i32([1, 2])], [4, 6], {}),
        SQUEEZE=([], [4, 3], dict(squeeze_dims=[])),
        EXPAND_DIMS=([i32(0)], [1, 4, 3], {}))
    for name, (more, out, options) in moves.items():
        shape = [12] if name == "GATHER" else [4, 3]
        m = Model()
        x = m.input("string", shape)
        m.op(name, [x, *(m.constant(c, shape=c.shape) for c in more)],
             [m.output("string", out)], version=VERSIONS.get(name, 1),
             **options)
        r.case(f"ops/{name}__string", m, [[words(rng, shape)]])
    for name in ["EQUAL", "NOT_EQUAL"]:
        m = Model()
        x = m.input("string", [3, 4])
        y = constant(m, rng.choice(WORDS, 4), [1, 4])
        m.op(name, [x, y], [m.output("bool", [3, 4])], version=3)
        r.case(f"ops/{name}__string", m, [[words(rng, [3, 4])]])


def record_table(r, rng, to):
    """Keys of which one comes twice, and some that are not there."""
    keys = [*WORDS[1:8], WORDS[2]]
    numbers = rng.integers(-9, 9, len(keys)).astype(np.int64)
    kinds = ("string", "int64") if to == "int64" else ("int64", "string")
    table = dict(table_id=3, key_dtype=TYPES[kinds[0]],
                 value_dtype=TYPES[kinds[1]])
    m = Model()
    m.op("CALL_ONCE", [], [], init_subgraph_index=1)
    handle = m.tensor("resource", [1])
    m.op("HASHTABLE", [], [handle], **table)
    x = m.input(kinds[0], [2, 5])
    other = (m.constant(np.array([-99]), shape=[1]) if to == "int64"
             else constant(m, ["none"], [1]))
    m.op("HASHTABLE_FIND", [handle, x, other], [m.output(kinds[1], [2, 5])])
    m.op("HASHTABLE_SIZE", [handle], [m.output("int64", [1])])
    init = m.subgraph()
    there = init.tensor("resource", [1])
    init.op("HASHTABLE", [], [there], **table)
    texts = init.constant(pack(keys), kind="string", shape=[len(keys)])
    operands = [texts, init.constant(numbers)]
    init.op("HASHTABLE_IMPORT",
            [there, *(operands if to == "int64" else operands[::-1])], [])
    steps = [[words(rng, [2, 5]) if to == "int64" else
              rng.integers(-9, 9, [2, 5])] for _ in range(2)]
    r.case(f"ops/HASHTABLE_FIND__{to}", m, steps, stateful=True)


def main():
    r = Recorder(sys.argv[1])
    rng = np.random.default_rng(int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    record_moves(r, rng)
    for to in ["int64", "string"]:
        record_table(r, rng, to)
    r.close()


if __name__ == "__main__":
    main()
