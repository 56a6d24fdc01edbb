// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// FLOOR_DIV and FLOOR_MOD: the quotient rounded down, and what it leaves, which
// has the divisor's sign. Quantization is not looked at.
#ifndef MOTE_DEVICE_OPS_FLOOR_DIVISION_H_
#define MOTE_DEVICE_OPS_FLOOR_DIVISION_H_

#include "device/core/real.h"
#include "device/core/wrapping.h"
#include "device/ops/plain_pair.h"

namespace mote::ops {

struct FloorDiv : PlainPair<FloorDiv> {
  static constexpr char kName[] = "FLOOR_DIV";
  static constexpr int16_t kCode = 90;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 65;
  using Variants = ops::Variants<int8_t, int16_t, int32_t, float>;
  static constexpr bool kPartial = true;

  template <class X>
  static X of(X a, X b) {
    const X quotient = wrapping_div(a, b);
    const bool below = (a < 0) != (b < 0) && wrapping_mul(quotient, b) != a;
    return below ? static_cast<X>(quotient - 1) : quotient;
  }
  static float of(float a, float b) { return floor_quotient(a, b); }
  template <class X>
  static bool accepts(X, X b) { return b != 0; }
};

struct FloorMod : PlainPair<FloorMod> {
  static constexpr char kName[] = "FLOOR_MOD";
  static constexpr int16_t kCode = 95;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 72;
  using Variants = ops::Variants<int8_t, int16_t, int32_t, int64_t, float>;
  static constexpr bool kPartial = true;

  template <class X>
  static X of(X a, X b) {
    return b == X(-1) ? X(0) : with_sign_of(static_cast<X>(a % b), b);
  }
  static float of(float a, float b) {
    return with_sign_of(remainder(a, b), b);
  }
  template <class X>
  static bool accepts(X, X b) { return b != 0; }
  static bool accepts(float, float) { return true; }

 private:
  template <class X>
  static X with_sign_of(X rest, X b) {
    return rest != 0 && (rest < 0) != (b < 0) ? static_cast<X>(rest + b) : rest;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_FLOOR_DIVISION_H_
