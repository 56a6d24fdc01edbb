// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Rescaling four accumulators at a time, exactly as Rescale does it for
// exponents that are not positive.
#ifndef MOTE_DEVICE_KERNELS_ARMV81M_MVE_RESCALE_H_
#define MOTE_DEVICE_KERNELS_ARMV81M_MVE_RESCALE_H_

#include <arm_mve.h>

#include "device/kernels/portable.h"

namespace mote::armv81m_mve {

// VQRDMULH is the rounding doubling high product and VRSHL the shift that
// rounds halves up; one less for negative numbers makes that away from zero.
// It saturates only where the sum is a multiple of the power of two.
inline int32x4_t multiply(int32x4_t acc, int32x4_t mantissas,
                          int32x4_t exponents) {
  const int32x4_t product = vqrdmulhq_s32(acc, mantissas);
  const int32x4_t less = vshrq_n_s32(vandq_s32(product, exponents), 31);
  return vrshlq_s32(vqaddq_s32(product, less), exponents);
}

// Whether a channel has a positive exponent, which these kernels leave to the
// portable ones.
template <class R>
bool any_left_shift(const R& r, int32_t channels) {
  if (r.step == 0) return r.exponents[0] > 0;
  int8_t most = 0;
  for (int32_t c = 0; c < channels; c += 16) {
    const mve_pred16_t lanes = vctp8q(static_cast<uint32_t>(channels - c));
    most = vmaxvq_p_s8(most, vldrbq_z_s8(r.exponents + c, lanes), lanes);
  }
  return most > 0;
}

}  // namespace mote::armv81m_mve

#endif  // MOTE_DEVICE_KERNELS_ARMV81M_MVE_RESCALE_H_
