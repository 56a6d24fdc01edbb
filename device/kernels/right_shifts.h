// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What the kernels share that rescale by shifts to the right alone: multipliers
// with exponents below 0, and the multiplier 0, whose exponent is 0.
#ifndef MOTE_DEVICE_KERNELS_RIGHT_SHIFTS_H_
#define MOTE_DEVICE_KERNELS_RIGHT_SHIFTS_H_

#include "device/kernels/portable.h"

namespace mote {

inline bool shifts_right(int32_t mantissa, int32_t exponent) {
  return mantissa == 0 ? exponent == 0 : exponent < 0;
}

// Whether the multipliers of all channels do.
template <class R>
inline bool shifts_right(const R& rescale, int32_t channels) {
  const int32_t count = rescale.step == 0 ? 1 : channels;
  bool all = true;
  for (int32_t c = 0; c < count; ++c) {
    all &= shifts_right(rescale.mantissas[c], rescale.exponents[c]);
  }
  return all;
}

// A Sum, one of whose operands is multiplied by 1/2, as that of the larger
// scale always is: a mere shift.
struct HalvedSum {
  int half;          // that operand; 1 - half is the other
  int32_t left;      // shift of the other before it is multiplied,
  Multiplier other;  // by this
  bool fits;         // whether the sum is of this kind

  explicit HalvedSum(const Sum<int8_t>& a)
      : half(halves(a.scale[0]) ? 0 : 1), left(a.left),
        other(a.scale[1 - half]) {
    // Once more to the left before and to the right after makes it fit.
    if (halves(other)) ++left, other.exponent = -1;
    fits = halves(a.scale[half]) && left <= 22 &&
           shifts_right(other.mantissa, other.exponent) &&
           shifts_right(a.out_scale.mantissa, a.out_scale.exponent);
  }

 private:
  static bool halves(Multiplier m) {
    return m.mantissa == 1 << 30 && m.exponent == 0;
  }
};

// Computes it, for sets whose registers hold all that it takes. `Rescaler` has
// product(x, twice), the rounding doubling high product of x and the half of
// 2^32 + twice; shift_right(x, n) by the lowest byte of n; and
// byte(r, shift, offset), saturated: (r / 2^shift + offset) / 2.
template <class Rescaler>
class HalvedAdd {
 public:
  HalvedAdd(const Sum<int8_t>& a, const HalvedSum& h)
      : half_(a.in[h.half]), other_(a.in[1 - h.half]),
        half_zero_(a.zero[h.half]), other_zero_(a.zero[1 - h.half]),
        half_left_(a.left - 1), other_left_(h.left),
        twice_(shift_left_wrapping(h.other.mantissa, 1)),
        shift_(~h.other.exponent),
        out_twice_(shift_left_wrapping(a.out_scale.mantissa, 1)),
        out_shift_(~a.out_scale.exponent), offset_(2 * a.out_zero + 1),
        lo_(a.range.lo), hi_(a.range.hi) {}

  void run(int32_t count, int8_t* out) const {
    if (lo_ <= -128 && hi_ >= 127) {
      loop<true>(count, out);
    } else {
      loop<false>(count, out);
    }
  }

 private:
  template <bool full>
  void loop(int32_t count, int8_t* out) const {
    const HalvedAdd s = *this;
    for (int32_t i = 0; i < count; ++i) {
      const int32_t x =
          shift_left_wrapping(s.other_[i] - s.other_zero_, s.other_left_);
      int32_t r = Rescaler::product(x, s.twice_);
      r = Rescaler::shift_right(r + (r >> 31), s.shift_) + 1;
      const int32_t sum = add_wrapping(
          shift_left_wrapping(s.half_[i] - s.half_zero_, s.half_left_), r >> 1);
      r = Rescaler::product(sum, s.out_twice_);
      r = Rescaler::byte(r + (r >> 31), s.out_shift_, s.offset_);
      out[i] = static_cast<int8_t>(full ? r : clamp(r, s.lo_, s.hi_));
    }
  }

  const int8_t *half_, *other_;
  int32_t half_zero_, other_zero_;
  int32_t half_left_, other_left_;
  int32_t twice_, shift_;  // of the other's multiplier
  int32_t out_twice_, out_shift_;
  int32_t offset_;
  int32_t lo_, hi_;
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_RIGHT_SHIFTS_H_
