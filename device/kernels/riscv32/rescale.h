// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Rescaling accumulators to int8.
#ifndef MOTE_DEVICE_KERNELS_RISCV32_RESCALE_H_
#define MOTE_DEVICE_KERNELS_RISCV32_RESCALE_H_

#include "device/kernels/portable.h"

namespace mote::riscv32 {

// A multiplier with an exponent of -31..-1, n = -exponent, or 0 * 2^0.
//
// 2 * mantissa is `twice` + 2^32, so the rounding doubling high product r of x
// is the upper word of x * twice plus x plus the upper bit of the lower word:
// at most 2^31 - 2. (r + (r >> 31) + 2^(n-1)) >> n is the rounding shift; here
// as ((r + (r >> 31)) >> (n-1)) + 1, halved. Shifts take five bits: the
// multiplier 0 is a shift by 31, of which the halving leaves 0.
struct Factor {
  int32_t twice;
  int32_t shift;  // n - 1

  Factor() = default;
  Factor(int32_t mantissa, int32_t exponent)
      : twice(shift_left_wrapping(mantissa, 1)), shift(~exponent & 31) {}

  int32_t operator()(int32_t x) const {
    const int64_t product = static_cast<int64_t>(x) * twice;
    const int32_t carry =
        static_cast<int32_t>(static_cast<uint32_t>(product) >> 31);
    const int32_t high = static_cast<int32_t>(product >> 32);
    const int32_t r = add_wrapping(add_wrapping(high, x), carry);
    return ((add_wrapping(r, r >> 31) >> shift) + 1) >> 1;
  }
};

template <class R>
inline Factor factor(const R& rescale, int32_t c) {
  const int32_t at = rescale.step == 0 ? 0 : c;
  return Factor(rescale.mantissas[at], rescale.exponents[at]);
}

struct Output {
  int32_t zero_point;
  int32_t lo, hi;

  int8_t operator()(int32_t x) const {
    return static_cast<int8_t>(clamp(add_wrapping(x, zero_point), lo, hi));
  }
};

}  // namespace mote::riscv32

#endif  // MOTE_DEVICE_KERNELS_RISCV32_RESCALE_H_
