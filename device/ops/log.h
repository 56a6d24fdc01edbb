// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// LOG: the natural logarithm.
#ifndef MOTE_DEVICE_OPS_LOG_H_
#define MOTE_DEVICE_OPS_LOG_H_

#include "device/ops/unary.h"

namespace mote::ops {

struct Log : RealUnary<Log> {
  static constexpr char kName[] = "LOG";
  static constexpr int16_t kCode = 73;
  static constexpr uint8_t kVersion = 2;

  struct Rule {
    float lowest;  // what the output's type can hold
  };

  static float real(float x, const Rule&) { return mote::log(x); }
  static float tabled(float x, const Rule& rule) {
    return x <= 0.0f ? rule.lowest : mote::log(x);
  }
  static Status prepare_rule(const Context& context, const Options&,
                             Rule& rule) {
    const Tensor out = context.output(0);
    if (out.type == Type::kFloat32) return Status::kOk;
    const int32_t steps =
        type_range(out.type).lo - out.quantization.zero_point();
    rule.lowest = static_cast<float>(steps) * out.quantization.scale();
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LOG_H_
