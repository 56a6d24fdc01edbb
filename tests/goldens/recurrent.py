# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Goldens of recurrent operators that only LiteRT runs.

    python recurrent.py OUT_DIRECTORY
"""
import itertools
import sys

import numpy as np

from builder import Model
from recorder import Recorder

RELU, TANH = 1, 4


class Layer:
    """A model of one recurrent operator on inputs [batch, steps, size]."""

    def __init__(self, seed, bits=32):
        self.rng = np.random.default_rng(seed)
        self.model = Model()
        self.bits = bits

    def floats(self, *shape):
        return self.rng.uniform(-0.7, 0.7, shape).astype(np.float32)

    def vector(self, n):
        return self.model.constant(self.floats(n))

    def weights(self, *shape):
        w = self.floats(*shape)
        if self.bits == 32:
            return self.model.constant(w)
        scale = float(np.abs(w).max() / 127)
        q = np.clip(np.round(w / scale), -127, 127).astype(np.int8)
        return self.model.constant(q, scale=scale)

    def state(self, *shape):
        return self.model.variable("float32", shape)

    def gates(self, kind, shape, coupled):
        return [None if coupled and g == 0 else kind(*shape)
                for g in range(4)]

    def cell(self, inputs, cells, outputs=None, coupled=False, peephole=False,
             projection_bias=False, recurrent=None):
        """Operands 1..17 of an LSTM."""
        wide = outputs or cells
        w = self.gates(self.weights, (cells, inputs), coupled)
        r = self.gates(self.weights, recurrent or (cells, wide), coupled)
        p = [None] * 3
        if peephole:
            p = [None if coupled and k == 0 else self.weights(cells)
                 for k in range(3)]
        b = self.gates(self.vector, (cells,), coupled)
        projection = [self.weights(wide, cells) if outputs else None,
                      self.vector(wide) if projection_bias else None]
        return w + r + p + b + projection

    def steps(self, *shapes, count=3):
        return [[self.floats(*s) * 2 for s in shapes] for _ in range(count)]


def record_rnn(r):
    for i, (act, bits, asym) in enumerate(
            [(0, 32, 0), (RELU, 32, 0), (TANH, 32, 0), (3, 32, 0), (2, 32, 0),
             (TANH, 8, 0), (TANH, 8, 1), (RELU, 8, 1)]):
        g = Layer(i, bits)
        n, size, units = 1 + i % 3, 3 + i, 4 + i
        x = g.model.input("float32", [n, size])
        y = g.model.output("float32", [n, units])
        g.model.op("RNN", [x, g.weights(units, size), g.weights(units, units),
                           g.vector(units), g.state(n, units)], [y],
                   fused_activation_function=act,
                   asymmetric_quantize_inputs=asym)
        r.case(f"ops/RNN__{i}", g.model, g.steps([n, size]), stateful=True)


def record_sequence_rnn(r):
    for i, (act, bits, asym, major) in enumerate(itertools.product(
            [TANH, RELU], [32, 8], [0, 1], [0, 1])):
        g = Layer(20 + i, bits)
        n, t, size, units = 1 + i % 3, 3, 5, 4
        shape = [t, n] if major else [n, t]
        x = g.model.input("float32", [*shape, size])
        y = g.model.output("float32", [*shape, units])
        g.model.op("UNIDIRECTIONAL_SEQUENCE_RNN",
                   [x, g.weights(units, size), g.weights(units, units),
                    g.vector(units), g.state(n, units)], [y],
                   fused_activation_function=act, time_major=major,
                   asymmetric_quantize_inputs=asym)
        r.case(f"ops/UNIDIRECTIONAL_SEQUENCE_RNN__{i}", g.model,
               g.steps([*shape, size]), stateful=True)


def record_both_ways_rnn(r):
    # LiteRT repeats a time-major sequence of 8-bit weights: left out.
    for i, (bits, major, merge, aux) in enumerate(
            [(32, 0, 0, 0), (32, 0, 1, 0), (32, 1, 0, 0), (32, 1, 1, 0),
             (32, 0, 1, 1), (32, 1, 0, 1), (32, 1, 0, 2), (8, 0, 0, 0),
             (8, 0, 1, 1)]):
        g = Layer(40 + i, bits)
        n, t, size, fw, bw = 2, 3, 4, 3, 5
        shape = [t, n] if major else [n, t]
        x = g.model.input("float32", [*shape, size])
        more = [None] * 3
        if aux:
            more[0] = g.model.input("float32", [*shape, size])
        if aux == 1:
            more[1:] = [g.weights(fw, size), g.weights(bw, size)]
        operands = [x]
        for units in (fw, bw):
            operands += [g.weights(units, size), g.weights(units, units),
                         g.vector(units), g.state(n, units)]
        y = [g.model.output("float32", [*shape, w])
             for w in ([fw + bw] if merge else [fw, bw])]
        g.model.op("BIDIRECTIONAL_SEQUENCE_RNN", operands + more, y,
                   fused_activation_function=TANH, time_major=major,
                   merge_outputs=merge)
        r.case(f"ops/BIDIRECTIONAL_SEQUENCE_RNN__{i}", g.model,
               g.steps(*[[*shape, size]] * (2 if aux else 1)), stateful=True)


CELLS = [
    dict(), dict(coupled=True), dict(peephole=True), dict(outputs=3),
    dict(outputs=6, projection_bias=True),
    dict(coupled=True, peephole=True, outputs=3, projection_bias=True)]


def record_lstm(r, name, steps):
    """LSTM and its unidirectional sequence: one direction, 24 operands."""
    cases = [(cell, norm, bits, asym)
             for cell in CELLS for norm in (0, 1)
             for bits, asym in ((32, 0), (8, 0), (8, 1))]
    for i, (cell, norm, bits, asym) in enumerate(cases):
        g = Layer(60 + i, bits)
        n, size, cells, major = 1 + i % 2, 4, 5, i // 2 % 2
        outputs = cell.get("outputs", cells)
        shape = [n] if steps == 1 else [steps, n] if major else [n, steps]
        x = g.model.input("float32", [*shape, size])
        operands = [x, *g.cell(size, cells, **cell)]
        operands += [g.state(n, outputs), g.state(n, cells)]
        operands += (g.gates(g.vector, (cells,), cell.get("coupled"))
                     if norm else [None] * 4)
        y = g.model.output("float32", [*shape, outputs])
        options = dict(fused_activation_function=TANH if i % 5 else RELU,
                       cell_clip=i % 3 * 0.4, proj_clip=i % 4 * 0.3,
                       asymmetric_quantize_inputs=asym)
        if steps > 1:
            options["time_major"] = major
        g.model.op(name, operands, [y], **options)
        r.case(f"ops/{name}__{i}", g.model, g.steps([*shape, size]),
               stateful=True)


def record_both_ways_lstm(r):
    cases = itertools.product(
        [CELLS[0], CELLS[1], CELLS[4], CELLS[5]], [0, 1], [(32, 0), (8, 1)],
        [0, 1, 2])
    for i, (cell, merge, (bits, asym), aux) in enumerate(cases):
        g = Layer(200 + i, bits)
        n, t, size, fw, bw, major = 1 + i % 3, 3, 4, 5, 5, i % 2
        if merge and not major:
            n = 1  # LiteRT misplaces the states of further batches
        sizes = [cell.get("outputs", cells) for cells in (fw, bw)]
        shape = [t, n] if major else [n, t]
        x = g.model.input("float32", [*shape, size])
        extra = g.model.input("float32", [*shape, size]) if aux else None
        operands = [x, *g.cell(size, fw, **cell), *g.cell(size, bw, **cell)]
        for cells, outputs in zip((fw, bw), sizes):
            operands += [g.state(n, outputs), g.state(n, cells)]
        operands.append(extra)
        for cells in (fw, bw):
            operands += (g.gates(g.weights, (cells, size), cell.get("coupled"))
                         if aux == 1 else [None] * 4)
        y = [g.model.output("float32", [*shape, w])
             for w in ([sum(sizes)] if merge else sizes)]
        g.model.op("BIDIRECTIONAL_SEQUENCE_LSTM", operands, y,
                   fused_activation_function=TANH, cell_clip=i % 2 * 0.5,
                   merge_outputs=merge, time_major=major,
                   asymmetric_quantize_inputs=asym)
        r.case(f"ops/BIDIRECTIONAL_SEQUENCE_LSTM__{i}", g.model,
               g.steps(*[[*shape, size]] * (2 if aux else 1)), stateful=True)


def record_diagonal(r):
    g = Layer(300)
    x = g.model.input("float32", [2, 3, 4])
    operands = [x, *g.cell(4, 5, recurrent=(5,)), g.state(2, 5),
                g.state(2, 5), *[None] * 4]
    y = g.model.output("float32", [2, 3, 5])
    g.model.op("UNIDIRECTIONAL_SEQUENCE_LSTM", operands, [y],
               fused_activation_function=TANH, diagonal_recurrent_tensors=True)
    r.case("ops/UNIDIRECTIONAL_SEQUENCE_LSTM__diagonal", g.model,
           g.steps([2, 3, 4]), stateful=True)


def record_basic(r):
    g = Layer(301)
    n, size, units = 2, 3, 4
    x = g.model.input("float32", [n, size])
    y = [g.model.output("float32", [n, w])
         for w in (units, units, size + units, 4 * units)]
    g.model.op("LSTM", [x, g.state(n, units),
                        g.weights(4 * units, size + units),
                        g.vector(4 * units), g.state(n, units)], y,
               version=2, fused_activation_function=TANH, kernel_type=1)
    r.case("ops/LSTM__basic", g.model, g.steps([n, size]), stateful=True)


def main():
    r = Recorder(sys.argv[1])
    record_rnn(r)
    record_sequence_rnn(r)
    record_both_ways_rnn(r)
    record_lstm(r, "LSTM", steps=1)
    record_lstm(r, "UNIDIRECTIONAL_SEQUENCE_LSTM", steps=3)
    record_both_ways_lstm(r)
    record_diagonal(r)
    record_basic(r)
    r.close()


if __name__ == "__main__":
    main()
