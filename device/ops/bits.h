// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// BITWISE_XOR and RIGHT_SHIFT of integers.
#ifndef MOTE_DEVICE_OPS_BITS_H_
#define MOTE_DEVICE_OPS_BITS_H_

#include "device/ops/plain_pair.h"

namespace mote::ops {

struct BitwiseXor : PlainPair<BitwiseXor> {
  static constexpr char kName[] = "BITWISE_XOR";
  static constexpr int16_t kCode = 160;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 125;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, uint16_t, int32_t,
                                 uint32_t>;

  template <class X>
  static X of(X a, X b) { return static_cast<X>(a ^ b); }
};

// By 0 bits where b is negative, by all but one where it is larger.
struct RightShift : PlainPair<RightShift> {
  static constexpr char kName[] = "RIGHT_SHIFT";
  static constexpr int16_t kCode = 161;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 126;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, uint16_t, int32_t,
                                 uint32_t>;

  template <class X>
  static X of(X a, X b) {
    constexpr X kHighest = static_cast<X>(8 * sizeof(X) - 1);
    return static_cast<X>(a >> clamp(b, X(0), kHighest));
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BITS_H_
