// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv81m_mve/armv81m_mve.h"
#include "device/kernels/armv81m_mve/rescale.h"

namespace mote {

using armv81m_mve::Multipliers;

void Armv81mMve::add(const Sum<int8_t>& a) {
  const auto multipliers = [](Multiplier m) {
    return Multipliers(vdupq_n_s32(m.mantissa), vdupq_n_s32(m.exponent));
  };
  const Multipliers first = multipliers(a.scale[0]);
  const Multipliers second = multipliers(a.scale[1]);
  const Multipliers both = multipliers(a.out_scale);
  const int32x4_t lo = vdupq_n_s32(a.range.lo);
  const int32x4_t hi = vdupq_n_s32(a.range.hi);
  for (int32_t i = 0; i < a.count; i += 4) {
    const mve_pred16_t lanes = vctp32q(static_cast<uint32_t>(a.count - i));
    const int32x4_t x = vsubq_n_s32(vldrbq_z_s32(a.in[0] + i, lanes), a.zero[0]);
    const int32x4_t y = vsubq_n_s32(vldrbq_z_s32(a.in[1] + i, lanes), a.zero[1]);
    const int32x4_t sum = vaddq_s32(first(vshlq_r_s32(x, a.left)),
                                    second(vshlq_r_s32(y, a.left)));
    const int32x4_t z = vaddq_n_s32(both(sum), a.out_zero);
    vstrbq_p_s32(a.out + i, vminq_s32(vmaxq_s32(z, lo), hi), lanes);
  }
}

}  // namespace mote
