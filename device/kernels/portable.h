// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The vocabulary that operators compute with, in portable C++: the oracle of
// every faster version. See README.md for what a kernel may and may not do.
#ifndef MOTE_DEVICE_KERNELS_PORTABLE_H_
#define MOTE_DEVICE_KERNELS_PORTABLE_H_

#include "device/core/fixed_point.h"
#include "device/core/quantization.h"

namespace mote {

// What prepare must know of a set of kernels. The host prepares with the set of
// the target.
struct KernelSet {
  // Rows that dense works on at a time: giving it as many pays.
  uint8_t dense_rows = 1;
  // Bytes of scratch for each value of depth of such a row; with scratch, dense
  // reads its rows before it writes theirs, so the output may lie over them.
  uint8_t dense_scratch = 0;
  // Less depth or fewer channels go the portable way, without scratch.
  uint8_t dense_least = 1;
  // Pixels that depthwise works on at a time: giving it as many pays.
  uint8_t depthwise_pixels = 1;
  // A single row of more depth, in eights, is read as it is, without scratch,
  // while its outputs are written.
  uint8_t dense_row = 0;

  // Bytes of an address: the host prepares for targets.
  uint8_t pointer = sizeof(void*);

  // Whether dense gets such a row, of those that it takes one by one.
  constexpr bool reads_row(int32_t rows, int32_t depth) const {
    return rows < dense_rows / 2 && depth > dense_row && depth % 8 == 0;
  }
  constexpr bool operator==(const KernelSet& other) const {
    return dense_rows == other.dense_rows &&
           dense_scratch == other.dense_scratch &&
           dense_least == other.dense_least &&
           depthwise_pixels == other.depthwise_pixels &&
           dense_row == other.dense_row && pointer == other.pointer;
  }
  constexpr uint64_t scratch(int32_t rows, int32_t depth,
                             int32_t channels) const {
    if (depth < dense_least || channels < dense_least) return 0;
    if (reads_row(rows, depth)) return 0;
    const uint64_t tile = rows < dense_rows / 2 ? 1u : dense_rows;
    return tile * dense_scratch * ((static_cast<uint64_t>(depth) + 3) / 4 * 4);
  }
  // Rows that dense may still be reading when it writes the first of them.
  constexpr int32_t rows_in_use(int32_t rows, int32_t depth,
                                int32_t channels) const {
    if (dense_scratch == 0) return dense_rows;
    return scratch(rows, depth, channels) == 0 ? 1 : 0;
  }
};

// From accumulators to outputs. Integers: a fixed-point multiplier,
// out = clamp(zero_point + multiply(acc)).
template <class Acc, class Y>
struct Rescale {
  const Acc* bias;             // first value of each channel's accumulator
  const int32_t* mantissas;    // of channel c: [c * step]
  const int8_t* exponents;     // likewise
  int32_t step;                // 0: one multiplier for all channels
  int32_t zero_point;
  Range range;

  // Drops the first channels.
  void skip(int32_t channels) {
    bias += channels;
    mantissas += channels * step;
    exponents += channels * step;
  }
  Acc start(int32_t c) const { return bias[c]; }
  Y operator()(Acc acc, int32_t c) const {
    const int32_t scaled =
        multiply(acc, mantissas[c * step], exponents[c * step]);
    return static_cast<Y>(
        clamp(add_wrapping(scaled, zero_point), range.lo, range.hi));
  }
};

// Floats: the bias comes last, as in the reference.
template <>
struct Rescale<float, float> {
  const float* bias;  // null: none
  FloatRange range;

  void skip(int32_t channels) {
    if (bias != nullptr) bias += channels;
  }
  float start(int32_t) const { return 0.0f; }
  float operator()(float sum, int32_t c) const {
    if (bias != nullptr) sum += bias[c];
    return clamp(sum, range.lo, range.hi);
  }
};

// Integer products of a row that was quantized on the way, back to floats.
template <>
struct Rescale<int32_t, float> {
  const float* scales;  // of the weights of channel c: [c * step]
  const int32_t* sums;  // of the weights of each channel; null: zero point 0
  const float* bias;    // null: none
  int32_t step;         // 0: one scale for all channels
  int32_t zero_point;   // of the row
  float scale;          // of the row
  FloatRange range;
  bool in_turn;         // multiplies by one scale after the other

  void skip(int32_t channels) {
    scales += channels * step;
    if (sums != nullptr) sums += channels;
    if (bias != nullptr) bias += channels;
  }
  int32_t start(int32_t c) const {
    if (sums == nullptr) return 0;
    return static_cast<int32_t>(int64_t{-zero_point} * sums[c]);
  }
  float operator()(int32_t acc, int32_t c) const {
    const float own = scales[c * step];
    const float sum = static_cast<float>(acc);
    float y = in_turn ? sum * own * scale : sum * (own * scale);
    if (bias != nullptr) y += bias[c];
    return clamp(y, range.lo, range.hi);
  }
};

// Of integers modulo 2^bits.
template <class Acc>
inline Acc sum_of(Acc a, Acc b) {
  return add_wrapping(a, b);
}
inline float sum_of(float a, float b) { return a + b; }

template <class Acc, class X, class W>
inline Acc accumulate(Acc acc, X x, W w) {
  return sum_of(acc, static_cast<Acc>(x * w));
}

// out[r][c] = start + sum over d of x[r][d] * w[c][d], rescaled.
template <class X, class Acc, class Y = X, class W = int8_t>
struct Dense {
  const X* x;           // rows of depth values, x_stride apart
  int32_t x_stride;
  const W* w;           // [channels][depth]
  int32_t depth;
  int32_t channels;
  Y* out;               // rows of channels values, out_stride apart
  int32_t out_stride;
  int32_t rows;
  Acc start;            // added to every accumulator
  void* scratch;        // KernelSet::scratch() bytes, at a multiple of 4
  Rescale<Acc, Y> rescale;
};

// Of each pixel p: out[p][c * multiplier + j] = start + sum over t of
//     taps[p][t][c] * w[t][c * multiplier + j], rescaled.
template <class X, class Acc, class Y = X, class W = int8_t>
struct Depthwise {
  const X* const* taps;  // [pixels][tap_count], to channels values each
  int32_t tap_count;
  const W* w;            // [tap_count][channels * multiplier]
  int32_t channels;
  int32_t multiplier;
  Y* out;                // [pixels][channels * multiplier]
  Rescale<Acc, Y> rescale;
  int32_t pixels = 1;
};

// What rounding_doubling_high_mul gives of x * 2^(31 - bits) and a mantissa
// where it does not saturate.
template <int bits>
[[gnu::always_inline]] inline int32_t high_product(int32_t x,
                                                   int32_t mantissa) {
  const int64_t product = static_cast<int64_t>(x) * mantissa;
  return static_cast<int32_t>((product + (1ll << (bits - 1))) >> bits);
}

// An operand of a sum, multiplied by 2^left and by m, whose exponent is not
// positive; |x| * 2^left is below 2^31.
template <int left>
[[gnu::always_inline]] inline int32_t scale_operand(int32_t x, Multiplier m) {
  return rounding_divide_by_pot(high_product<31 - left>(x, m.mantissa),
                                -m.exponent);
}
[[gnu::always_inline]] inline int32_t scale_sum(int32_t sum, Multiplier m) {
  const int32_t up = max<int32_t>(m.exponent, 0);
  return rounding_divide_by_pot(
      high_product<31>(shift_left_wrapping(sum, up), m.mantissa),
      up - m.exponent);
}

// out[i] = clamp(out_zero + multiply(A + B, out_scale)), where A and B are
// multiply((x - zero) * 2^left, scale) of the operands.
template <class X>
struct Sum {
  static constexpr int left = sizeof(X) == 2 ? 15 : 20;

  const X* in[2];
  int32_t count;
  X* out;               // may be one of the operands
  int32_t zero[2];
  Multiplier scale[2];  // exponents are not positive
  Multiplier out_scale;
  int32_t out_zero;
  Range range;
};

struct Portable {
  static constexpr KernelSet kSet = {};

  // Sums run in the order of d, of floats too: the reference's bits. The loops
  // are not inlined: all operators share one copy.
  template <class X, class Acc, class Y, class W>
  [[gnu::noinline]] static void dense(const Dense<X, Acc, Y, W>& a) {
    for (int32_t r = 0; r < a.rows; ++r) {
      const X* x = a.x + r * a.x_stride;
      for (int32_t c = 0; c < a.channels; ++c) {
        const W* w = a.w + c * a.depth;
        Acc acc = sum_of(a.rescale.start(c), a.start);
        for (int32_t d = 0; d < a.depth; ++d) {
          acc = accumulate(acc, x[d], w[d]);
        }
        a.out[r * a.out_stride + c] = a.rescale(acc, c);
      }
    }
  }

  // What a set with scratch falls back on: the output may lie over the rows.
  template <class X, class Acc, class Y, class W>
  [[gnu::cold]] static void dense_of_copies(Dense<X, Acc, Y, W> a) {
    X* copy = static_cast<X*>(a.scratch);
    const X* x = a.x;
    a.x = copy;
    for (; a.rows > 0; --a.rows, x += a.x_stride, a.out += a.out_stride) {
      copy_bytes(copy, x, static_cast<uint32_t>(a.depth) * sizeof(X));
      Dense<X, Acc, Y, W> row = a;
      row.rows = 1;
      dense(row);
    }
  }

  template <class X, class Acc, class Y, class W>
  [[gnu::noinline]] static void depthwise(const Depthwise<X, Acc, Y, W>& a) {
    const int32_t outputs = a.channels * a.multiplier;
    const X* const* taps = a.taps;
    Y* out = a.out;
    for (int32_t p = 0; p < a.pixels; ++p, taps += a.tap_count) {
      int32_t o = 0;
      for (int32_t c = 0; c < a.channels; ++c) {
        for (int32_t j = 0; j < a.multiplier; ++j, ++o) {
          Acc acc = a.rescale.start(o);
          const W* w = a.w + o;
          for (int32_t t = 0; t < a.tap_count; ++t, w += outputs) {
            acc = accumulate(acc, taps[t][c], *w);
          }
          *out++ = a.rescale(acc, o);
        }
      }
    }
  }

  // Products are added in order of d, then the bias: the reference's order, so
  // its bits. bias may be null.
  static float dot(const float* x, const float* w, int32_t depth) {
    float sum = 0.0f;
    for (int32_t d = 0; d < depth; ++d) sum += x[d] * w[d];
    return sum;
  }

  // As above, going on from the sum of what came before.
  static float dot_on(float sum, const float* x, const float* w,
                      int32_t depth) {
    for (int32_t d = 0; d < depth; ++d) sum += x[d] * w[d];
    return sum;
  }

  // The sum of products of integers of 8 and 16 bits, modulo 2^32.
  template <class X, class W>
  static int32_t dot(const X* x, const W* w, int32_t depth) {
    int32_t sum = 0;
    for (int32_t d = 0; d < depth; ++d) sum = add_wrapping(sum, x[d] * w[d]);
    return sum;
  }

  // The same modulo 2^64.
  template <class X, class W>
  static int64_t wide_dot(const X* x, const W* w, int32_t depth) {
    int64_t sum = 0;
    for (int32_t d = 0; d < depth; ++d) {
      sum += static_cast<int32_t>(x[d]) * w[d];
    }
    return sum;
  }

  // What does not change is held in a copy: a write to out could be to it.
  template <class X>
  [[gnu::noinline]] static void add(const Sum<X>& sum) {
    const Sum<X> a = sum;
    for (int32_t i = 0; i < a.count; ++i) {
      const int32_t both = add_wrapping(
          scale_operand<Sum<X>::left>(a.in[0][i] - a.zero[0], a.scale[0]),
          scale_operand<Sum<X>::left>(a.in[1][i] - a.zero[1], a.scale[1]));
      a.out[i] = static_cast<X>(
          clamp(add_wrapping(scale_sum(both, a.out_scale), a.out_zero),
                a.range.lo, a.range.hi));
    }
  }

  // Rows of `values` that do not overlap; strides count values.
  template <class X>
  static void copy_rows(const X* in, int32_t in_stride, int32_t values,
                        int32_t rows, X* out, int32_t out_stride) {
    for (; rows > 0; --rows, in += in_stride, out += out_stride) {
      copy_bytes(out, in, static_cast<uint32_t>(values) * sizeof(X));
    }
  }

  // Numbers first..first+count-1 of a packed array: 4 or 2 bits each, the low
  // ones of a byte first.
  [[gnu::noinline]] static void unpack(const uint8_t* packed, int32_t bits,
                                       int32_t first, int32_t count,
                                       int8_t* out) {
    const int32_t log2_each = bits == 4 ? 1 : 2;
    const int32_t last = (1 << log2_each) - 1;
    for (int32_t n = 0; n < count; ++n) {
      const int32_t i = first + n;
      const int32_t above = (last - (i & last)) * bits;
      const int8_t top = static_cast<int8_t>(packed[i >> log2_each] << above);
      out[n] = static_cast<int8_t>(top >> (8 - bits));
    }
  }

  // out[i] = table[in[i] + 128]
  static void look_up(const int8_t* in, int32_t count, const int8_t* table,
                      int8_t* out) {
    for (int32_t i = 0; i < count; ++i) out[i] = table[in[i] + 128];
  }
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_PORTABLE_H_
