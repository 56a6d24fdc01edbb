// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// MAXIMUM and MINIMUM of two operands, with broadcasting. Quantized operands
// and the output share one scale: stored numbers are compared.
#ifndef MOTE_DEVICE_OPS_MAXIMUM_MINIMUM_H_
#define MOTE_DEVICE_OPS_MAXIMUM_MINIMUM_H_

#include "device/ops/plain_pair.h"

namespace mote::ops {

struct Maximum : PlainPair<Maximum> {
  static constexpr char kName[] = "MAXIMUM";
  static constexpr int16_t kCode = 55;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 39;
  using Variants =
      ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t, float>;

  template <class X>
  static X of(X a, X b) { return a > b ? a : b; }
};

struct Minimum : PlainPair<Minimum> {
  static constexpr char kName[] = "MINIMUM";
  static constexpr int16_t kCode = 57;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 39;
  using Variants =
      ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t, float>;

  template <class X>
  static X of(X a, X b) { return a < b ? a : b; }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_MAXIMUM_MINIMUM_H_
