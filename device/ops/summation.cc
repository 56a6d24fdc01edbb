// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/summation.h"

namespace mote::ops {
namespace {

// m / count, by dividing a mantissa that is shifted as far as it may be.
Multiplier divide(Multiplier m, int32_t count) {
  const uint64_t n = static_cast<uint32_t>(count);
  const int32_t shift =
      min(63 - static_cast<int32_t>(__builtin_clzll(n)), 31 + m.exponent);
  const uint64_t shifted = static_cast<uint64_t>(
      static_cast<uint32_t>(m.mantissa)) << shift;
  return {static_cast<int32_t>(shifted / n), m.exponent - shift};
}

}  // namespace

Status quantize_summation(const Context& context, bool mean,
                          SummationParams& p) {
  const Quantization in = context.input(0).quantization;
  const Quantization out = context.output(0).quantization;
  if (in.count != 1) return context.refuse(Status::kBadQuantization, 0);
  if (out.count != 1) return context.refuse(Status::kBadQuantization, kOutput);
  p.multiplier = make_multiplier(in.scale(), out.scale());
  if (mean && p.count > 0) p.multiplier = divide(p.multiplier, p.count);
  p.in_zeros = static_cast<int32_t>(static_cast<uint32_t>(in.zero_point()) *
                                    static_cast<uint32_t>(p.count));
  p.out_zero = out.zero_point();
  return Status::kOk;
}

}  // namespace mote::ops
