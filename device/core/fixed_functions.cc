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

// Of the powers of two and sqrt(2) next to x the one above it is taken out; the
// logarithm of the rest r in [sqrt(1/2), 1] is a quotient of polynomials around
// the fourth root of 1/2.
int32_t log_of_at_least_one(int32_t x, int m, int n) {
  constexpr int32_t kLog2 = 1488522236;
  constexpr int32_t kSqrtOfHalf = 1518500250;
  constexpr int32_t kFourthRootOfHalf = 1805811301;
  constexpr int32_t kNumerator2 = 117049297;    // 11/240 of 2^(1/4)
  constexpr int32_t kDenominator0 = 1057819769; // 2 / 2^(1/4) - 2^(1/4)
  constexpr int32_t kDenominator1 = 638450708;  // 1/4 of 2^(1/4)
  constexpr int32_t kDenominator2 = 127690142;  // 1/20 of 2^(1/4)
  // Powers are counted in Q(n + 1).
  const int power_bits = 31 - (n + 1);
  const int32_t quarter = rounding_divide_by_pot(1 << 29, n + 1);
  const auto power = [&](int32_t whole, int32_t rest) {
    return saturate<int32_t>(
        int64_t{saturating_shift_left(whole, power_bits)} + rest);
  };
  const int zeros_a = __builtin_clz(static_cast<uint32_t>(x));
  const int32_t r_a = saturating_shift_left(
      product(saturating_shift_left(x, zeros_a - 1), kSqrtOfHalf), 1);
  const int32_t scaled = product(x, kSqrtOfHalf);
  const int zeros_b = __builtin_clz(static_cast<uint32_t>(scaled)) - 1;
  const int32_t r_b = saturating_shift_left(x, zeros_b);
  const int32_t r = min(r_a, r_b);
  const int32_t powers =
      max(power(m - zeros_a, quarter), power(m - zeros_b, -quarter));

  const int64_t twice = int64_t{r} + kFourthRootOfHalf;
  const int32_t p = static_cast<int32_t>((twice + 1) / 2);
  const int32_t q = 2 * (r - kFourthRootOfHalf);
  const int32_t square = product(q, q);
  const int32_t numerator =
      product(q, r) + product(product(q, square), kNumerator2);
  const int32_t denominator =
      product(p, kDenominator0 + q + product(kDenominator2, square)) +
      product(kDenominator1, q);
  const int32_t rest = product(rounding_divide_by_pot(numerator, n + 1),
                               one_over_one_plus(denominator));
  return saturating_shift_left(product(powers, kLog2) + rest, 1);
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
