// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv81m_mve/armv81m_mve.h"
#include "device/kernels/armv81m_mve/rescale.h"

namespace mote {

void Armv81mMve::add(const Sum<int8_t>& a) {
  using armv81m_mve::multiply;
  if (max(a.scale[0].exponent, a.scale[1].exponent) > 0 ||
      a.out_scale.exponent > 0) {
    return Portable::add(a);
  }
  const int32x4_t lo = vdupq_n_s32(a.range.lo);
  const int32x4_t hi = vdupq_n_s32(a.range.hi);
  int32x4_t mantissas[3], exponents[3];
  const Multiplier m[] = {a.scale[0], a.scale[1], a.out_scale};
  for (int i = 0; i < 3; ++i) {
    mantissas[i] = vdupq_n_s32(m[i].mantissa);
    exponents[i] = vdupq_n_s32(m[i].exponent);
  }
  for (int32_t i = 0; i < a.count; i += 4) {
    const mve_pred16_t lanes = vctp32q(static_cast<uint32_t>(a.count - i));
    const int32x4_t x = vsubq_n_s32(vldrbq_z_s32(a.in[0] + i, lanes), a.zero[0]);
    const int32x4_t y = vsubq_n_s32(vldrbq_z_s32(a.in[1] + i, lanes), a.zero[1]);
    const int32x4_t sum = vaddq_s32(
        multiply(vshlq_r_s32(x, a.left), mantissas[0], exponents[0]),
        multiply(vshlq_r_s32(y, a.left), mantissas[1], exponents[1]));
    const int32x4_t z =
        vaddq_n_s32(multiply(sum, mantissas[2], exponents[2]), a.out_zero);
    vstrbq_p_s32(a.out + i, vminq_s32(vmaxq_s32(z, lo), hi), lanes);
  }
}

}  // namespace mote
