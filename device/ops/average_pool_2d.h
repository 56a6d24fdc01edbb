// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// AVERAGE_POOL_2D: the mean of the pixels of a window that lie in the image.
#ifndef MOTE_DEVICE_OPS_AVERAGE_POOL_2D_H_
#define MOTE_DEVICE_OPS_AVERAGE_POOL_2D_H_

#include "device/ops/pool.h"

namespace mote::ops {

struct AveragePool2D : Pool<AveragePool2D> {
  static constexpr char kName[] = "AVERAGE_POOL_2D";
  static constexpr int16_t kCode = 1;
  static constexpr uint8_t kVersion = 3;

  // Integers: halves away from zero, zero points left in.
  template <class X>
  static int32_t pixel(const Patch<X>& patch) {
    const uint32_t count = static_cast<uint32_t>(patch.count());
    if (count == 0) return 0;
    // Wraps around, as the reference's does.
    uint32_t sum = 0;
    patch.each([&](X x) { sum += static_cast<uint32_t>(x); });
    const bool negative = static_cast<int32_t>(sum) < 0;
    const uint32_t size = negative ? 0u - sum : sum;
    const int32_t mean = static_cast<int32_t>((size + count / 2) / count);
    return negative ? -mean : mean;
  }
  static float pixel(const Patch<float>& patch) {
    float sum = 0.0f;
    patch.each([&](float x) { sum += x; });
    return patch.count() == 0 ? 0.0f
                              : sum / static_cast<float>(patch.count());
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_AVERAGE_POOL_2D_H_
