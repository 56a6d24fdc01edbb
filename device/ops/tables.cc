// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/tables.h"

namespace mote::ops {
namespace {

bool quantized(const Tensor& t) {
  const Range range = type_range(t.type);
  const Quantization& q = t.quantization;
  return q.count == 1 && q.zero_point() >= range.lo &&
         q.zero_point() <= range.hi;
}

void fill_real_bytes(const Tensor& in, const Tensor& out, RealFunction f,
                     const void* rule, int8_t* table) {
  const float scale = in.quantization.scale();
  const float inverse = 1.0f / out.quantization.scale();
  const int32_t in_zero = in.quantization.zero_point();
  const int32_t out_zero = out.quantization.zero_point();
  fill_bytes_of(in.type, out.type, table, [&](int32_t q) {
    const float x = scale * static_cast<float>(q - in_zero);
    const float y = f(x, rule) * inverse;
    return round_to_int(clamp(y, -1e6f, 1e6f)) + out_zero;
  });
}

}  // namespace

Status check_quantized(const Context& context) {
  if (!quantized(context.input(0))) {
    return context.refuse(Status::kBadQuantization, 0);
  }
  if (!quantized(context.output(0))) {
    return context.refuse(Status::kBadQuantization, kOutput);
  }
  return Status::kOk;
}

void fill_real(const Tensor& in, const Tensor& out, RealFunction f,
               const void* rule, void* table) {
  if (bits(in.type) == 8) {
    fill_real_bytes(in, out, f, rule, static_cast<int8_t*>(table));
    return;
  }
  const auto real = [](const Tensor& t, int32_t q) {
    return t.quantization.scale() *
           static_cast<float>(q - t.quantization.zero_point());
  };
  const SampleRange range = {real(in, INT16_MIN), real(in, INT16_MAX),
                             real(out, INT16_MIN), real(out, INT16_MAX)};
  sample(range, [&](float x) { return f(x, rule); },
         static_cast<int16_t*>(table));
}

}  // namespace mote::ops
