// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7em/simd.h"
#include "device/kernels/right_shifts.h"

namespace mote {
namespace {

// See Channel for the formulas. 20 instructions a sum, 6 more in a narrow range.
struct Rescaler {
  static int32_t product(int32_t x, int32_t twice) {
    return armv7em::add_high_product(x, x, twice);
  }
  static int32_t shift_right(int32_t x, int32_t n) {
    return armv7em::shift_right(x, n);
  }
  static int32_t byte(int32_t r, int32_t shift, int32_t offset) {
    return armv7em::half_byte(
        armv7em::saturating_add(shift_right(r, shift), offset));
  }
};

}  // namespace

void Armv7em::add(const Sum<int8_t>& a) {
  const HalvedSum halved(a);
  if (!halved.fits) return Portable::add(a);
  HalvedAdd<Rescaler>(a, halved).run(a.count, a.out);
}

}  // namespace mote
