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

// x - (exp(x) - 1) for |x| <= ln(2) / 2. rest: what a reduced x lacks.
float expm1_correction(float x, float rest, bool reduced) {
  const float half = 0.5f * x, square = x * half;
  float p = -2.0109921195e-07f;
  p = 4.0082177293e-06f + square * p;
  p = -7.9365076090e-05f + square * p;
  p = 1.5873016091e-03f + square * p;
  p = -3.3333335072e-02f + square * p;
  p = 1.0f + square * p;
  const float t = 3.0f - p * half;
  const float e = square * ((p - t) / (6.0f - x * t));
  return reduced ? (x * (e - rest) - rest) - square : x * e - square;
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

// Reduction, coefficients and the order of operations are those of fdlibm (Sun
// Microsystems, 1993), which the C library under the reference runtimes
// follows: this and tanh are theirs to the bit.
float expm1(float x) {
  if (x != x) return x;
  if (x > 89.0f) return infinity();
  if (x < -20.0f) return -1.0f;
  if (!(abs(x) > 0.346573591f)) return x - expm1_correction(x, 0.0f, false);
  int k = x > 0.0f ? 1 : -1;
  if (abs(x) >= 1.03972077f) {
    k = static_cast<int>(kLog2E * x + (x > 0.0f ? 0.5f : -0.5f));
  }
  const float kf = static_cast<float>(k);
  const float high = x - kf * 6.9313812256e-01f;  // exact
  const float low = kf * 9.0580006145e-06f;
  const float r = high - low;
  const float e = expm1_correction(r, (high - r) - low, true);
  if (k == -1) return 0.5f * (r - e) - 0.5f;
  if (k == 1 && r < -0.25f) return -2.0f * (e - (r + 0.5f));
  if (k == 1) return 1.0f + 2.0f * (r - e);
  if (k < 0 || k > 56) return scale_by_pot(1.0f - (e - r), k) - 1.0f;
  const float pot = scale_by_pot(1.0f, -k);
  return scale_by_pot(
      k < 23 ? (1.0f - pot) - (e - r) : (r - (e + pot)) + 1.0f, k);
}

float tanh(float x) {
  if (x != x) return x;
  const float size = abs(x);
  float t = 1.0f;
  if (size < 10.0f) {
    // Either form rounds least where it is used.
    const float e = expm1(size < 1.0f ? -2.0f * size : 2.0f * size);
    t = size < 1.0f ? -e / (e + 2.0f) : 1.0f - 2.0f / (e + 2.0f);
  }
  return bit_cast<uint32_t>(x) >> 31 != 0 ? -t : t;
}

float logistic(float x) { return 1.0f / (1.0f + exp(-x)); }

}  // namespace mote
