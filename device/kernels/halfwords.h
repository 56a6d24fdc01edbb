// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Dense layers from bytes to halfwords, as the gates of an LSTM.
#ifndef MOTE_DEVICE_KERNELS_HALFWORDS_H_
#define MOTE_DEVICE_KERNELS_HALFWORDS_H_

#include "device/kernels/right_shifts.h"

namespace mote {

// Computes one, four channels at a time, the last ones overlapping. `Set` has
//   add_products(x, w, depth, sums): adds those of a row with four channels to
//       sums[4], modulo 2^32;
//   high_product(sum, twice): the rounding doubling high product of it and the
//       half of 2^32 + twice, a mantissa;
//   shift_right(x, n): x / 2^n, rounded down; of n the lowest byte counts;
//   saturate(x): to 16 bits.
// The shift of multiply() is here ((r + (r >> 31)) >> (n - 1)) + 1, halved; of
// the multiplier 0, whose exponent is 0, a shift by 255 leaves nothing.
template <class Set>
class DenseToHalfwords {
 public:
  static void run(const Dense<int8_t, int32_t, int16_t>& a) {
    const auto& r = a.rescale;
    if (a.channels < 4 || r.range.lo > INT16_MIN || r.range.hi < INT16_MAX ||
        !shifts_right(r, a.channels)) {
      return Portable::dense(a);
    }
    Factor factors[4];
    make(r, 0, factors);
    for (int32_t row = 0; row < a.rows; ++row) {
      const int8_t* x = a.x + row * a.x_stride;
      for (int32_t c = 0; c < a.channels; c += 4) {
        const int32_t first = min(c, a.channels - 4);
        if (r.step != 0) make(r, first, factors);
        const int32_t* bias = r.bias + first;
        int32_t sums[] = {
            add_wrapping(bias[0], a.start), add_wrapping(bias[1], a.start),
            add_wrapping(bias[2], a.start), add_wrapping(bias[3], a.start)};
        Set::add_products(x, a.w + first * a.depth, a.depth, sums);
        store(sums, factors, r.zero_point,
              a.out + row * a.out_stride + first);
      }
    }
  }

 private:
  struct Factor {
    int32_t twice, shift;
  };

  static void make(const Rescale<int32_t, int16_t>& r, int32_t first,
                   Factor* out) {
    for (int32_t i = 0; i < 4; ++i) {
      const int32_t at = (first + i) * r.step;
      out[i] = {shift_left_wrapping(r.mantissas[at], 1), ~r.exponents[at]};
    }
  }
  static void store(const int32_t* sums, const Factor* factors,
                    int32_t zero_point, int16_t* out) {
    for (int32_t i = 0; i < 4; ++i) {
      const int32_t r = Set::high_product(sums[i], factors[i].twice);
      const int32_t y = Set::shift_right(r + (r >> 31), factors[i].shift);
      out[i] = static_cast<int16_t>(
          Set::saturate(((y + 1) >> 1) + zero_point));
    }
  }
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_HALFWORDS_H_
