// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The instructions of the DSP extension (Cortex-M4, M7) that kernels use.
#ifndef MOTE_DEVICE_KERNELS_ARMV7EM_SIMD_H_
#define MOTE_DEVICE_KERNELS_ARMV7EM_SIMD_H_

#include "device/kernels/portable.h"

namespace mote::armv7em {

// Bytes 0 and 2 of a word, sign-extended to halfwords.
inline uint32_t even_bytes(uint32_t x) {
  uint32_t y;
  asm("sxtb16 %0, %1" : "=r"(y) : "r"(x));
  return y;
}

// Bytes 1 and 3.
inline uint32_t odd_bytes(uint32_t x) {
  uint32_t y;
  asm("sxtb16 %0, %1, ror #8" : "=r"(y) : "r"(x));
  return y;
}

// 2 x, saturated.
inline int32_t saturating_double(int32_t x) {
  int32_t y;
  asm("qadd %0, %1, %1" : "=r"(y) : "r"(x));
  return y;
}

// The high word of the product, rounded: (a * b + 2^31) >> 32.
inline int32_t high_product(int32_t a, int32_t b) {
  int32_t y;
  asm("smmulr %0, %1, %2" : "=r"(y) : "r"(a), "r"(b));
  return y;
}

// One channel of a Rescale, for accumulators that it turns into int8.
//
// SMMULR(2 x, m) is the rounding doubling high product while 2 x does not
// overflow. Where it does, the product is at least 2^29 and a shift by at most
// 20 leaves more than any int8: saturating changes nothing after the clamp.
// (r + (r >> 31) + 2^(n-1)) >> n is the rounding shift for n >= 1; the zero
// point is added before the shift, as zero_point * 2^n. r stays within 2^30.
struct Channel {
  int32_t mantissa;
  int32_t shift;   // n; 0: the exponent is out of range, use the portable way
  int32_t offset;

  Channel(const Rescale<int32_t, int8_t>& rescale, int32_t c) {
    const int32_t at = c * rescale.step;
    mantissa = rescale.mantissas[at];
    const int32_t n = -rescale.exponents[at];
    shift = n >= 1 && n <= 20 ? n : 0;
    offset = shift == 0 ? 0 : (1 << (n - 1)) + rescale.zero_point * (1 << n);
  }

  int8_t operator()(const Rescale<int32_t, int8_t>& rescale, int32_t c,
                    int32_t acc) const {
    if (shift == 0) return rescale(acc, c);
    const int32_t r = high_product(saturating_double(acc), mantissa);
    return static_cast<int8_t>(clamp((r + (r >> 31) + offset) >> shift,
                                     rescale.range.lo, rescale.range.hi));
  }
};

}  // namespace mote::armv7em

#endif  // MOTE_DEVICE_KERNELS_ARMV7EM_SIMD_H_
