// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/riscv32/riscv32.h"
#include "device/kernels/right_shifts.h"
#include "device/kernels/riscv32/rescale.h"

namespace mote {

void Riscv32::add(const Sum<int8_t>& a) {
  const HalvedSum halved(a);
  if (!halved.fits) return Portable::add(a);
  const int h = halved.half;
  const int32_t left = halved.left;
  const riscv32::Factor first(halved.other.mantissa, halved.other.exponent);
  const riscv32::Factor both(a.out_scale.mantissa, a.out_scale.exponent);
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
