// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How SOFTMAX and LOG_SOFTMAX of bytes come from steps of the input to
// exponents.
#ifndef MOTE_DEVICE_OPS_EXPONENT_SCALING_H_
#define MOTE_DEVICE_OPS_EXPONENT_SCALING_H_

#include "device/core/fixed_functions.h"
#include "device/ops/op.h"

namespace mote::ops {

// As many numbers of at most 1 as can be added in Q12.
inline constexpr int32_t kMaxExponentials = 4095;

struct ExponentScaling {
  Multiplier multiplier;   // from steps to Q5
  int32_t difference_min;  // in steps; below it exp counts as 0

  // A difference of difference_min..0 steps in Q5.
  int32_t exponent(int32_t difference) const {
    return multiply(difference, multiplier);
  }
  // exp in Q0.
  int32_t exp(int32_t difference) const {
    return fixed::exp_of_negative(exponent(difference), 5);
  }
  // The sum of exp(x - highest) over the row in Q12.
  template <class X>
  int32_t sum(const X* row, int32_t depth, int32_t highest) const {
    int32_t sum = 0;
    for (int32_t i = 0; i < depth; ++i) {
      const int32_t difference = row[i] - highest;
      if (difference < difference_min) continue;
      sum += rounding_divide_by_pot(exp(difference), 12);
    }
    return sum;
  }
};

// For input 0 times beta. False when its scale won't do.
inline bool prepare_exponents(const Context& context, float beta,
                              ExponentScaling& s) {
  const Quantization q = context.input(0).quantization;
  if (q.count != 1) return false;
  // beta * scale * 2^26, at most 2^31 - 1.
  constexpr float kTwoToMinus26 = 1.0f / 67108864.0f;
  s.multiplier = make_multiplier(beta, q.scale(), kTwoToMinus26);
  if (s.multiplier.exponent < 1) return false;
  s.difference_min =
      static_cast<int32_t>(-((31ll << 26) >> s.multiplier.exponent));
  return true;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_EXPONENT_SCALING_H_
