// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SUM along axes.
#ifndef MOTE_DEVICE_OPS_SUM_H_
#define MOTE_DEVICE_OPS_SUM_H_

#include "device/ops/summation.h"

namespace mote::ops {

struct Sum : Summation<Sum> {
  static constexpr char kName[] = "SUM";
  static constexpr char kReference[] =
      "TFLM; LiteRT adds integers without rescaling";
  static constexpr int16_t kCode = 74;
  static constexpr uint8_t kVersion = 2;
  static constexpr bool kMean = false;
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SUM_H_
