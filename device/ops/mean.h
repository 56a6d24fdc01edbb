// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// MEAN along axes. Integers that are not quantized are cut toward zero.
#ifndef MOTE_DEVICE_OPS_MEAN_H_
#define MOTE_DEVICE_OPS_MEAN_H_

#include "device/ops/summation.h"

namespace mote::ops {

struct Mean : Summation<Mean> {
  static constexpr char kName[] = "MEAN";
  static constexpr int16_t kCode = 40;
  static constexpr uint8_t kVersion = 3;
  static constexpr bool kMean = true;
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_MEAN_H_
