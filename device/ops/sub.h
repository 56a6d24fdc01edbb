// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SUB: a - b, with broadcasting.
#ifndef MOTE_DEVICE_OPS_SUB_H_
#define MOTE_DEVICE_OPS_SUB_H_

#include "device/ops/sum_scaling.h"

namespace mote::ops {

struct Sub : Arithmetic<Sub> {
  static constexpr char kName[] = "SUB";
  static constexpr char kReference[] =
      "TFLM; LiteRT shifts int16 with scales of powers of two";
  static constexpr int16_t kCode = 41;
  static constexpr uint8_t kVersion = 5;
  static constexpr uint16_t kOptionsType = 28;
  using Variants =
      ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t, float>;
  using Options = SumOptions;

  template <class X>
  static X plain(X a, X b) { return wrapping_sub(a, b); }
  static float plain(float a, float b) { return a - b; }

  using Scaling = SumScaling<Sub>;
  template <class X>
  [[gnu::always_inline]] static int32_t scaled(const Scaling& s, X a, X b) {
    constexpr int kLeft = sum_left_shift(sizeof(X));
    return s.result(wrapping_sub(s.template operand<kLeft>(0, a),
                                 s.template operand<kLeft>(1, b)));
  }

  static void prepare_scaling(const Context& context, const Options&,
                              Scaling& s) {
    prepare_sum_scaling(context, s);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SUB_H_
