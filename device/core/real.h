// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Real functions in single precision, from additions and multiplications only:
// the same bits on every target, with and without a floating-point unit.
#ifndef MOTE_DEVICE_CORE_REAL_H_
#define MOTE_DEVICE_CORE_REAL_H_

#include <limits.h>
#include <stdint.h>

namespace mote {

template <class To, class From>
inline To bit_cast(From from) {
  static_assert(sizeof(To) == sizeof(From), "a cast of bits keeps the size");
  To to;
  __builtin_memcpy(&to, &from, sizeof(To));
  return to;
}

// The nearest int32, halves away from zero; saturates; not-a-number gives 0.
int32_t round_to_int(float x);

float floor(float x);
float round(float x);       // halves away from zero
float sqrt(float x);        // correctly rounded
float exp(float x);         // error below 1 ulp
float expm1(float x);
float log(float x);         // log(0) = -inf, log of a negative = NaN
float tanh(float x);
float logistic(float x);    // 1 / (1 + exp(-x))
inline float abs(float x) { return x < 0.0f ? -x : x; }

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_REAL_H_
