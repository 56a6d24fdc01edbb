// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ABS: the absolute value.
#ifndef MOTE_DEVICE_OPS_ABS_H_
#define MOTE_DEVICE_OPS_ABS_H_

#include "device/ops/rescaling.h"

namespace mote::ops {

struct Abs : IntegerUnary<Abs> {
  static constexpr char kName[] = "ABS";
  static constexpr int16_t kCode = 101;
  static constexpr uint8_t kVersion = 5;
  static constexpr uint16_t kOptionsType = 78;
  using Variants = ops::Variants<int8_t, int16_t, int32_t, float>;
  struct Rule {
    Rescaling rescaling;
    bool same_scale;
    bool plain;  // numbers that are not quantized
  };

  static float real(float x, const Rule&) {
    return bit_cast<float>(bit_cast<uint32_t>(x) & 0x7fffffff);
  }
  static int32_t quantized(int32_t q, const Rule& rule) {
    const int32_t steps = q - rule.rescaling.in_zero;
    const int32_t size = steps < 0 ? -steps : steps;
    return rule.same_scale ? size + rule.rescaling.out_zero
                           : rule.rescaling(size);
  }
  using IntegerUnary::of;
  static int16_t of(int16_t x, const Rule& rule) {
    return rule.plain ? plain(x) : IntegerUnary::of(x, rule);
  }
  static int32_t of(int32_t x, const Rule&) { return plain(x); }

  static Status prepare_rule(const Context& context, const Options&,
                             Rule& rule) {
    const Tensor in = context.input(0);
    rule.plain = bits(in.type) > 8 && in.quantization.count == 0;
    if (rule.plain || bits(in.type) == 32) return Status::kOk;
    rule.same_scale = in.quantization.count == 1 &&
                      in.quantization.scale() ==
                          context.output(0).quantization.scale();
    return prepare_rescaling(context, false, rule.rescaling);
  }

 private:
  template <class X>
  static X plain(X x) { return x < 0 ? wrapping_sub(X(0), x) : x; }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ABS_H_
