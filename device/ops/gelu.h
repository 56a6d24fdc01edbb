// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// GELU: x times the share of a normal distribution that lies below x.
#ifndef MOTE_DEVICE_OPS_GELU_H_
#define MOTE_DEVICE_OPS_GELU_H_

#include "device/ops/unary.h"

namespace mote::ops {

struct Gelu : RealUnary<Gelu> {
  static constexpr char kName[] = "GELU";
  static constexpr int16_t kCode = 150;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 116;

  struct Options {
    bool approximate;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "approximate", o.approximate);
    }
  };
  struct Rule {
    bool approximate;
  };

  static float real(float x, const Rule& rule) {
    if (!rule.approximate) {
      return 0.5f * x * erfc(x * -0.707106781f);
    }
    constexpr float kSqrtOfTwoOverPi = 0.797884561f;
    const float cubic = x + 0.044715f * x * x * x;
    return 0.5f * x * (1.0f + mote::tanh(kSqrtOfTwoOverPi * cubic));
  }
  static Status prepare_rule(const Context&, const Options& options,
                             Rule& rule) {
    rule.approximate = options.approximate;
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_GELU_H_
