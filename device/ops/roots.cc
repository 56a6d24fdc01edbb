// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/roots.h"

namespace mote::ops {
namespace {

// Bits that are carried below the steps.
constexpr int kExtraBits = 20;

// 1 / (sqrt(in) * out), in double precision as the reference.
Multiplier inverse_of_root(float in, float out) {
  if (!(in > 0.0f) || !(out > 0.0f)) return {};
  const double near = static_cast<double>(mote::sqrt(in));
  const double root = (near + static_cast<double>(in) / near) / 2;
  const uint64_t bits =
      bit_cast<uint64_t>(1.0 / (root * static_cast<double>(out)));
  const uint64_t fraction = (bits & ((1ull << 52) - 1)) | 1ull << 52;
  const uint32_t mantissa =
      static_cast<uint32_t>((fraction + (1u << 21)) >> 22);
  const uint32_t carry = mantissa >> 31;
  const int exponent = static_cast<int>(bits >> 52) - 1022 +
                       static_cast<int>(carry);
  if (exponent < -31) return {};
  return {static_cast<int32_t>(mantissa >> carry), min(exponent, 31)};
}

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
  rule.multiplier = inverse_of_root(in.quantization.scale(), out.scale());
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
