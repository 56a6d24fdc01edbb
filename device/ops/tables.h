// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Look-up tables of functions of one quantized number.
//
// One-byte elements have an entry for each value, in the order of the byte read
// as int8. 16-bit ones have 513 samples, 128 steps apart, with linear
// interpolation in between.
#ifndef MOTE_DEVICE_OPS_TABLES_H_
#define MOTE_DEVICE_OPS_TABLES_H_

#include "device/core/real.h"
#include "device/ops/op.h"

namespace mote::ops {

inline constexpr uint32_t kByteTableBytes = 256;
inline constexpr int kSamples = 513;
inline constexpr uint32_t kSampleTableBytes = kSamples * sizeof(int16_t);

// Whether each of input 0 and output 0 has one scale, and a zero point that its
// type can hold.
Status check_quantized(const Context& context);

// table[q] = f(q) for every q of the type `in`. f gives values of type `out`.
// Types of one byte.
template <class F>
void fill_bytes_of(Type in, Type out, int8_t* table, const F& f) {
  const Range range = type_range(out);
  for (int i = -128; i < 128; ++i) {
    const int32_t q = in == Type::kUInt8 ? i & 0xff : i;
    *table++ = static_cast<int8_t>(clamp<int32_t>(f(q), range.lo, range.hi));
  }
}

// A real function; rule is what it was filled with.
using RealFunction = float (*)(float x, const void* rule);

// The table of f between the scales of the two tensors, of one-byte or 16-bit
// elements: the reference's values, computed in single precision.
void fill_real(const Tensor& in, const Tensor& out, RealFunction f,
               const void* rule, void* table);

// What samples span: of the argument, and of the result.
struct SampleRange {
  float lo, hi;
  float out_lo, out_hi;
};

// Samples f. Each one is shifted by half of what the straight line to the next
// one misses in the middle.
template <class F>
constexpr void sample(const SampleRange& range, const F& f, int16_t* samples) {
  const float step = (range.hi - range.lo) / (kSamples - 1);
  const float steps_per_unit = 65536.0f / (range.out_hi - range.out_lo);
  const auto entry = [](float y) {
    return y != y ? int16_t(0)
                  : static_cast<int16_t>(clamp(y, -32768.0f, 32767.0f));
  };
  for (int i = 0; i < kSamples - 1; ++i) {
    const float x = range.lo + static_cast<float>(i) * step;
    const float next = f(range.lo + static_cast<float>(i + 1) * step);
    const float here = round(f(x) * steps_per_unit);
    const float middle = round(f(x + step / 2) * steps_per_unit);
    const float line = round((next * steps_per_unit + here) / 2);
    samples[i] = entry(here - round((line - middle) / 2));
  }
  samples[kSamples - 1] = entry(round(f(range.hi) * steps_per_unit));
}

// The function at x out of its samples.
inline int16_t interpolate(const int16_t* samples, int16_t x) {
  const int16_t* at = samples + 256 + (x >> 7);
  const int16_t slope = static_cast<int16_t>(at[1] - at[0]);
  return static_cast<int16_t>(at[0] + ((slope * (x & 127) + 64) >> 7));
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_TABLES_H_
