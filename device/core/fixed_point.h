// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Fixed-point arithmetic with the rounding of the reference kernels. Integer
// results of Mote equal theirs because every operator rounds through here.
#ifndef MOTE_DEVICE_CORE_FIXED_POINT_H_
#define MOTE_DEVICE_CORE_FIXED_POINT_H_

#include <limits.h>
#include <stdint.h>

#include "device/core/span.h"
#include "device/core/type.h"

namespace mote {

// (a * b * 2 + 2^31) / 2^32, saturating: the high half of the doubled product.
inline int32_t rounding_doubling_high_mul(int32_t a, int32_t b) {
  if (a == INT32_MIN && b == INT32_MIN) return INT32_MAX;
  const int64_t product = static_cast<int64_t>(a) * b;
  return static_cast<int32_t>((product + (1ll << 30)) >> 31);
}

// The same on 16 bits.
inline int16_t rounding_doubling_high_mul(int16_t a, int16_t b) {
  if (a == INT16_MIN && b == INT16_MIN) return INT16_MAX;
  const int32_t product = static_cast<int32_t>(a) * b;
  return static_cast<int16_t>((product + (1 << 14)) >> 15);
}

// x / 2^n, halves away from zero. 0 <= n <= 31.
inline int32_t rounding_divide_by_pot(int32_t x, int n) {
  const int32_t mask = static_cast<int32_t>((1u << n) - 1u);
  const int32_t threshold = (mask >> 1) + (x < 0 ? 1 : 0);
  return (x >> n) + ((x & mask) > threshold ? 1 : 0);
}

inline int32_t shift_left_wrapping(int32_t x, int n) {
  return static_cast<int32_t>(static_cast<uint32_t>(x) << n);
}

// a + b modulo 2^bits, as the reference's machines add. Real models stay within
// the range; a hostile one gets some number instead of undefined behaviour.
inline int32_t add_wrapping(int32_t a, int32_t b) {
  return static_cast<int32_t>(static_cast<uint32_t>(a) +
                              static_cast<uint32_t>(b));
}
inline int64_t add_wrapping(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) +
                              static_cast<uint64_t>(b));
}

// x * 2^n, saturating. 0 <= n <= 31.
inline int32_t saturating_shift_left(int32_t x, int n) {
  const int64_t wide = static_cast<int64_t>(x) * (1ll << n);
  return static_cast<int32_t>(
      clamp<int64_t>(wide, INT32_MIN, INT32_MAX));
}

template <class T>
inline T saturate(int64_t x) {
  return static_cast<T>(clamp<int64_t>(x, Limits<T>::kMin, Limits<T>::kMax));
}

// A positive real factor mantissa / 2^31 * 2^exponent, mantissa 0 or in
// [2^30, 2^31), exponent -31..31.
struct Multiplier {
  int32_t mantissa = 0;
  int32_t exponent = 0;
};

// x * m, rounded twice: once by the high product, once by the shift. The
// reference's rule for 32-bit accumulators. Shifted left, x wraps.
inline int32_t multiply_32(int32_t x, int32_t mantissa, int exponent) {
  const int left = exponent > 0 ? exponent : 0;
  const int right = exponent > 0 ? 0 : -exponent;
  return rounding_divide_by_pot(
      rounding_doubling_high_mul(shift_left_wrapping(x, left), mantissa),
      right);
}

// The reference's rule for 64-bit accumulators: the mantissa is cut to 16 bits
// and the product is rounded once. |x| < 2^47, exponent in -31..7.
inline int32_t multiply_64(int64_t x, int32_t mantissa, int exponent) {
  const int32_t reduced =
      mantissa < 0x7fff0000 ? (mantissa + (1 << 15)) >> 16 : 0x7fff;
  const int total = 15 - exponent;
  const uint64_t product =
      static_cast<uint64_t>(x) * static_cast<uint32_t>(reduced);
  return static_cast<int32_t>(
      static_cast<int64_t>(product + (1ull << (total - 1))) >> total);
}

// By the rule for accumulators of x's width.
template <class Acc>
inline int32_t multiply(Acc x, int32_t mantissa, int exponent) {
  if constexpr (sizeof(Acc) == 8) return multiply_64(x, mantissa, exponent);
  return multiply_32(static_cast<int32_t>(x), mantissa, exponent);
}
template <class Acc>
inline int32_t multiply(Acc x, Multiplier m) {
  return multiply(x, m.mantissa, m.exponent);
}

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_FIXED_POINT_H_
