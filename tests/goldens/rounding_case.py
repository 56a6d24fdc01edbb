# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""What rounding.py makes a case with: one model of quantized operands."""
import numpy as np

from builder import Model

RANGES = dict(int8=(-128, 127), uint8=(0, 255), int16=(-32768, 32767))
SHORT = dict(int8="i8", uint8="u8", int16="i16", int32="i32", float32="f32")


class Case:
    """One model of a kind, from a random generator of its own."""

    def __init__(self, rng, kind, part):
        self.rng, self.kind, self.part = rng, kind, part
        self.low, self.high = RANGES[kind]
        self.model = Model()
        self.feeds = []

    def zero(self):
        if self.kind == "int16":
            return 0
        edge = self.rng.random() < 0.2
        return int(self.rng.choice([self.low, self.high]) if edge
                   else self.rng.integers(self.low, self.high + 1))

    def scale(self, real=1.0, spread=1.0):
        """One by which the whole range is about +-real."""
        factor = np.exp(self.rng.uniform(-spread, spread))
        return float(np.float32(real * factor * 2 / (self.high - self.low)))

    def all(self, shape, limit=1.0):
        """Every value, in random order, or random ones if there are less."""
        n = int(np.prod(shape))
        low, high = int(self.low * limit), int(self.high * limit)
        values = np.resize(np.arange(low, high + 1), max(n, high + 1 - low))
        return self.rng.permutation(values)[:n].reshape(shape).astype(
            self.kind)

    def input(self, shape, scale=None, zero=None):
        self.feeds.append(self.all(shape))
        return self.model.input(
            self.kind, shape, scale=scale or self.scale(),
            zero=self.zero() if zero is None else zero)

    def output(self, shape, scale=None, zero=None, kind=None):
        return self.model.output(
            kind or self.kind, shape, scale=scale or self.scale(),
            zero=self.zero() if zero is None else zero)

    def weights(self, shape, scales=1, axis=0, low=-127):
        w = self.rng.integers(low, 128, shape).astype(np.int8)
        scale = self.rng.uniform(0.002, 0.03, scales).astype(np.float32)
        return self.model.constant(w, scale=scale, axis=axis), scale

    def bias(self, size, spread, kind="int32"):
        b = self.rng.integers(-spread, spread + 1, size).astype(kind)
        return self.model.constant(b, scale=0.001)

    def size(self):
        side = self.many(64 if self.kind != "int16" else 256)
        return [side, side]

    def many(self, n):
        return max(n // self.part, 2)
