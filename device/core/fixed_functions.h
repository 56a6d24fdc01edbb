// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Functions of fixed-point numbers as the reference kernels compute them (the
// scheme of gemmlowp). Qm: an int32 with m integer bits and 31 - m fraction
// bits; "one" of Q0 is 2^31 - 1.
#ifndef MOTE_DEVICE_CORE_FIXED_FUNCTIONS_H_
#define MOTE_DEVICE_CORE_FIXED_FUNCTIONS_H_

#include "device/core/fixed_point.h"

namespace mote::fixed {

// exp(a) in Q0 for a <= 0 in Qm, 0 <= m <= 30.
int32_t exp_of_negative(int32_t a, int m);

// 1 / (1 + a) in Q0 for a in [0, 1) in Q0.
int32_t one_over_one_plus(int32_t a);

// (1 - a) / (1 + a) in Q0 for a in [0, 1) in Q0.
int32_t one_minus_over_one_plus(int32_t a);

// 1 / x for x > 0 in Q(m): value * 2^-bits_over_unit, value in Q0.
struct Reciprocal {
  int32_t value;
  int32_t bits_over_unit;
};
Reciprocal reciprocal(int32_t x, int m);

// ln(x) in Q(n) for x >= 1 in Q(m); n large enough for ln(2^m).
int32_t log_of_at_least_one(int32_t x, int m, int n);

// 1 / sqrt(x) for an integer x >= 0; of 0 and 1 it is 1.
Multiplier inverse_sqrt(int32_t x);

}  // namespace mote::fixed

#endif  // MOTE_DEVICE_CORE_FIXED_FUNCTIONS_H_
