# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""What shapes.py makes a case with: one model and its random operands."""
import numpy as np

from builder import Model

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
