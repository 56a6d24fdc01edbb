// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// LOGISTIC: 1 / (1 + exp(-x)).
#ifndef MOTE_DEVICE_OPS_LOGISTIC_H_
#define MOTE_DEVICE_OPS_LOGISTIC_H_

#include "device/ops/sigmoid.h"

namespace mote::ops {

struct Logistic : Sigmoid<Logistic> {
  static constexpr char kName[] = "LOGISTIC";
  static constexpr int16_t kCode = 14;
  static constexpr uint8_t kVersion = 3;

  static float real(float x, const Rule&) { return mote::logistic(x); }
  static float of(float x, const Rule&) { return mote::logistic(x); }
  static int16_t of(int16_t x, const Rule& rule) { return logistic16(x, rule); }
  static bool input16(float scale, Rule& rule) {
    return logistic16_input(scale, rule);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LOGISTIC_H_
