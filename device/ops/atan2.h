// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ATAN2: the angle of the point (x, y), of operands y and x.
#ifndef MOTE_DEVICE_OPS_ATAN2_H_
#define MOTE_DEVICE_OPS_ATAN2_H_

#include "device/core/real.h"
#include "device/ops/plain_pair.h"

namespace mote::ops {

struct Atan2 : PlainPair<Atan2> {
  static constexpr char kName[] = "ATAN2";
  static constexpr int16_t kCode = 156;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 122;
  using Variants = ops::Variants<float>;

  static float of(float y, float x) { return mote::atan2(y, x); }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ATAN2_H_
