// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// FAKE_QUANT: floats rounded to the steps that a quantized type would have.
#ifndef MOTE_DEVICE_OPS_FAKE_QUANT_H_
#define MOTE_DEVICE_OPS_FAKE_QUANT_H_

#include "device/ops/unary.h"

namespace mote::ops {

struct FakeQuant : Unary<FakeQuant> {
  static constexpr char kName[] = "FAKE_QUANT";
  static constexpr int16_t kCode = 80;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 58;
  using Variants = ops::Variants<float>;

  struct Options {
    float min, max;
    int32_t num_bits;
    bool narrow_range;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "min", o.min);
      v(1, "max", o.max);
      v(2, "num_bits", o.num_bits);
      v(3, "narrow_range", o.narrow_range);
    }
  };
  // The range, moved so that 0 is a step.
  struct Rule {
    float lo, hi;
    float step;
  };

  static float of(float x, const Rule& rule) {
    const float steps =
        (clamp(x, rule.lo, rule.hi) - rule.lo) * (1.0f / rule.step);
    return static_cast<float>(round_to_int(steps)) * rule.step + rule.lo;
  }
  static Status prepare_rule(const Context&, const Options& options,
                             Rule& rule) {
    if (options.num_bits < 2 || options.num_bits > 16 ||
        !(options.max - options.min > 0.0f && options.max < infinity() &&
          options.min > -infinity())) {
      return Status::kBadOption;
    }
    const float first = options.narrow_range ? 1.0f : 0.0f;
    const float last = static_cast<float>((1 << options.num_bits) - 1);
    rule.step = (options.max - options.min) / (last - first);
    const float zero = static_cast<float>(
        round_to_int(clamp(first - options.min / rule.step, first, last)));
    rule.lo = (first - zero) * rule.step;
    rule.hi = (last - zero) * rule.step;
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_FAKE_QUANT_H_
