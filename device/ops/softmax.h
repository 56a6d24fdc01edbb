// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SOFTMAX over the last dimension.
#ifndef MOTE_DEVICE_OPS_SOFTMAX_H_
#define MOTE_DEVICE_OPS_SOFTMAX_H_

#include "device/core/real.h"
#include "device/ops/exponent_scaling.h"
#include "device/ops/rows.h"

namespace mote::ops {

struct Softmax {
  static constexpr char kName[] = "SOFTMAX";
  static constexpr int16_t kCode = 25;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 9;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, float>;

  struct Options {
    float beta;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "beta", o.beta);
    }
  };
  struct Params {
    Rows rows;
    float beta;               // float
    ExponentScaling scaling;  // bytes; int16: its multiplier alone
    uint8_t words;            // bytes: the output is int16
  };

  [[gnu::cold]] static Status prepare(const Context& context,
                                      const Options& options,
                                      Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace softmax {

inline void row(const Softmax::Params& p, const float* in, float* out) {
  const int32_t depth = p.rows.depth;
  const float highest = highest_of(in, depth);
  float sum = 0.0f;
  for (int32_t i = 0; i < depth; ++i) {
    out[i] = exp((in[i] - highest) * p.beta);
    sum += out[i];
  }
  for (int32_t i = 0; i < depth; ++i) out[i] /= sum;
}

void row(const Softmax::Params& p, const int16_t* in, int16_t* out);

// X: bytes. Y: the same, or int16_t.
template <class X, class Y>
void row(const Softmax::Params& p, const X* in, Y* out) {
  constexpr int kBits = 8 * sizeof(Y);
  const int32_t highest = highest_of(in, p.rows.depth);
  const fixed::Reciprocal r =
      fixed::reciprocal(p.scaling.sum(in, p.rows.depth, highest), 12);
  const int shift = min(r.bits_over_unit + 31 - kBits, 31);
  for (int32_t i = 0; i < p.rows.depth; ++i) {
    const int32_t difference = in[i] - highest;
    int32_t steps = 0;
    if (difference >= p.scaling.difference_min) {
      const int32_t e = p.scaling.exp(difference);
      steps = rounding_divide_by_pot(rounding_doubling_high_mul(r.value, e),
                                     shift);
    }
    out[i] = saturate<Y>(static_cast<int64_t>(steps) + Limits<Y>::kMin);
  }
}

}  // namespace softmax

template <class Isa, class X>
Status Softmax::eval(const Params& p, const Buffers& buffers) {
  if constexpr (sizeof(X) == 1) {
    if (p.words != 0) {
      for_each_row<X, int16_t>(
          p.rows, buffers,
          [&](const X* in, int16_t* out) { softmax::row(p, in, out); });
      return Status::kOk;
    }
  }
  for_each_row<X, X>(p.rows, buffers,
                     [&](const X* in, X* out) { softmax::row(p, in, out); });
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SOFTMAX_H_
