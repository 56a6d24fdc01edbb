// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv6m/armv6m.h"
#include "device/kernels/armv6m/rescale.h"

namespace mote {

void Armv6m::add(const Sum<int8_t>& a) {
  using armv6m::Factor;
  if (max(a.scale[0].exponent, a.scale[1].exponent) > 0 ||
      a.out_scale.exponent > 0) {
    return Portable::add(a);
  }
  const Factor first(a.scale[0].mantissa, a.scale[0].exponent);
  const Factor second(a.scale[1].mantissa, a.scale[1].exponent);
  const Factor both(a.out_scale.mantissa, a.out_scale.exponent);
  const armv6m::Output output = {a.out_zero, a.range};
  for (int32_t i = 0; i < a.count; ++i) {
    const int32_t x = shift_left_wrapping(a.in[0][i] - a.zero[0], a.left);
    const int32_t y = shift_left_wrapping(a.in[1][i] - a.zero[1], a.left);
    a.out[i] = output(both(add_wrapping(first(x), second(y))));
  }
}

}  // namespace mote
