// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7em/simd.h"

namespace mote {
namespace {

using armv7em::add_high_product;
using armv7em::shift_right;

// A Sum, one of whose operands is multiplied by 1/2, as that of the larger
// scale always is: a mere shift. See Channel for the others. 20 instructions a
// sum, 6 more in a narrow range.
struct HalfAndOther {
  const int8_t *half, *other;
  int32_t half_zero, other_zero;
  int32_t half_left, other_left;
  int32_t twice, shift;          // of the other's multiplier
  int32_t out_twice, out_shift;
  int32_t offset;
  int32_t lo, hi;

  template <bool full>
  void run(int32_t count, int8_t* out) const {
    const HalfAndOther s = *this;
    for (int32_t i = 0; i < count; ++i) {
      const int32_t x =
          shift_left_wrapping(s.other[i] - s.other_zero, s.other_left);
      int32_t r = add_high_product(x, x, s.twice);
      r = shift_right(r + (r >> 31), s.shift) + 1;
      const int32_t sum = add_wrapping(
          shift_left_wrapping(s.half[i] - s.half_zero, s.half_left), r >> 1);
      r = add_high_product(sum, sum, s.out_twice);
      r = armv7em::half_byte(armv7em::saturating_add(
          shift_right(r + (r >> 31), s.out_shift), s.offset));
      out[i] = static_cast<int8_t>(full ? r : clamp(r, s.lo, s.hi));
    }
  }
};

bool half(Multiplier m) { return m.mantissa == 1 << 30 && m.exponent == 0; }
bool fits(Multiplier m) {
  return m.mantissa == 0 ? m.exponent == 0 : m.exponent < 0;
}
int32_t twice(Multiplier m) { return shift_left_wrapping(m.mantissa, 1); }

}  // namespace

void Armv7em::add(const Sum<int8_t>& a) {
  const int h = half(a.scale[0]) ? 0 : 1;
  Multiplier other = a.scale[1 - h];
  int32_t left = a.left;
  // Once more to the left before and to the right after makes it fit.
  if (half(other)) ++left, other.exponent = -1;
  if (!half(a.scale[h]) || !fits(other) || !fits(a.out_scale) || left > 22) {
    return Portable::add(a);
  }
  const HalfAndOther s = {a.in[h], a.in[1 - h], a.zero[h], a.zero[1 - h],
                          a.left - 1, left, twice(other), ~other.exponent,
                          twice(a.out_scale), ~a.out_scale.exponent,
                          2 * a.out_zero + 1, a.range.lo, a.range.hi};
  if (a.range.lo <= -128 && a.range.hi >= 127) {
    s.run<true>(a.count, a.out);
  } else {
    s.run<false>(a.count, a.out);
  }
}

}  // namespace mote
