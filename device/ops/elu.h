// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ELU: x where it is positive, else exp(x) - 1.
#ifndef MOTE_DEVICE_OPS_ELU_H_
#define MOTE_DEVICE_OPS_ELU_H_

#include "device/ops/unary.h"

namespace mote::ops {

struct Elu : RealUnary<Elu> {
  static constexpr char kName[] = "ELU";
  static constexpr char kReference[] = "TFLM";
  static constexpr int16_t kCode = 111;
  static constexpr uint8_t kVersion = 1;

  static float real(float x, const Rule&) {
    return x < 0.0f ? expm1(x) : x;
  }
  // The reference's table has the difference rounded.
  static float tabled(float x, const Rule&) {
    return x < 0.0f ? mote::exp(x) - 1.0f : x;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ELU_H_
