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

void fill_samples(const SampleRange& range, RealFunction f, const void* rule,
                  int16_t* table) {
  const float step = (range.hi - range.lo) / (kSamples - 1);
  const float steps_per_unit = 65536.0f / (range.out_hi - range.out_lo);
  const auto at = [&](float x) { return f(x, rule) * steps_per_unit; };
  const auto entry = [](float y) {
    return static_cast<int16_t>(round_to_int(clamp(y, -32768.0f, 32767.0f)));
  };
  // Each sample is shifted by half of what the straight line to the next one
  // misses in the middle.
  for (int i = 0; i < kSamples - 1; ++i) {
    const float x = range.lo + static_cast<float>(i) * step;
    const float next = at(range.lo + static_cast<float>(i + 1) * step);
    const float sample = round(at(x));
    const float middle = round(at(x + step / 2));
    const float line = round((next + sample) / 2);
    table[i] = entry(sample - round((line - middle) / 2));
  }
  table[kSamples - 1] = entry(round(at(range.hi)));
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
  fill_samples({real(in, INT16_MIN), real(in, INT16_MAX),
                real(out, INT16_MIN), real(out, INT16_MAX)},
               f, rule, static_cast<int16_t*>(table));
}

}  // namespace mote::ops
