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

inline float infinity() { return bit_cast<float>(0x7f800000u); }
inline float not_a_number() { return bit_cast<float>(0x7fc00000u); }

// x * 2^k for k in -280..280, with gradual underflow.
inline float scale_by_pot(float x, int k) {
  const auto pot = [](int e) {
    return bit_cast<float>(static_cast<uint32_t>(e + 127) << 23);
  };
  const int half = k / 2;
  return x * pot(half) * pot(k - half);
}

// The nearest int32, halves away from zero; saturates; not-a-number gives 0.
int32_t round_to_int(float x);

// The nearest whole number, halves away from zero.
constexpr float round(float x) {
  if (!(x > -8388608.0f && x < 8388608.0f)) return x;
  const int32_t whole = static_cast<int32_t>(x);
  const float rest = x - static_cast<float>(whole);
  return static_cast<float>(whole + (rest >= 0.5f) - (rest <= -0.5f));
}

float floor(float x);
float sqrt(float x);        // correctly rounded
float exp(float x);         // error below 1 ulp
float expm1(float x);
float log(float x);         // log(0) = -inf, log of a negative = NaN
float tanh(float x);
float logistic(float x);    // 1 / (1 + exp(-x))
float sin(float x);
float cos(float x);
float atan2(float y, float x);
float erfc(float x);        // 1 - the error function
float pow(float x, float y);
float remainder(float x, float y);  // x - y * n, n cut toward zero: exact
float floor_quotient(float x, float y);  // floor of the exact x / y
inline float abs(float x) { return x < 0.0f ? -x : x; }

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_REAL_H_
