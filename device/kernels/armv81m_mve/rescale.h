// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Rescaling four accumulators at a time, exactly as Rescale does it for any
// exponent.
#ifndef MOTE_DEVICE_KERNELS_ARMV81M_MVE_RESCALE_H_
#define MOTE_DEVICE_KERNELS_ARMV81M_MVE_RESCALE_H_

#include <arm_mve.h>

#include "device/kernels/portable.h"

namespace mote::armv81m_mve {

// Multipliers of four channels.
struct Multipliers {
  int32x4_t mantissas;
  int32x4_t left;   // shift before the product: 0..31
  int32x4_t right;  // shift after it: -31..0

  Multipliers(int32x4_t mantissa, int32x4_t exponent)
      : mantissas(mantissa), left(vmaxq_s32(exponent, vdupq_n_s32(0))),
        right(vminq_s32(exponent, vdupq_n_s32(0))) {}

  // VQRDMULH is the rounding doubling high product and VRSHL the shift that
  // rounds halves up; one less for negative numbers makes that away from zero.
  // It saturates only where the sum is a multiple of the power of two.
  int32x4_t operator()(int32x4_t acc) const {
    const int32x4_t product = vqrdmulhq_s32(vshlq_s32(acc, left), mantissas);
    const int32x4_t less = vshrq_n_s32(vandq_s32(product, right), 31);
    return vrshlq_s32(vqaddq_s32(product, less), right);
  }
};

}  // namespace mote::armv81m_mve

#endif  // MOTE_DEVICE_KERNELS_ARMV81M_MVE_RESCALE_H_
