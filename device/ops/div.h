// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// DIV: a / b, with broadcasting; integers toward zero.
#ifndef MOTE_DEVICE_OPS_DIV_H_
#define MOTE_DEVICE_OPS_DIV_H_

#include "device/core/fixed_functions.h"
#include "device/ops/arithmetic.h"

namespace mote::ops {

struct Div : Arithmetic<Div> {
  static constexpr char kName[] = "DIV";
  static constexpr int16_t kCode = 42;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 29;
  using Variants = ops::Variants<int8_t, uint8_t, int32_t, float>;
  static constexpr bool kDivides = true;

  template <class X>
  static X plain(X a, X b) { return wrapping_div(a, b); }
  static float plain(float a, float b) { return a / b; }

  struct Scaling {
    QuantizedPair pair;
    Multiplier multiplier;

    // By the reciprocal of the divisor, made positive.
    int32_t operator()(int32_t a, int32_t b) const {
      a -= pair.zero[0];
      b -= pair.zero[1];
      if (b < 0) a = -a, b = -b;
      const fixed::Reciprocal inverse = fixed::reciprocal(b, 31);
      const int headroom = sign_bits(a);
      const int32_t quotient = rounding_doubling_high_mul(
          shift_left_wrapping(a, headroom), inverse.value);
      return pair.output(scaled(
          rounding_doubling_high_mul(quotient, multiplier.mantissa),
          multiplier.exponent - inverse.bits_over_unit - headroom));
    }

    // How far x can be shifted left.
    static int sign_bits(int32_t x) {
      if (x == 0) return 31;
      return x > 0 ? __builtin_clz(static_cast<uint32_t>(x)) - 1
                   : __builtin_clz(2u * static_cast<uint32_t>(-x) - 1u);
    }
    // The reference shifts right by more than 31 bits too, where its machine
    // counts modulo 32, and takes 0 and more to round up.
    static int32_t scaled(int32_t x, int exponent) {
      if (exponent > 0) return saturating_shift_left(x, min(exponent, 31));
      if (exponent < -31) return add_wrapping(x >> (-exponent & 31), x >= 0);
      return rounding_divide_by_pot(x, -exponent);
    }
  };

  static void prepare_scaling(const Context& context, const Options&,
                              Scaling& s) {
    const float a = context.input(0).quantization.scale();
    const float b = context.input(1).quantization.scale();
    const float out = context.output(0).quantization.scale();
    s.multiplier = make_multiplier(a / (b * out), 1.0f);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_DIV_H_
