// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// MAX_POOL_2D: the largest pixel of a window that lies in the image.
#ifndef MOTE_DEVICE_OPS_MAX_POOL_2D_H_
#define MOTE_DEVICE_OPS_MAX_POOL_2D_H_

#include <float.h>

#include "device/ops/pool.h"

namespace mote::ops {

struct MaxPool2D : Pool<MaxPool2D> {
  static constexpr char kName[] = "MAX_POOL_2D";
  static constexpr int16_t kCode = 17;
  static constexpr uint8_t kVersion = 3;

  template <class X>
  static int32_t pixel(const Patch<X>& patch) {
    X best = Limits<X>::kMin;
    patch.each([&](X x) { best = max(best, x); });
    return best;
  }
  // What is not a number is passed over.
  static float pixel(const Patch<float>& patch) {
    float best = -FLT_MAX;
    patch.each([&](float x) { best = max(best, x); });
    return best;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_MAX_POOL_2D_H_
