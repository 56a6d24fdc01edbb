// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// TANH: the hyperbolic tangent.
#ifndef MOTE_DEVICE_OPS_TANH_H_
#define MOTE_DEVICE_OPS_TANH_H_

#include "device/ops/sigmoid.h"

namespace mote::ops {

struct Tanh : Sigmoid<Tanh> {
  static constexpr char kName[] = "TANH";
  static constexpr int16_t kCode = 28;
  static constexpr uint8_t kVersion = 3;

  static float real(float x, const Rule&) { return mote::tanh(x); }
  static float of(float x, const Rule&) { return mote::tanh(x); }
  static int16_t of(int16_t x, const Rule& rule) { return tanh16(x, rule); }
  static bool input16(float scale, Rule& rule) {
    return tanh16_input(scale, rule);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_TANH_H_
