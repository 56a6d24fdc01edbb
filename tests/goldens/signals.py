# Copyright 2026 The Mote Authors.
# SPDX-License-Identifier: Apache-2.0
"""Random cases of the operators that only TFLM has: those of audio front ends,
its ring buffer and its decoder of compressed constants.

    python signals.py OUT_DIRECTORY [CASES_OF_A_KIND [SEED]]
"""
import sys

import numpy as np
from flatbuffers import flexbuffers

from builder import TYPES, Model
from engines import Judge

FLOAT, WORD, LONG = "float32", "int16", "int32"


class Case:
    def __init__(self, rng):
        self.rng = rng
        self.model = Model()
        self.shapes = []
        self.more = {}

    def number(self, low, high):
        return int(self.rng.integers(low, high + 1))

    def input(self, kind, shape, low=None, high=None):
        self.shapes.append((kind, shape, low, high))
        return self.model.input(kind, shape)

    def output(self, kind, shape):
        return self.model.output(kind, shape)

    def words(self, values):
        return self.model.constant(np.asarray(values, np.int16))

    def op(self, name, inputs, outputs, **options):
        data = flexbuffers.Dumps(options) if options else b""
        self.model.op(name, inputs, outputs, custom=bytes(data))

    def feed(self):
        feeds = []
        for kind, shape, low, high in self.shapes:
            if kind == FLOAT:
                value = self.rng.normal(0, 1, shape)
            else:
                info = np.iinfo(kind)
                value = self.rng.integers(
                    info.min if low is None else low,
                    info.max if high is None else high, shape,
                    dtype=kind, endpoint=True)
            feeds.append(np.asarray(value).astype(kind))
        return feeds


def delay(c):
    shape = [c.number(1, 4), c.number(1, 20)]
    c.op("SignalDelay", [c.input(WORD, shape)], [c.output(WORD, shape)],
         delay_length=c.number(1, 30))


def energy(c):
    n = 2 ** c.number(2, 8) // 2 + 1
    start = c.number(0, n - 2)
    end = c.number(start + 1, n)
    c.more = dict(defined={"out0": [start, end]})
    c.op("SignalEnergy", [c.input(WORD, [2 * n])], [c.output("uint32", [n])],
         start_index=start, end_index=end)


def auto_scale(c):
    n, most = c.number(1, 100), 2 ** c.number(0, 15) - 1
    c.op("SignalFftAutoScale", [c.input(WORD, [n], -most, most)],
         [c.output(WORD, [n]), c.output(LONG, [])])


def filter_bank_log(c):
    n = c.number(1, 40)
    c.op("SignalFilterBankLog",
         [c.input("uint32", [n], 0, 2 ** c.number(1, 32) - 1)],
         [c.output(WORD, [n])], output_scale=c.number(1, 4000),
         input_correction_bits=c.number(0, 8))


def spectral_subtraction(c):
    n, bits = c.number(1, 40), c.number(6, 16)
    one = 1 << 14
    smooth, other = c.number(0, one), c.number(0, one)
    c.op("SignalFilterBankSpectralSubtraction",
         [c.input("uint32", [n], 0, 2 ** c.number(8, 20))],
         [c.output("uint32", [n]), c.output("uint32", [n])],
         num_channels=n, smoothing=smooth, one_minus_smoothing=one - smooth,
         alternate_smoothing=other, alternate_one_minus_smoothing=one - other,
         smoothing_bits=bits, min_signal_remaining=c.number(0, one),
         clamping=bool(c.number(0, 1)), spectral_subtraction_bits=14)


def square_root(c):
    n = c.number(1, 40)
    c.op("SignalFilterBankSquareRoot",
         [c.input("uint64", [n], 0, 2 ** c.number(1, 63)),
          c.input(LONG, [], 0, 12)], [c.output("uint32", [n])])


def filter_bank(c):
    n = c.number(1, 12)
    widths = [c.number(1, 9) for _ in range(n + 1)]
    starts = np.cumsum([c.number(0, 3)] + widths[:-1])
    places = np.cumsum([0] + widths[:-1])
    weights = c.rng.integers(0, 4097, sum(widths))
    size = int(starts[-1]) + widths[-1]
    c.op("SignalFilterBank",
         [c.input("uint32", [size], 0, 2 ** c.number(4, 32) - 1),
          c.words(weights), c.words(4096 - weights), c.words(starts),
          c.words(places), c.words(widths)],
         [c.output("uint64", [n])], num_channels=n)


def framer(c):
    size = c.number(1, 20)
    step = c.number(1, size)
    frames, rows = c.number(1, 4), c.number(1, 2)
    c.more = dict(gate={"data": "out0", "flag": "out1"})
    c.op("SignalFramer", [c.input(WORD, [rows, frames * step])],
         [c.output(WORD, [rows, frames, size]), c.output("bool", [])],
         frame_size=size, frame_step=step, prefill=bool(c.number(0, 1)))


def transform(kind, back):
    def make(c):
        n = 2 ** c.number(4, 11)
        lead = [c.number(1, 3) for _ in range(c.number(1, 2))]
        most = None if kind == FLOAT else 2 ** c.number(
            3, 15 if kind == WORD else 27) - 1
        low = None if most is None else -most
        shapes = [*lead, n], [*lead, n + 2]
        if back:
            shapes = shapes[::-1]
        c.op("SignalIrfft" if back else "SignalRfft",
             [c.input(kind, shapes[0], low, most)],
             [c.output(kind, shapes[1])], T=TYPES[kind], fft_length=n)
    return make


def overlap_add(kind):
    def make(c):
        size = c.number(1, 20)
        step = c.number(1, size)
        frames, rows = c.number(1, 4), c.number(1, 3)
        c.op("SignalOverlapAdd", [c.input(kind, [rows, frames, size])],
             [c.output(kind, [rows, frames * step])], T=TYPES[kind],
             frame_step=step)
    return make


def pcan(c):
    n, high = c.number(1, 40), c.number(2000, 32000)
    curve = np.linspace(high, c.number(0, high), 125)
    c.op("SignalPCAN",
         [c.input("uint32", [n], 0, 2 ** c.number(2, 24)),
          c.input("uint32", [n], 0, 2 ** c.number(1, 32) - 1),
          c.words(curve)], [c.output("uint32", [n])], snr_shift=c.number(1, 14))


def stacker(c):
    n, left, right = c.number(1, 9), c.number(0, 4), c.number(0, 4)
    c.more = dict(gate={"data": "out0", "flag": "out1"})
    c.op("SignalStacker", [c.input(WORD, [n])],
         [c.output(WORD, [n * (left + right + 1)]), c.output("bool", [])],
         num_channels=n, stacker_left_context=left,
         stacker_right_context=right, stacker_step=c.number(1, 4))


def window(c):
    n, shape = c.number(1, 60), [c.number(1, 3) for _ in range(c.number(1, 2))]
    c.op("SignalWindow",
         [c.input(WORD, [*shape, n]), c.words(c.rng.integers(0, 32768, n))],
         [c.output(WORD, [*shape, n])], shift=c.number(0, 15))


def ring(c):
    n, shape = c.number(2, 6), [c.number(1, 4), c.number(1, 5)]
    given = dict(scale=0.1, zero=c.number(-128, 127))
    x = c.model.input("int8", [1, 1, *shape], **given)
    c.shapes.append(("int8", [1, 1, *shape], None, None))
    y = c.model.output("int8", [1, n, *shape], variable=True, **given)
    c.op("CIRCULAR_BUFFER", [x], [y], cycles_max=c.number(1, 3))


def coded(c, kind):
    """Shape, number of channels and quantization of what is decoded."""
    shape = [c.number(1, 6), c.number(1, 12)]
    axis = c.number(0, 1) if kind == "int8" else 0
    channels = shape[axis] if kind == "int8" and c.number(0, 1) else 1
    scale = np.linspace(0.02, 0.09, channels)
    given = {} if kind == FLOAT else dict(scale=scale, zero=0, axis=axis)
    return shape, channels, given


def decode(c, kind, shape, given, codes, header, values):
    """header: the first bytes of the table, padded to 16."""
    bits = c.model.constant(np.concatenate([np.packbits(codes),
                                            np.zeros(16, np.uint8)]))
    table = np.concatenate([np.array(header, np.uint8),
                            np.zeros(16 - len(header), np.uint8),
                            np.frombuffer(values.tobytes(), np.uint8)])
    y = c.model.output(kind, shape, **given)
    c.op("TFLM_DECODE", [bits, c.model.constant(table)], [y])


def values_of(c, kind, n):
    if kind == FLOAT:
        return c.rng.normal(0, 1, n).astype(np.float32)
    info = np.iinfo(kind)
    return c.rng.integers(info.min, info.max + 1, n).astype(kind)


def decode_looked_up(kind):
    def make(c):
        shape, channels, given = coded(c, kind)
        width = c.number(1, 7)
        stride = c.number(max(1, 2 ** width // 2), 2 ** width)
        index = c.rng.integers(0, stride, int(np.prod(shape)))
        codes = (index[:, None] >> np.arange(width)[::-1] & 1).ravel()
        decode(c, kind, shape, given, codes.astype(np.uint8),
               [0, 1, 0, 0, 1, width, stride],
               values_of(c, kind, stride * channels))
    return make


def decode_pruned(kind):
    def make(c):
        shape, _, given = coded(c, kind)
        if kind == "int8":
            given["zero"] = c.rng.integers(-20, 20, len(given["scale"]))
        there = c.rng.integers(0, 2, int(np.prod(shape))).astype(np.uint8)
        decode(c, kind, shape, given, there, [2, 1, 0, 0, 1],
               values_of(c, kind, int(there.sum())))
    return make


KINDS = [delay, energy, auto_scale, filter_bank_log, spectral_subtraction,
         square_root, filter_bank, framer, overlap_add(FLOAT),
         overlap_add(WORD), pcan, stacker, window, ring,
         *[transform(kind, back) for kind in (FLOAT, WORD, LONG)
           for back in (False, True)],
         *[make(kind) for make in (decode_looked_up, decode_pruned)
           for kind in ("int8", WORD, FLOAT)]]


def main():
    given = sys.argv[1:]
    root, count, seed = given + ["", "8", "0"][len(given):]
    r = Judge(root)
    for number, make in enumerate(KINDS):
        made = 0
        for k in range(int(count)):
            c = Case(np.random.default_rng([int(seed), k, number]))
            make(c)
            name = c.model.operators[0]["name"]
            steps = [c.feed() for _ in range(6 if c.shapes else 1)]
            made += r.judge(f"ops/{name}__{number}_{k}", c.model.bytes(),
                            steps, len(c.model.outputs), ops=[name],
                            stateful=True, **c.more)
        if made < int(count):
            print(f"{name}, kind {number}: {made} of {count}")
    r.close()


if __name__ == "__main__":
    main()
