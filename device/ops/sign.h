// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SIGN: -1, 0 or 1.
#ifndef MOTE_DEVICE_OPS_SIGN_H_
#define MOTE_DEVICE_OPS_SIGN_H_

#include "device/ops/unary.h"

namespace mote::ops {

struct Sign : Unary<Sign> {
  static constexpr char kName[] = "SIGN";
  static constexpr int16_t kCode = 158;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 123;
  using Variants = ops::Variants<int32_t, float>;

  static int32_t of(int32_t x, const Rule&) { return (x > 0) - (x < 0); }
  static float of(float x, const Rule&) {
    return x > 0.0f ? 1.0f : x < 0.0f ? -1.0f : x == 0.0f ? 0.0f : x;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGN_H_
