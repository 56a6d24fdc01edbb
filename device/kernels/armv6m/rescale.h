// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Rescaling without long products, for exponents that are not positive.
#ifndef MOTE_DEVICE_KERNELS_ARMV6M_RESCALE_H_
#define MOTE_DEVICE_KERNELS_ARMV6M_RESCALE_H_

#include "device/kernels/portable.h"

namespace mote::armv6m {

// A multiplier in parts.
struct Factor {
  int32_t low, high;  // halves of the mantissa
  int32_t right;      // the shift, 0..31

  Factor() = default;
  Factor(int32_t mantissa, int32_t exponent)
      : low(mantissa & 0xffff), high(mantissa >> 16), right(-exponent) {}

  // The rounding doubling high product, then the rounding shift. With
  // x * mantissa = h * 2^32 + m * 2^16 + l, where m is a sum of two halves
  // that may be larger than 2^16 and l is less, the first is
  // 2 * h + ((m + 2^14) >> 15): 21 instructions.
  int32_t operator()(int32_t x) const {
    int32_t a, b, c;
    asm(".syntax unified\n"
        "uxth %[a], %[x]\n"
        "asrs %[x], %[x], #16\n"
        "movs %[b], %[a]\n"
        "muls %[b], %[low], %[b]\n"
        "muls %[a], %[high], %[a]\n"
        "movs %[c], %[x]\n"
        "muls %[c], %[low], %[c]\n"
        "muls %[x], %[high], %[x]\n"
        "lsrs %[b], %[b], #16\n"
        "adds %[a], %[a], %[b]\n"  // below 2^31
        "asrs %[b], %[c], #16\n"
        "adds %[x], %[x], %[b]\n"
        "lsrs %[b], %[a], #16\n"
        "adds %[x], %[x], %[b]\n"
        "uxth %[c], %[c]\n"
        "uxth %[a], %[a]\n"
        "adds %[c], %[c], %[a]\n"
        "lsls %[x], %[x], #1\n"
        "adds %[c], %[c], %[half]\n"
        "lsrs %[c], %[c], #15\n"
        "adds %[x], %[x], %[c]\n"
        : [x] "+l"(x), [a] "=&l"(a), [b] "=&l"(b), [c] "=&l"(c)
        : [low] "l"(low), [high] "l"(high), [half] "l"(1 << 14)
        : "cc");
    if (right == 0) return x;
    // Half a step less one for a negative number, in two shifts: no overflow.
    const int32_t y = (x + (x >> 31)) >> (right - 1);
    return (y >> 1) + (y & 1);
  }
};

template <class R>
inline bool fit(const R& rescale, int32_t channels) {
  const int32_t count = rescale.step == 0 ? 1 : channels;
  for (int32_t c = 0; c < count; ++c) {
    if (rescale.exponents[c] > 0) return false;
  }
  return true;
}

template <class R>
inline Factor factor(const R& rescale, int32_t c) {
  const int32_t at = rescale.step == 0 ? 0 : c;
  return Factor(rescale.mantissas[at], rescale.exponents[at]);
}

struct Output {
  int32_t zero_point;
  Range range;

  // The sum wraps as Rescale's does.
  int8_t operator()(int32_t x) const {
    return static_cast<int8_t>(
        clamp(add_wrapping(x, zero_point), range.lo, range.hi));
  }
};

}  // namespace mote::armv6m

#endif  // MOTE_DEVICE_KERNELS_ARMV6M_RESCALE_H_
