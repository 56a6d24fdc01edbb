// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Fused activations of floats in operators that also know TANH.
#ifndef MOTE_DEVICE_OPS_ACTIVATION_H_
#define MOTE_DEVICE_OPS_ACTIVATION_H_

#include "device/core/quantization.h"
#include "device/core/real.h"
#include "device/core/span.h"

namespace mote::ops {

// Whether activate() knows it.
inline bool known(Activation activation) {
  return activation >= Activation::kNone && activation <= Activation::kTanh;
}

inline float activate(Activation activation, float x) {
  switch (activation) {
    case Activation::kRelu: return max(x, 0.0f);
    case Activation::kReluN1To1: return clamp(x, -1.0f, 1.0f);
    case Activation::kRelu6: return clamp(x, 0.0f, 6.0f);
    case Activation::kTanh: return tanh(x);
    default: return x;
  }
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ACTIVATION_H_
