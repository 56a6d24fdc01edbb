// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Operators that are a function of floats and nothing more: CEIL, COS, FLOOR,
// ROUND, SIN, SQUARE.
#ifndef MOTE_DEVICE_OPS_FLOAT_FUNCTIONS_H_
#define MOTE_DEVICE_OPS_FLOAT_FUNCTIONS_H_

#include "device/ops/unary.h"

namespace mote::ops {

template <class Op>
struct FloatUnary : Unary<Op> {
  using Variants = ops::Variants<float>;
};

struct Ceil : FloatUnary<Ceil> {
  static constexpr char kName[] = "CEIL";
  static constexpr char kReference[] = "TFLM";
  static constexpr int16_t kCode = 104;
  static constexpr uint8_t kVersion = 1;

  static float of(float x, const Rule&) { return -mote::floor(-x); }
};

struct Cos : FloatUnary<Cos> {
  static constexpr char kName[] = "COS";
  static constexpr int16_t kCode = 108;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 84;

  static float of(float x, const Rule&) { return mote::cos(x); }
};

struct Floor : FloatUnary<Floor> {
  static constexpr char kName[] = "FLOOR";
  static constexpr int16_t kCode = 8;
  static constexpr uint8_t kVersion = 1;

  static float of(float x, const Rule&) { return mote::floor(x); }
};

// Halves to the even neighbour.
struct Round : FloatUnary<Round> {
  static constexpr char kName[] = "ROUND";
  static constexpr char kReference[] = "TFLM";
  static constexpr int16_t kCode = 116;
  static constexpr uint8_t kVersion = 1;

  static float of(float x, const Rule&) {
    const float below = mote::floor(x);
    const float rest = x - below;
    const bool odd = mote::floor(below * 0.5f) * 2.0f != below;
    return rest < 0.5f || (rest == 0.5f && !odd) ? below : below + 1.0f;
  }
};

struct Sin : FloatUnary<Sin> {
  static constexpr char kName[] = "SIN";
  static constexpr int16_t kCode = 66;
  static constexpr uint8_t kVersion = 1;

  static float of(float x, const Rule&) { return mote::sin(x); }
};

struct Square : FloatUnary<Square> {
  static constexpr char kName[] = "SQUARE";
  static constexpr int16_t kCode = 92;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 66;

  static float of(float x, const Rule&) { return x * x; }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_FLOAT_FUNCTIONS_H_
