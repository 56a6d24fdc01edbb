// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Rescaling accumulators to int8 in eight instructions.
//
// For mantissas from 2^30 on and exponents -31..-1, n = -exponent:
// 2 * mantissa is `twice` + 2^32, so the rounding doubling high product r of x
// is the upper word of x * twice plus x plus the carry of doubling the lower
// word. (r + (r >> 31) + 2^(n-1)) >> n is the rounding shift; here as
// ((r + (r >> 31)) >> (n-1)) + 1, halved, after saturating it to 12 bits, which
// are more than any int8 needs. The zero point is added before the halving,
// twice. The multiplier 0, whose exponent is 0, comes out as n - 1 = -1, a
// shift by 255 that leaves nothing but the zero point.
#ifndef MOTE_DEVICE_KERNELS_ARMV7M_RESCALE_H_
#define MOTE_DEVICE_KERNELS_ARMV7M_RESCALE_H_

#include "device/kernels/portable.h"

// In assembly: low and high are overwritten.
#define MOTE_RESCALE(sum, twice, shift, offset, low, high) \
  "smull " low ", " high ", " sum ", " twice "\n"          \
  "adds " low ", " low ", " low "\n"                       \
  "adc " sum ", " sum ", " high "\n"                       \
  "add " sum ", " sum ", " sum ", asr #31\n"               \
  "asr " sum ", " sum ", " shift "\n"                      \
  "ssat " sum ", #12, " sum "\n"                           \
  "add " sum ", " sum ", " offset "\n"                     \
  "ssat " sum ", #8, " sum ", asr #1\n"

namespace mote::armv7m {

// The rounding doubling high product of x and a mantissa from 2^30 on.
inline int32_t high_product(int32_t x, int32_t twice) {
  int32_t low, high;
  asm("smull %0, %1, %2, %3\n"
      "adds %0, %0, %0\n"
      "adc %1, %1, %2\n"
      : "=&r"(low), "=&r"(high)
      : "r"(x), "r"(twice)
      : "cc");
  return high;
}

// x / 2^n, rounded down; of n the lowest byte counts, 32 and more are as 31.
inline int32_t shift_right(int32_t x, int32_t n) {
  int32_t y;
  asm("asr %0, %1, %2" : "=r"(y) : "r"(x), "r"(n));
  return y;
}

template <int bits>
inline int32_t saturate(int32_t x) {
  int32_t y;
  asm("ssat %0, %2, %1" : "=r"(y) : "r"(x), "I"(bits));
  return y;
}

}  // namespace mote::armv7m

#endif  // MOTE_DEVICE_KERNELS_ARMV7M_RESCALE_H_
