// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// L2_POOL_2D: the root of the mean of squares of the pixels of a window that
// lie in the image.
#ifndef MOTE_DEVICE_OPS_L2_POOL_2D_H_
#define MOTE_DEVICE_OPS_L2_POOL_2D_H_

#include "device/core/real.h"
#include "device/ops/pool.h"

namespace mote::ops {

struct L2Pool2D : Pool<L2Pool2D> {
  static constexpr char kName[] = "L2_POOL_2D";
  static constexpr int16_t kCode = 12;
  static constexpr uint8_t kVersion = 1;
  using Variants = ops::Variants<float>;

  static float pixel(const Patch<float>& patch) {
    float sum = 0.0f;
    patch.each([&](float x) { sum += x * x; });
    return patch.count() == 0
               ? 0.0f : sqrt(sum / static_cast<float>(patch.count()));
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_L2_POOL_2D_H_
