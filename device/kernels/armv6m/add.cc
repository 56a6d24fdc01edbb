// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv6m/armv6m.h"
#include "device/kernels/armv6m/rescale.h"
#include "device/kernels/right_shifts.h"

namespace mote {

// The products of the operand that is not halved are found before they are
// summed.
void Armv6m::add(const Sum<int8_t>& a) {
  const HalvedSum halved(a);
  if (!halved.fits) return Portable::add(a);
  const int h = halved.half;
  const armv6m::Factor both(a.out_scale.mantissa, a.out_scale.exponent);
  const int8_t* x = a.in[h];
  const int8_t* y = a.in[1 - h];
  armv6m::Outputs outputs = {a.out, 1, 0, a.out_zero, a.range.lo, a.range.hi};
  constexpr int32_t kMost = 8;
  int32_t sums[kMost];
  for (int32_t i = 0; i < a.count; i += kMost) {
    const int32_t n = min(a.count - i, kMost);
    for (int32_t j = 0; j < n; ++j) {
      sums[j] = shift_left_wrapping(y[i + j] - a.zero[1 - h], halved.left);
    }
    for (int32_t j = 0; j < n; ++j) {
      sums[j] = multiply(sums[j], halved.other);
    }
    for (int32_t j = 0; j < n; ++j) {
      sums[j] = add_wrapping(
          sums[j], shift_left_wrapping(x[i + j] - a.zero[h], a.left - 1));
    }
    armv6m::store(sums, &both, sums + n, &outputs);
    outputs.out += n;
  }
}

}  // namespace mote
