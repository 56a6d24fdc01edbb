// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// L2_NORMALIZATION: each row, along the last dimension, divided by its length.
#ifndef MOTE_DEVICE_OPS_L2_NORMALIZATION_H_
#define MOTE_DEVICE_OPS_L2_NORMALIZATION_H_

#include "device/core/fixed_functions.h"
#include "device/core/real.h"
#include "device/ops/rows.h"

namespace mote::ops {

struct L2Normalization {
  static constexpr char kName[] = "L2_NORMALIZATION";
  static constexpr int16_t kCode = 11;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 12;
  using Variants = ops::Variants<int8_t, uint8_t, float>;

  struct Options {
    Activation activation;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "fused_activation_function", o.activation);
    }
  };
  struct Params {
    Rows rows;
    int32_t in_zero;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace l2_normalization {

inline void row(const L2Normalization::Params& p, const float* in,
                float* out) {
  constexpr float kShortest = 1e-6f;
  float sum = 0.0f;
  for (int32_t i = 0; i < p.rows.depth; ++i) sum += in[i] * in[i];
  const float length = max(sqrt(sum), kShortest);
  for (int32_t i = 0; i < p.rows.depth; ++i) out[i] = in[i] / length;
}

// A step of the output is 1/128, its zero point the middle of the type.
template <class X>
void row(const L2Normalization::Params& p, const X* in, X* out) {
  int32_t sum = 0;
  for (int32_t i = 0; i < p.rows.depth; ++i) {
    const int32_t x = in[i] - p.in_zero;
    sum += x * x;
  }
  const Multiplier inverse = fixed::inverse_sqrt(sum);
  for (int32_t i = 0; i < p.rows.depth; ++i) {
    const int32_t x = in[i] - p.in_zero;
    if constexpr (Limits<X>::kSigned) {
      out[i] = saturate<X>(
          multiply(x, inverse.mantissa, inverse.exponent + 7));
    } else {
      out[i] = saturate<X>(multiply(128 * x, inverse) + 128);
    }
  }
}

}  // namespace l2_normalization

template <class Isa, class X>
Status L2Normalization::eval(const Params& p, const Buffers& buffers) {
  for_each_row<X, X>(p.rows, buffers, [&](const X* in, X* out) {
    l2_normalization::row(p, in, out);
  });
  return Status::kOk;
}

inline Status L2Normalization::prepare(const Context& context,
                                       const Options& options, Params& p,
                                       Needs& needs) {
  p = {};
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  const Status status =
      prepare_rows(context, find_variant(Variants{}, in.type), p.rows, needs);
  if (status != Status::kOk) return status;
  if (options.activation != Activation::kNone) return Status::kBadOption;
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  if (in.type == Type::kFloat32) return Status::kOk;
  // As many squares of 8 bits and a sign as can be added.
  if (p.rows.depth > 33025) return context.refuse(Status::kWrongShape, 0);
  const Range range = type_range(in.type);
  const Quantization& q = in.quantization;
  if (q.count != 1 || q.zero_point() < range.lo || q.zero_point() > range.hi) {
    return context.refuse(Status::kBadQuantization, 0);
  }
  p.in_zero = q.zero_point();
  const Quantization& to = out.quantization;
  if (to.count != 1 || to.scale() != 1.0f / 128.0f ||
      to.zero_point() != (in.type == Type::kUInt8 ? 128 : 0)) {
    return context.refuse(Status::kBadQuantization, kOutput);
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_L2_NORMALIZATION_H_
