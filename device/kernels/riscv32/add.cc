// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/riscv32/riscv32.h"
#include "device/kernels/riscv32/rescale.h"

namespace mote {
namespace {

using riscv32::Factor;

bool half(Multiplier m) { return m.mantissa == 1 << 30 && m.exponent == 0; }

}  // namespace

// One operand is multiplied by 1/2, as that of the larger scale always is: a
// mere shift.
void Riscv32::add(const Sum<int8_t>& a) {
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
  const Factor first(other.mantissa, other.exponent);
  const Factor both(a.out_scale.mantissa, a.out_scale.exponent);
  const riscv32::Output output = {a.out_zero, a.range.lo, a.range.hi};
  const int8_t* x = a.in[h];
  const int8_t* y = a.in[1 - h];
  const int32_t x_zero = a.zero[h];
  const int32_t y_zero = a.zero[1 - h];
  const int32_t x_left = a.left - 1;
  int8_t* out = a.out;
  for (const int8_t* end = x + a.count; x != end; ++x, ++y) {
    const int32_t scaled = first(shift_left_wrapping(*y - y_zero, left));
    *out++ = output(both(
        add_wrapping(shift_left_wrapping(*x - x_zero, x_left), scaled)));
  }
}

}  // namespace mote
