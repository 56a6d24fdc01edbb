// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/fixed_functions.h"

namespace mote::fixed {
namespace {

int32_t product(int32_t a, int32_t b) {
  return rounding_doubling_high_mul(a, b);
}

// exp(a) for a in [-1/4, 0) in Q0: a polynomial around -1/8.
int32_t exp_of_quarter(int32_t a) {
  constexpr int32_t kExpOfMinusEighth = 1895147668;
  constexpr int32_t kThird = 715827883;
  const int32_t x = a + (1 << 28);
  const int32_t x2 = product(x, x);
  const int32_t x3 = product(x2, x);
  const int32_t x4 = product(x2, x2);
  const int32_t cubic = rounding_divide_by_pot(x4, 2) + x3;
  const int32_t rest = rounding_divide_by_pot(product(cubic, kThird) + x2, 1);
  return kExpOfMinusEighth + product(kExpOfMinusEighth, x + rest);
}

// 2 / (1 + a) in Q2 for a in [0, 1) in Q0: Newton's iteration for the
// reciprocal of half = (1 + a) / 2.
int32_t twice_over_one_plus(int32_t a) {
  const int64_t sum = static_cast<int64_t>(a) + INT32_MAX;
  const int32_t half = static_cast<int32_t>((sum + (sum >= 0 ? 1 : -1)) / 2);
  int32_t x = 1515870810 + product(half, -1010580540);
  for (int i = 0; i < 3; ++i) {
    const int32_t error = (1 << 29) - product(half, x);
    x += saturating_shift_left(product(x, error), 2);
  }
  return x;
}

}  // namespace

int32_t exp_of_negative(int32_t a, int m) {
  // exp(-2^k) in Q0 for k = -2..4.
  constexpr int32_t kExp[] = {1672461947, 1302514674, 790015084, 290630308,
                              39332535,   720401,     242};
  if (a == 0) return INT32_MAX;
  const int fraction_bits = 31 - m;
  const int32_t quarter = 1 << (fraction_bits - 2);
  const int32_t low = (a & (quarter - 1)) - quarter;
  int32_t result = exp_of_quarter(saturating_shift_left(low, m));
  const int32_t rest = low - a;
  for (int k = -2; k <= 4; ++k) {
    if (m > k && (rest >> (fraction_bits + k) & 1) != 0) {
      result = product(result, kExp[k + 2]);
    }
  }
  if (m > 5 && a < -(1 << (fraction_bits + 5))) return 0;
  return result;
}

int32_t one_over_one_plus(int32_t a) {
  return saturating_shift_left(twice_over_one_plus(a), 1);
}

int32_t one_minus_over_one_plus(int32_t a) {
  return saturating_shift_left(twice_over_one_plus(a) - (1 << 29), 2);
}

Reciprocal reciprocal(int32_t x, int m) {
  const int zeros = __builtin_clz(static_cast<uint32_t>(x));
  const uint32_t shifted = static_cast<uint32_t>(x) << zeros;
  return {one_over_one_plus(static_cast<int32_t>(shifted - 0x80000000u)),
          m - zeros};
}

Multiplier inverse_sqrt(int32_t x) {
  if (x <= 1) return {INT32_MAX, 0};
  int shift = 11;
  for (; x >= 1 << 29; x /= 4) ++shift;
  const int pairs = (__builtin_clz(static_cast<uint32_t>(x)) - 1) / 2 - 1;
  shift -= pairs;
  x <<= 2 * pairs;
  // Newton's iteration in Q3 on x / 2, from 1.
  constexpr int32_t kOne = 1 << 28;
  const int32_t half = rounding_divide_by_pot(x >> 1, 1);
  int32_t y = kOne;
  for (int i = 0; i < 5; ++i) {
    const int32_t cube =
        saturating_shift_left(product(product(y, y), y), 6);
    const int32_t next = product(y, kOne + kOne / 2) - product(half, cube);
    y = saturating_shift_left(next, 3);
  }
  constexpr int32_t kSqrtOfHalf = 1518500250;
  const int32_t mantissa = product(y, kSqrtOfHalf);
  return shift < 0 ? Multiplier{shift_left_wrapping(mantissa, -shift), 0}
                   : Multiplier{mantissa, -shift};
}

}  // namespace mote::fixed
