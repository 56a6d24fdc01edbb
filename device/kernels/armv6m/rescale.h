// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Rescaling without long products.
#ifndef MOTE_DEVICE_KERNELS_ARMV6M_RESCALE_H_
#define MOTE_DEVICE_KERNELS_ARMV6M_RESCALE_H_

#include "device/kernels/portable.h"

namespace mote::armv6m {

// A multiplier in parts, for exponents -31..-1, and for the multiplier 0, whose
// exponent is 0.
struct Factor {
  int32_t low, high;  // halves of the mantissa
  int32_t shift;      // -exponent - 1

  Factor() = default;
  Factor(int32_t mantissa, int32_t exponent)
      : low(mantissa & 0xffff), high(mantissa >> 16), shift(~exponent) {}
};

template <class R>
inline Factor factor(const R& rescale, int32_t c) {
  const int32_t at = rescale.step == 0 ? 0 : c;
  return Factor(rescale.mantissas[at], rescale.exponents[at]);
}

// Where sums go; its offsets are in the text of store().
struct Outputs {
  int8_t* out;
  int32_t out_step;     // 4: from one to the next
  int32_t factor_step;  // 8: bytes from one factor to the next, or 0
  int32_t zero_point;   // 12
  int32_t lo, hi;       // 16, 20
};

// out = clamp(zero point + sum * factor) from `sums` on up to `end`.
void store(const int32_t* sums, const Factor* factor, const int32_t* end,
           const Outputs* outputs);

}  // namespace mote::armv6m

#endif  // MOTE_DEVICE_KERNELS_ARMV6M_RESCALE_H_
