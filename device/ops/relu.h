// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RELU, RELU6, RELU_N1_TO_1, RELU_0_TO_1: x within bounds.
#ifndef MOTE_DEVICE_OPS_RELU_H_
#define MOTE_DEVICE_OPS_RELU_H_

#include "device/ops/rescaling.h"

namespace mote::ops {

// Op gives kLow and kHigh; a kHigh of 0 bounds nothing. TFLM, which divides
// scales in double precision, is the reference of those without a kHigh.
template <class Op>
struct Clamping : IntegerUnary<Op> {
  struct Rule {
    Rescaling rescaling;
    Range range;
  };

  static float real(float x, const Rule&) {
    return x < Op::kLow                          ? Op::kLow
           : Op::kHigh > 0.0f && x > Op::kHigh ? Op::kHigh : x;
  }
  static int32_t quantized(int32_t q, const Rule& rule) {
    const int32_t y = rule.rescaling(q - rule.rescaling.in_zero);
    return clamp(y, rule.range.lo, rule.range.hi);
  }
  static Status prepare_rule(const Context& context, const NoOptions&,
                             Rule& rule) {
    const Tensor out = context.output(0);
    if (out.type == Type::kFloat32) return Status::kOk;
    const bool single = Op::kHigh > 0.0f || out.type == Type::kUInt8;
    const Status status = prepare_rescaling(context, single, rule.rescaling);
    if (status != Status::kOk) return status;
    const Range range = type_range(out.type);
    const auto step = [&](float value) {
      return step_of(value, out.quantization.scale(), rule.rescaling.out_zero,
                     range);
    };
    rule.range = {step(Op::kLow),
                  Op::kHigh > 0.0f ? step(Op::kHigh) : range.hi};
    return Status::kOk;
  }
};

// No upper bound.
struct Relu : Clamping<Relu> {
  static constexpr char kName[] = "RELU";
  static constexpr int16_t kCode = 19;
  static constexpr uint8_t kVersion = 3;
  static constexpr float kLow = 0.0f;
  static constexpr float kHigh = 0.0f;
};

// The output may have a scale of its own.
struct Relu6 : Clamping<Relu6> {
  static constexpr char kName[] = "RELU6";
  static constexpr char kReference[] = "LiteRT; TFLM only clamps";
  static constexpr int16_t kCode = 21;
  static constexpr uint8_t kVersion = 3;
  static constexpr float kLow = 0.0f;
  static constexpr float kHigh = 6.0f;
};

// -1..1
struct ReluN1To1 : Clamping<ReluN1To1> {
  static constexpr char kName[] = "RELU_N1_TO_1";
  static constexpr int16_t kCode = 20;
  static constexpr uint8_t kVersion = 1;
  static constexpr float kLow = -1.0f;
  static constexpr float kHigh = 1.0f;
};

// 0..1
struct Relu0To1 : Clamping<Relu0To1> {
  static constexpr char kName[] = "RELU_0_TO_1";
  static constexpr int16_t kCode = 152;
  static constexpr uint8_t kVersion = 1;
  static constexpr float kLow = 0.0f;
  static constexpr float kHigh = 1.0f;
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RELU_H_
