// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// POW: a to the power of b. Integers have no negative powers; results wrap.
#ifndef MOTE_DEVICE_OPS_POW_H_
#define MOTE_DEVICE_OPS_POW_H_

#include "device/core/real.h"
#include "device/core/wrapping.h"
#include "device/ops/plain_pair.h"

namespace mote::ops {

struct Pow : PlainPair<Pow> {
  static constexpr char kName[] = "POW";
  static constexpr int16_t kCode = 78;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 56;
  using Variants = ops::Variants<int32_t, float>;
  static constexpr bool kPartial = true;

  static int32_t of(int32_t a, int32_t b) {
    int32_t power = 1;
    for (; b > 0; b >>= 1, a = wrapping_mul(a, a)) {
      if ((b & 1) != 0) power = wrapping_mul(power, a);
    }
    return power;
  }
  static float of(float a, float b) { return mote::pow(a, b); }
  static bool accepts(int32_t, int32_t b) { return b >= 0; }
  static bool accepts(float, float) { return true; }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_POW_H_
