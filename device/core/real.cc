// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/real.h"

#include "device/core/span.h"

namespace mote {
namespace {

constexpr float kLog2E = 1.44269504f;
// ln 2 in two parts, the first with trailing zeros: k * kLn2High is exact for
// the |k| that occur, so the reduced argument loses no bits.
constexpr float kLn2High = 0.693359375f;
constexpr float kLn2Low = -2.12194440e-4f;

// (exp(r) - 1 - r) / r^2 for |r| <= ln(2) / 2: the Taylor series to r^8.
float exp_series(float r) {
  float p = 1.0f / 40320.0f;
  p = p * r + 1.0f / 5040.0f;
  p = p * r + 1.0f / 720.0f;
  p = p * r + 1.0f / 120.0f;
  p = p * r + 1.0f / 24.0f;
  p = p * r + 1.0f / 6.0f;
  return p * r + 0.5f;
}

// x = k ln 2 + r + rest, rest being what r lacks of the exact difference.
struct Reduced {
  float r;
  float rest;
  int k;
};

// |x| < 200.
Reduced reduce(float x) {
  const int k = round_to_int(x * kLog2E);
  const float kf = static_cast<float>(k);
  const float high = x - kf * kLn2High;
  const float low = kf * kLn2Low;
  const float r = high - low;
  return {r, (high - r) - low, k};
}

float expm1_of(const Reduced& a) {
  return a.r + (a.r * a.r * exp_series(a.r) + a.rest);
}

}  // namespace

int32_t round_to_int(float x) {
  if (!(x > -2147483648.0f)) return x != x ? 0 : INT32_MIN;
  if (x >= 2147483648.0f) return INT32_MAX;
  const int32_t whole = static_cast<int32_t>(x);
  const float rest = x - static_cast<float>(whole);
  if (rest >= 0.5f) return whole + 1;
  if (rest <= -0.5f) return whole - 1;
  return whole;
}

float floor(float x) {
  if (!(abs(x) < 8388608.0f)) return x;
  const float whole = static_cast<float>(static_cast<int32_t>(x));
  if (whole > x) return whole - 1.0f;
  // Keeps the sign of -0.
  return whole == x ? x : whole;
}

float sqrt(float x) {
  if (!(x > 0.0f)) return x == 0.0f ? x : not_a_number();
  if (x == infinity()) return x;
  uint32_t raw = bit_cast<uint32_t>(x);
  int exponent = static_cast<int>(raw >> 23) - 150;
  uint32_t fraction = raw & 0x7fffff;
  if (raw >> 23 == 0) {
    const int shift = __builtin_clz(fraction) - 8;
    fraction <<= shift;
    exponent = -149 - shift;
  } else {
    fraction |= 0x800000;
  }
  // fraction * 2^exponent = n * 2^(exponent - shift), the exponent made even
  // and n wide enough for a root of 25 bits: one more than is kept.
  const int shift = (exponent & 1) != 0 ? 25 : 26;
  const uint64_t n = static_cast<uint64_t>(fraction) << shift;
  uint32_t root = 0;
  for (uint32_t bit = 1u << 24; bit != 0; bit >>= 1) {
    const uint32_t trial = root | bit;
    if (static_cast<uint64_t>(trial) * trial <= n) root = trial;
  }
  const bool exact = static_cast<uint64_t>(root) * root == n;
  // The 25th bit is the half; a root is never exactly between two floats.
  const uint32_t rounded = (root >> 1) + ((root & 1) != 0 && !exact ? 1u : 0u);
  return scale_by_pot(static_cast<float>(rounded), (exponent - shift) / 2 + 1);
}

float exp(float x) {
  if (x != x) return x;
  if (x > 89.0f) return infinity();
  if (x < -104.0f) return 0.0f;
  const Reduced a = reduce(x);
  // 1 + r is kept apart from its rounding error.
  const float sum = 1.0f + a.r;
  const float error = (1.0f - sum) + a.r;
  const float tail = a.r * a.r * exp_series(a.r) + a.rest;
  return scale_by_pot(sum + (error + tail), a.k);
}

float expm1(float x) {
  if (x != x) return x;
  if (x > 89.0f) return infinity();
  if (x < -20.0f) return -1.0f;
  const Reduced a = reduce(x);
  const float fraction = expm1_of(a);
  if (a.k == 0) return fraction;
  const float pot = scale_by_pot(1.0f, a.k);
  return a.k > 24 ? pot * (1.0f + fraction) : pot * fraction + (pot - 1.0f);
}

float tanh(float x) {
  if (x != x) return x;
  if (x > 10.0f) return 1.0f;
  if (x < -10.0f) return -1.0f;
  const float size = abs(x);
  // Either form rounds least where it is used.
  const float e = expm1(size < 1.0f ? -2.0f * size : 2.0f * size);
  const float t = size < 1.0f ? -e / (e + 2.0f) : 1.0f - 2.0f / (e + 2.0f);
  return x < 0.0f ? -t : t;
}

float logistic(float x) { return 1.0f / (1.0f + exp(-x)); }

}  // namespace mote
