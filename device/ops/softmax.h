// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SOFTMAX over the last dimension.
#ifndef MOTE_DEVICE_OPS_SOFTMAX_H_
#define MOTE_DEVICE_OPS_SOFTMAX_H_

#include "device/core/fixed_functions.h"
#include "device/core/real.h"
#include "device/ops/op.h"

namespace mote::ops {

struct Softmax {
  static constexpr char kName[] = "SOFTMAX";
  static constexpr int16_t kCode = 25;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 9;
  using Variants = ops::Variants<int8_t, float>;
  enum Variant : uint8_t { kInt8, kFloat };

  struct Options {
    float beta;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "beta", o.beta);
    }
  };
  struct Params {
    int32_t rows;
    int32_t depth;
    float beta;               // float
    Multiplier multiplier;    // int8: from steps of the input to Q5
    int32_t difference_min;   // int8: below it exp counts as 0
    uint8_t words;            // the output is int16
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace softmax {

void row(const Softmax::Params& p, const float* in, float* out);
// Y: int8_t or int16_t.
template <class Y>
void row(const Softmax::Params& p, const int8_t* in, Y* out);

}  // namespace softmax

inline Status Softmax::prepare(const Context& context, const Options& options,
                               Params& p, Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  if (in.shape != out.shape || in.shape.rank < 1) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p = {};
  p.depth = in.shape.last();
  p.rows = in.shape.product(0, in.shape.rank - 1);
  p.beta = options.beta;
  needs.lead[0] = out.type == in.type ? 0 : kApart;
  if (in.type == Type::kFloat32) {
    needs.variant = kFloat;
    return out.type == Type::kFloat32
               ? Status::kOk : context.refuse(Status::kWrongType, kOutput);
  }
  if (in.type != Type::kInt8) return context.refuse(Status::kWrongType, 0);
  if (out.type != Type::kInt8 && out.type != Type::kInt16) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  if (in.quantization.count != 1) {
    return context.refuse(Status::kBadQuantization, 0);
  }
  // Up to 2^12 numbers below 1 are added in Q12.
  if (p.depth > 4096) return context.refuse(Status::kWrongShape, 0);
  needs.variant = kInt8;
  p.words = out.type == Type::kInt16;
  // beta * scale * 2^26, at most 2^31 - 1.
  constexpr float kTwoToMinus26 = 1.0f / 67108864.0f;
  p.multiplier = make_multiplier(options.beta, in.quantization.scale(),
                                 kTwoToMinus26);
  if (p.multiplier.exponent < 1) {
    return context.refuse(Status::kBadQuantization, 0);
  }
  p.difference_min = static_cast<int32_t>(
      -((31ll << 26) >> p.multiplier.exponent));
  return Status::kOk;
}

inline void softmax::row(const Softmax::Params& p, const float* in,
                         float* out) {
  float highest = in[0];
  for (int32_t i = 1; i < p.depth; ++i) highest = max(highest, in[i]);
  float sum = 0.0f;
  for (int32_t i = 0; i < p.depth; ++i) {
    out[i] = exp((in[i] - highest) * p.beta);
    sum += out[i];
  }
  for (int32_t i = 0; i < p.depth; ++i) out[i] /= sum;
}

template <class Y>
void softmax::row(const Softmax::Params& p, const int8_t* in, Y* out) {
  constexpr int kBits = 8 * sizeof(Y);
  int32_t highest = in[0];
  for (int32_t i = 1; i < p.depth; ++i) highest = max<int32_t>(highest, in[i]);
  const auto exp_of = [&](int32_t x) -> int32_t {
    const int32_t difference = x - highest;
    if (difference < p.difference_min) return -1;
    return fixed::exp_of_negative(multiply(difference, p.multiplier), 5);
  };
  int32_t sum = 0;
  for (int32_t i = 0; i < p.depth; ++i) {
    const int32_t e = exp_of(in[i]);
    if (e >= 0) sum += rounding_divide_by_pot(e, 12);
  }
  const fixed::Reciprocal r = fixed::reciprocal(sum, 12);
  const int shift = min(r.bits_over_unit + 31 - kBits, 31);
  for (int32_t i = 0; i < p.depth; ++i) {
    const int32_t e = exp_of(in[i]);
    const int32_t scaled =
        e < 0 ? 0 : rounding_divide_by_pot(
                        rounding_doubling_high_mul(r.value, e), shift);
    out[i] = saturate<Y>(static_cast<int64_t>(scaled) + Limits<Y>::kMin);
  }
}

template <class Isa, class X>
Status Softmax::eval(const Params& p, const Buffers& buffers) {
  const X* in = buffers.template input<X>(0);
  for (int32_t r = 0; r < p.rows; ++r) {
    const int32_t at = r * p.depth;
    if (p.depth == 0) break;
    if constexpr (sizeof(X) == 1) {
      if (p.words != 0) {
        softmax::row(p, in + at, buffers.template output<int16_t>(0) + at);
        continue;
      }
    }
    softmax::row(p, in + at, buffers.template output<X>(0) + at);
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SOFTMAX_H_
