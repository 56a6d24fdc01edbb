// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv6m/armv6m.h"
#include "device/kernels/armv6m/rescale.h"

namespace mote {

namespace {

using armv6m::Factor;

bool half(Multiplier m) { return m.mantissa == 1 << 30 && m.exponent == 0; }

}  // namespace

// One operand is multiplied by 1/2, as that of the larger scale always is: a
// mere shift. The other one's products are found before they are summed.
void Armv6m::add(const Sum<int8_t>& a) {
  const int h = half(a.scale[0]) ? 0 : 1;
  Multiplier other = a.scale[1 - h];
  int32_t left = a.left;
  // Once more to the left before and to the right after makes it fit.
  if (half(other)) ++left, other.exponent = -1;
  if (!half(a.scale[h]) || left > 22 ||
      !Factor::fits(other.mantissa, other.exponent) ||
      !Factor::fits(a.out_scale.mantissa, a.out_scale.exponent)) {
    return Portable::add(a);
  }
  const Factor both(a.out_scale.mantissa, a.out_scale.exponent);
  const int8_t* x = a.in[h];
  const int8_t* y = a.in[1 - h];
  armv6m::Outputs outputs = {a.out, 1, 0, a.out_zero, a.range.lo, a.range.hi};
  constexpr int32_t kMost = 8;
  int32_t sums[kMost];
  for (int32_t i = 0; i < a.count; i += kMost) {
    const int32_t n = min(a.count - i, kMost);
    for (int32_t j = 0; j < n; ++j) {
      sums[j] = shift_left_wrapping(y[i + j] - a.zero[1 - h], left);
    }
    for (int32_t j = 0; j < n; ++j) sums[j] = multiply(sums[j], other);
    for (int32_t j = 0; j < n; ++j) {
      sums[j] = add_wrapping(
          sums[j], shift_left_wrapping(x[i + j] - a.zero[h], a.left - 1));
    }
    armv6m::store(sums, &both, sums + n, &outputs);
    outputs.out += n;
  }
}

}  // namespace mote
