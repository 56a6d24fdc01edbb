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

// The lower halfwords of a and b, and the upper ones; a's below.
inline uint32_t low_halves(uint32_t a, uint32_t b) {
  uint32_t y;
  asm("pkhbt %0, %1, %2, lsl #16" : "=r"(y) : "r"(a), "r"(b));
  return y;
}
inline uint32_t high_halves(uint32_t a, uint32_t b) {
  uint32_t y;
  asm("pkhtb %0, %2, %1, asr #16" : "=r"(y) : "r"(a), "r"(b));
  return y;
}

// c plus the products of the lower and the upper halfwords, modulo 2^32.
inline int32_t multiply_halves(uint32_t a, uint32_t b, int32_t c) {
  int32_t y;
  asm("smlad %0, %1, %2, %3" : "=r"(y) : "r"(a), "r"(b), "r"(c));
  return y;
}

// a + b, saturated.
inline int32_t saturating_add(int32_t a, int32_t b) {
  int32_t y;
  asm("qadd %0, %1, %2" : "=r"(y) : "r"(a), "r"(b));
  return y;
}

// (a * 2^32 + b * c + 2^31) / 2^32
inline int32_t add_high_product(int32_t a, int32_t b, int32_t c) {
  int32_t y;
  asm("smmlar %0, %1, %2, %3" : "=r"(y) : "r"(b), "r"(c), "r"(a));
  return y;
}

// x / 2, rounded down, within -128..127.
inline int32_t half_byte(int32_t x) {
  int32_t y;
  asm("ssat %0, #8, %1, asr #1" : "=r"(y) : "r"(x));
  return y;
}

// x within -32768..32767.
inline int32_t halfword(int32_t x) {
  int32_t y;
  asm("ssat %0, #16, %1" : "=r"(y) : "r"(x));
  return y;
}

// x / 2^n, rounded down; of n the lowest byte counts, 32 and more are as 31.
inline int32_t shift_right(int32_t x, int32_t n) {
  int32_t y;
  asm("asr %0, %1, %2" : "=r"(y) : "r"(x), "r"(n));
  return y;
}

// One channel of a Rescale, for accumulators that it turns into int8. For
// mantissas from 2^30 on and exponents -31..-1, n = -exponent:
//
// 2 * mantissa is `twice` + 2^32, so SMMLAR(x, twice, x) is r, the rounding
// doubling high product. (r + (r >> 31) + 2^(n-1)) >> n is the rounding shift;
// here as ((r + (r >> 31)) >> (n-1)) + 1, halved, which can't overflow. The
// zero point is added before the halving, twice; where that saturates the
// result is beyond any int8. The multiplier 0, whose exponent is 0, comes out as
// n - 1 = -1, a shift that leaves nothing but the zero point.
struct Channel {
  int32_t twice;
  int32_t shift;  // n - 1

  template <class R>
  Channel(const R& rescale, int32_t c)
      : twice(shift_left_wrapping(rescale.mantissas[c * rescale.step], 1)),
        shift(~rescale.exponents[c * rescale.step]) {}

  template <class R>
  static int32_t offset(const R& rescale) {
    return 2 * rescale.zero_point + 1;
  }

  // Not yet within the range of the activation.
  int32_t operator()(int32_t acc, int32_t offset) const {
    const int32_t r = add_high_product(acc, acc, twice);
    return half_byte(saturating_add(shift_right(r + (r >> 31), shift), offset));
  }
};

// A byte in all four places.
inline uint32_t four_bytes(int32_t x) {
  return static_cast<uint32_t>(x & 0xff) * 0x01010101u;
}

}  // namespace mote::armv7em

#endif  // MOTE_DEVICE_KERNELS_ARMV7EM_SIMD_H_
