// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// LEAKY_RELU: x where it is positive, else alpha * x.
#ifndef MOTE_DEVICE_OPS_LEAKY_RELU_H_
#define MOTE_DEVICE_OPS_LEAKY_RELU_H_

#include "device/ops/rescaling.h"

namespace mote::ops {

struct LeakyRelu : IntegerUnary<LeakyRelu> {
  static constexpr char kName[] = "LEAKY_RELU";
  static constexpr char kReference[] =
      "LiteRT; TFLM forms factors in double precision";
  static constexpr int16_t kCode = 98;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 75;

  struct Options {
    float alpha;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "alpha", o.alpha);
    }
  };
  struct Rule {
    float alpha;            // floats
    Rescaling rescaling;    // integers
    Multiplier below;       // integers: of negative x
  };

  static float real(float x, const Rule& rule) {
    return x > 0.0f ? x : x * rule.alpha;
  }
  static int32_t quantized(int32_t q, const Rule& rule) {
    const Rescaling& r = rule.rescaling;
    const int32_t x = q - r.in_zero;
    return x >= 0 ? r(x) : r.scaled(x, rule.below);
  }
  static Status prepare_rule(const Context& context, const Options& options,
                             Rule& rule);
};

// The factor is formed in single precision; its sign goes to the mantissa.
inline Status LeakyRelu::prepare_rule(const Context& context,
                                      const Options& options, Rule& rule) {
  rule.alpha = options.alpha;
  const Tensor in = context.input(0);
  if (in.type == Type::kFloat32) return Status::kOk;
  const Status status = prepare_rescaling(context, true, rule.rescaling);
  if (status != Status::kOk) return status;
  const float factor = in.quantization.scale() * options.alpha /
                       context.output(0).quantization.scale();
  rule.below = make_multiplier(abs(factor), 1.0f);
  if (factor < 0.0f) rule.below.mantissa = -rule.below.mantissa;
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LEAKY_RELU_H_
