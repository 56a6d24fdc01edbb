// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SQUARED_DIFFERENCE: (a - b)^2, with broadcasting.
#ifndef MOTE_DEVICE_OPS_SQUARED_DIFFERENCE_H_
#define MOTE_DEVICE_OPS_SQUARED_DIFFERENCE_H_

#include "device/ops/sum_scaling.h"

namespace mote::ops {

struct SquaredDifference : Arithmetic<SquaredDifference> {
  static constexpr char kName[] = "SQUARED_DIFFERENCE";
  static constexpr int16_t kCode = 99;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 76;
  using Variants = ops::Variants<int8_t, int16_t, int32_t, float>;
  using Options = UnfusedOptions;

  template <class X>
  static X plain(X a, X b) {
    const X difference = wrapping_sub(a, b);
    return wrapping_mul(difference, difference);
  }
  static float plain(float a, float b) { return (a - b) * (a - b); }

  using Scaling = SumScaling<SquaredDifference>;
  template <class X>
  [[gnu::always_inline]] static int32_t scaled(const Scaling& s, X a, X b) {
    constexpr int kLeft = left_shift(sizeof(X));
    const int32_t difference =
        wrapping_sub(s.template operand<kLeft>(0, a),
                     s.template operand<kLeft>(1, b));
    return s.result(wrapping_mul(difference, difference));
  }

  // By the bytes of an element.
  static constexpr int left_shift(uint32_t bytes) { return bytes == 2 ? 0 : 7; }

  static void prepare_scaling(const Context& context, const Options&,
                              Scaling& s) {
    const int left = left_shift(bits(context.output(0).type) / 8);
    const float twice = prepare_operand_scaling(context, s);
    const float unit = twice / static_cast<float>(1 << 2 * left);
    s.out = make_multiplier(twice, unit,
                            context.output(0).quantization.scale());
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SQUARED_DIFFERENCE_H_
