// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7m/armv7m.h"
#include "device/kernels/armv7m/rescale.h"
#include "device/kernels/right_shifts.h"

namespace mote {
namespace {

// See rescale.h for the formulas. 26 instructions a sum, 6 more in a narrow
// range.
struct Rescaler {
  static int32_t product(int32_t x, int32_t twice) {
    return armv7m::high_product(x, twice);
  }
  static int32_t shift_right(int32_t x, int32_t n) {
    return armv7m::shift_right(x, n);
  }
  static int32_t byte(int32_t r, int32_t shift, int32_t offset) {
    r = armv7m::saturate<12>(shift_right(r, shift));
    return armv7m::saturate<8>((r + offset) >> 1);
  }
};

}  // namespace

void Armv7m::add(const Sum<int8_t>& a) {
  const HalvedSum halved(a);
  if (!halved.fits) return Portable::add(a);
  HalvedAdd<Rescaler>(a, halved).run(a.count, a.out);
}

}  // namespace mote
