// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SQRT and RSQRT: the square root, and 1 / that.
#ifndef MOTE_DEVICE_OPS_ROOTS_H_
#define MOTE_DEVICE_OPS_ROOTS_H_

#include "device/core/fixed_functions.h"
#include "device/ops/rescaling.h"

namespace mote::ops {

struct Sqrt : IntegerUnary<Sqrt> {
  static constexpr char kName[] = "SQRT";
  static constexpr int16_t kCode = 75;
  static constexpr uint8_t kVersion = 2;
  static constexpr bool kFromZero = true;
  struct Rule {
    int32_t in_zero, out_zero;
    float in_scale, out_scale;
  };

  static float real(float x, const Rule&) { return mote::sqrt(x); }
  // By way of floats, their fraction cut off. Scales may be negative.
  static int32_t quantized(int32_t q, const Rule& rule) {
    const float x = rule.in_scale * static_cast<float>(q - rule.in_zero);
    const float steps = mote::sqrt(x) / rule.out_scale;
    return static_cast<int32_t>(steps < 1e6f ? max(steps, -1e6f) : 1e6f) +
           rule.out_zero;
  }
  static Status prepare_rule(const Context& context, const Options&,
                             Rule& rule);
};

struct Rsqrt : IntegerUnary<Rsqrt> {
  static constexpr char kName[] = "RSQRT";
  static constexpr char kReference[] = "TFLM; LiteRT has a table for int16";
  static constexpr int16_t kCode = 76;
  static constexpr uint8_t kVersion = 3;
  static constexpr bool kFromZero = true;
  struct Rule {
    int32_t in_zero, out_zero;
    Multiplier multiplier;
    int32_t highest;  // what 0 gives
  };

  static float real(float x, const Rule&) { return 1.0f / mote::sqrt(x); }
  static int32_t quantized(int32_t q, const Rule& rule);
  static Status prepare_rule(const Context& context, const Options&,
                             Rule& rule);
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ROOTS_H_
