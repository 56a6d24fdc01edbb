// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/roots.h"

namespace mote::ops {
namespace {

// Bits that are carried below the steps.
constexpr int kExtraBits = 20;

}  // namespace

Status Sqrt::prepare_rule(const Context& context, const Options&, Rule& rule) {
  const Tensor in = context.input(0);
  if (in.type == Type::kFloat32) return Status::kOk;
  const Status status = check_quantized(context);
  if (status != Status::kOk) return status;
  const Quantization out = context.output(0).quantization;
  rule = {in.quantization.zero_point(), out.zero_point(),
          in.quantization.scale(), out.scale()};
  return Status::kOk;
}

Status Rsqrt::prepare_rule(const Context& context, const Options&,
                           Rule& rule) {
  const Tensor in = context.input(0);
  if (in.type == Type::kFloat32) return Status::kOk;
  const Status status = check_quantized(context);
  if (status != Status::kOk) return status;
  const Quantization out = context.output(0).quantization;
  rule.in_zero = in.quantization.zero_point();
  rule.out_zero = out.zero_point();
  rule.highest = type_range(in.type).hi;
  rule.multiplier = make_multiplier(
      1.0f, mote::sqrt(in.quantization.scale()) * out.scale());
  return Status::kOk;
}

int32_t Rsqrt::quantized(int32_t q, const Rule& rule) {
  const int32_t x = q - rule.in_zero;
  // Tables are filled for all of their input.
  if (x <= 0) return rule.highest;
  Multiplier inverse = fixed::inverse_sqrt(x);
  inverse.exponent += kExtraBits;
  const int exponent = rule.multiplier.exponent - kExtraBits;
  if (exponent < -31) return rule.out_zero;
  return wrapping_add(multiply(multiply(1, inverse), rule.multiplier.mantissa,
                               exponent),
                      rule.out_zero);
}

}  // namespace mote::ops
