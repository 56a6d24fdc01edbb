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

  constexpr uint64_t scratch(int32_t rows, int32_t depth,
                             int32_t channels) const {
    if (depth < dense_least || channels < dense_least) return 0;
    const uint64_t tile = rows < dense_rows / 2 ? 1u : dense_rows;
    return tile * dense_scratch * ((static_cast<uint64_t>(depth) + 3) / 4 * 4);
  }
};

// From accumulators to outputs: out = clamp(zero_point + multiply(acc)).
template <class Acc>
struct Rescale {
  const Acc* bias;             // first value of each channel's accumulator
  const int32_t* mantissas;    // of channel c: [c * step]
  const int8_t* exponents;     // likewise
  int32_t step;                // 0: one multiplier for all channels
  int32_t zero_point;
  Range range;

  template <class X>
  X operator()(Acc acc, int32_t c) const {
    const int32_t scaled =
        multiply(acc, mantissas[c * step], exponents[c * step]);
    return static_cast<X>(
        clamp(add_wrapping(scaled, zero_point), range.lo, range.hi));
  }
};

// out[r][c] = bias[c] + sum over d of x[r][d] * w[c][d], rescaled.
template <class X, class Acc, class Y = X>
struct Dense {
  const X* x;           // rows of depth values, x_stride apart
  int32_t x_stride;
  const int8_t* w;      // [channels][depth]
  int32_t depth;
  int32_t channels;
  Y* out;               // rows of channels values, out_stride apart
  int32_t out_stride;
  int32_t rows;
  Acc start;            // added to every accumulator
  void* scratch;        // KernelSet::scratch() bytes, at a multiple of 4
  Rescale<Acc> rescale;
};

// Of each pixel p: out[p][c * multiplier + j] = bias + sum over t of
//     taps[p][t][c] * w[t][c * multiplier + j], rescaled.
template <class X, class Acc>
struct Depthwise {
  const X* const* taps;  // [pixels][tap_count], to channels values each
  int32_t tap_count;
  const int8_t* w;       // [tap_count][channels * multiplier]
  int32_t channels;
  int32_t multiplier;
  X* out;                // [pixels][channels * multiplier]
  Rescale<Acc> rescale;
  int32_t pixels = 1;
};

// out[i] = clamp(out_zero + multiply(A + B, out_scale)), where A and B are
// multiply((x - zero) * 2^left, scale) of the operands.
template <class X>
struct Sum {
  const X* in[2];
  int32_t count;
  X* out;                  // may be one of the operands
  int32_t zero[2];
  Multiplier scale[2];
  int32_t left;
  Multiplier out_scale;
  int32_t out_zero;
  Range range;

  int32_t operand(int i, int32_t at) const {
    return multiply(shift_left_wrapping(in[i][at] - zero[i], left), scale[i]);
  }
};

struct Portable {
  static constexpr KernelSet kSet = {};

  template <class X, class Acc, class Y>
  static void dense(const Dense<X, Acc, Y>& a) {
    for (int32_t r = 0; r < a.rows; ++r) {
      const X* x = a.x + r * a.x_stride;
      for (int32_t c = 0; c < a.channels; ++c) {
        const int8_t* w = a.w + c * a.depth;
        Acc acc = add_wrapping(a.rescale.bias[c], a.start);
        for (int32_t d = 0; d < a.depth; ++d) {
          acc = add_wrapping(acc, static_cast<Acc>(x[d] * w[d]));
        }
        a.out[r * a.out_stride + c] = a.rescale.template operator()<Y>(acc, c);
      }
    }
  }

  template <class X, class Acc>
  static void depthwise(const Depthwise<X, Acc>& a) {
    const int32_t outputs = a.channels * a.multiplier;
    const X* const* taps = a.taps;
    X* out = a.out;
    for (int32_t p = 0; p < a.pixels; ++p, taps += a.tap_count) {
      int32_t o = 0;
      for (int32_t c = 0; c < a.channels; ++c) {
        for (int32_t j = 0; j < a.multiplier; ++j, ++o) {
          Acc acc = a.rescale.bias[o];
          const int8_t* w = a.w + o;
          for (int32_t t = 0; t < a.tap_count; ++t, w += outputs) {
            acc = add_wrapping(acc, static_cast<Acc>(taps[t][c] * *w));
          }
          *out++ = a.rescale.template operator()<X>(acc, o);
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

  template <class X>
  static void add(const Sum<X>& a) {
    for (int32_t i = 0; i < a.count; ++i) {
      const int32_t sum = add_wrapping(a.operand(0, i), a.operand(1, i));
      a.out[i] = static_cast<X>(
          clamp(add_wrapping(multiply(sum, a.out_scale), a.out_zero),
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

  // out[i] = table[in[i] + 128]
  static void look_up(const int8_t* in, int32_t count, const int8_t* table,
                      int8_t* out) {
    for (int32_t i = 0; i < count; ++i) out[i] = table[in[i] + 128];
  }
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_PORTABLE_H_
