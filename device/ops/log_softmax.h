// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// LOG_SOFTMAX: the logarithm of SOFTMAX over the last dimension.
#ifndef MOTE_DEVICE_OPS_LOG_SOFTMAX_H_
#define MOTE_DEVICE_OPS_LOG_SOFTMAX_H_

#include "device/core/real.h"
#include "device/core/wrapping.h"
#include "device/ops/exponent_scaling.h"
#include "device/ops/rows.h"

namespace mote::ops {

struct LogSoftmax {
  static constexpr char kName[] = "LOG_SOFTMAX";
  static constexpr int16_t kCode = 50;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 36;
  using Variants = ops::Variants<int8_t, uint8_t, float>;
  using Options = NoOptions;

  struct Params {
    Rows rows;
    ExponentScaling scaling;  // bytes
    Multiplier to_steps;      // bytes: back from Q5
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace log_softmax {

inline void row(const LogSoftmax::Params& p, const float* in, float* out) {
  const int32_t depth = p.rows.depth;
  const float highest = highest_of(in, depth);
  float sum = 0.0f;
  for (int32_t i = 0; i < depth; ++i) sum += exp(in[i] - highest);
  const float log_of_sum = log(sum);
  for (int32_t i = 0; i < depth; ++i) out[i] = in[i] - highest - log_of_sum;
}

template <class X>
void row(const LogSoftmax::Params& p, const X* in, X* out) {
  const int32_t highest = highest_of(in, p.rows.depth);
  const int32_t log_of_sum = fixed::log_of_at_least_one(
      p.scaling.sum(in, p.rows.depth, highest), 12, 5);
  // The lowest difference whose logarithm still fits Q5.
  const int32_t lowest =
      max(p.scaling.difference_min - 1,
          multiply(wrapping_add(log_of_sum, INT32_MIN), p.to_steps));
  for (int32_t i = 0; i < p.rows.depth; ++i) {
    const int32_t difference = in[i] - highest;
    if (difference <= lowest) {
      out[i] = Limits<X>::kMin;
      continue;
    }
    const int32_t log_of =
        wrapping_sub(p.scaling.exponent(difference), log_of_sum);
    constexpr int kStepBits = 31 - 5 - 4;  // a step is 1/16
    out[i] = saturate<X>(int64_t{rounding_divide_by_pot(log_of, kStepBits)} +
                         Limits<X>::kMax);
  }
}

}  // namespace log_softmax

template <class Isa, class X>
Status LogSoftmax::eval(const Params& p, const Buffers& buffers) {
  for_each_row<X, X>(p.rows, buffers, [&](const X* in, X* out) {
    log_softmax::row(p, in, out);
  });
  return Status::kOk;
}

inline Status LogSoftmax::prepare(const Context& context, const Options&,
                                  Params& p, Needs& needs) {
  p = {};
  const Type type = context.input(0).type;
  const Status status =
      prepare_rows(context, find_variant(Variants{}, type), p.rows, needs);
  if (status != Status::kOk) return status;
  const Tensor out = context.output(0);
  if (out.type != type) return context.refuse(Status::kWrongType, kOutput);
  if (type == Type::kFloat32) return Status::kOk;
  if (p.rows.depth > kMaxExponentials) {
    return context.refuse(Status::kWrongShape, 0);
  }
  if (!prepare_exponents(context, 1.0f, p.scaling)) {
    return context.refuse(Status::kBadQuantization, 0);
  }
  const Quantization& q = out.quantization;
  if (q.count != 1 || q.scale() != 1.0f / 16.0f ||
      q.zero_point() != type_range(type).hi) {
    return context.refuse(Status::kBadQuantization, kOutput);
  }
  p.to_steps = inverse_of(p.scaling.multiplier);
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LOG_SOFTMAX_H_
