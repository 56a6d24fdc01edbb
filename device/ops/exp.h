// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// EXP: e to the power of x.
#ifndef MOTE_DEVICE_OPS_EXP_H_
#define MOTE_DEVICE_OPS_EXP_H_

#include "device/ops/unary.h"

namespace mote::ops {

struct Exp : RealUnary<Exp> {
  static constexpr char kName[] = "EXP";
  static constexpr int16_t kCode = 47;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 33;

  static float real(float x, const Rule&) { return mote::exp(x); }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_EXP_H_
