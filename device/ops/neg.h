// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// NEG: -x, of the stored number where it is an integer.
#ifndef MOTE_DEVICE_OPS_NEG_H_
#define MOTE_DEVICE_OPS_NEG_H_

#include "device/core/wrapping.h"
#include "device/ops/unary.h"

namespace mote::ops {

struct Neg : Unary<Neg> {
  static constexpr char kName[] = "NEG";
  static constexpr int16_t kCode = 59;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 42;
  using Variants = ops::Variants<int8_t, int16_t, int32_t, int64_t, float>;

  template <class X>
  static X of(X x, const Rule&) { return wrapping_sub(X(0), x); }
  static float of(float x, const Rule&) { return -x; }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_NEG_H_
