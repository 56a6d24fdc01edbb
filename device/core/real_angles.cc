// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Sine, cosine and the angle of a point.
#include "device/core/real.h"
#include "device/core/span.h"

namespace mote {
namespace {

constexpr float kQuarterPi = 0.785398163f;

// An angle as a number of right angles, modulo 4, and what is left of it.
struct Angle {
  uint32_t quadrant;
  float rest;  // -pi/4..pi/4
};

// 96 bits of 2 / pi from the bit of 2^(31 - from) on.
struct Window {
  uint32_t words[3];

  explicit Window(int from) {
    constexpr uint32_t kTwoOverPi[] = {0,          0xa2f9836e, 0x4e441529,
                                       0xfc2757d1, 0xf534ddc0, 0xdb629599,
                                       0x3c439041, 0xfe5163ab};
    const uint32_t* at = kTwoOverPi + from / 32;
    const int shift = from % 32;
    for (int i = 0; i < 3; ++i) {
      words[i] = at[i] << shift;
      if (shift != 0) words[i] |= at[i + 1] >> (32 - shift);
    }
  }
};

// Exact for every finite x: the bits of 2 / pi that a multiple of 4 would come
// from are left out of the product, those that matter are all there.
Angle reduce(float x) {
  const uint32_t raw = bit_cast<uint32_t>(x) & 0x7fffffff;
  if (raw < 0x3f490fdb) return {0, x};  // pi / 4
  const int exponent = static_cast<int>(raw >> 23) - 150;
  const uint64_t m = (raw & 0x7fffff) | 0x800000;
  const Window w(30 + exponent);
  // The number of right angles in steps of 2^-62.
  const uint64_t turns = (m * w.words[0] << 32) + m * w.words[1] +
                         (m * w.words[2] >> 32);
  const uint64_t nearest = (turns + (1ull << 61)) >> 62;
  const int64_t rest = static_cast<int64_t>(turns - (nearest << 62));
  uint64_t size = static_cast<uint64_t>(rest < 0 ? -rest : rest);
  if (size == 0) return {static_cast<uint32_t>(nearest), 0.0f};
  const int zeros = __builtin_clzll(size);
  constexpr uint32_t kHalfPi = 0xc90fdaa2;  // in steps of 2^-31
  const uint64_t product = (size << zeros >> 32) * kHalfPi;
  const float angle = scale_by_pot(static_cast<float>(product), -61 - zeros);
  const uint32_t quadrant = static_cast<uint32_t>(nearest);
  const bool negative = bit_cast<uint32_t>(x) >> 31 != 0;
  return {negative ? 0u - quadrant : quadrant,
          (rest < 0) != negative ? -angle : angle};
}

// Taylor series for |x| <= pi / 4.
float sin_reduced(float x) {
  const float z = x * x;
  float p = 1.0f / 362880.0f;
  p = p * z - 1.0f / 5040.0f;
  p = p * z + 1.0f / 120.0f;
  p = p * z - 1.0f / 6.0f;
  return x + x * z * p;
}

float cos_reduced(float x) {
  const float z = x * x;
  float p = -1.0f / 3628800.0f;
  p = p * z + 1.0f / 40320.0f;
  p = p * z - 1.0f / 720.0f;
  p = p * z + 1.0f / 24.0f;
  // 1 - z / 2 without its rounding error.
  const float half = 0.5f * z;
  const float high = 1.0f - half;
  return high + ((1.0f - high) - half + z * z * p);
}

float sin_of(const Angle& angle) {
  const float value = (angle.quadrant & 1) != 0 ? cos_reduced(angle.rest)
                                                : sin_reduced(angle.rest);
  return (angle.quadrant & 2) != 0 ? -value : value;
}

// The arc tangent of 0..1.
float arc_tangent(float t) {
  // Above tan(pi / 8), of the angle's difference to pi / 4.
  const bool high = t > 0.414213562f;
  const float x = high ? (t - 1.0f) / (t + 1.0f) : t;
  const float z = x * x;
  float p = -0.0644588768f;
  p = p * z + 0.107411072f;
  p = p * z - 0.142635658f;
  p = p * z + 0.199995190f;
  p = p * z - 0.333333313f;
  const float angle = x + x * z * p;
  return high ? kQuarterPi + angle : angle;
}

bool finite(float x) { return abs(x) < infinity(); }

}  // namespace

float sin(float x) { return finite(x) ? sin_of(reduce(x)) : not_a_number(); }

float cos(float x) {
  if (!finite(x)) return not_a_number();
  Angle angle = reduce(x);
  ++angle.quadrant;
  return sin_of(angle);
}

float atan2(float y, float x) {
  if (x != x || y != y) return not_a_number();
  constexpr float kPi = 3.14159274f;
  constexpr float kPiRest = -8.74227766e-8f;  // what the float lacks
  const float ax = abs(x), ay = abs(y);
  const float low = min(ax, ay), high = max(ax, ay);
  const bool equal = low == high && high != 0.0f;  // also two infinities
  float angle = equal ? kQuarterPi
                      : high == 0.0f ? 0.0f : arc_tangent(low / high);
  if (ay > ax) angle = kPi / 2 - (angle - kPiRest / 2);
  if (bit_cast<uint32_t>(x) >> 31 != 0) angle = kPi - (angle - kPiRest);
  return bit_cast<uint32_t>(y) >> 31 != 0 ? -angle : angle;
}

}  // namespace mote
