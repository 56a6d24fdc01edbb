// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/fixed_functions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "device/core/quantization.h"

namespace mote::fixed {
namespace {

double value(Multiplier m) {
  return std::ldexp(static_cast<double>(m.mantissa), m.exponent - 31);
}

TEST(FixedFunctions, LogIsTheLogarithm) {
  for (int64_t x = 1 << 19; x < INT32_MAX; x += x / 1000 + 1) {
    const double exact = std::log(static_cast<double>(x) / (1 << 19));
    const int32_t log = log_of_at_least_one(static_cast<int32_t>(x), 12, 5);
    ASSERT_NEAR(std::ldexp(log, -26), exact, 2e-6) << x;
  }
}

TEST(FixedFunctions, InverseSqrtIsAccurate) {
  for (int64_t x = 2; x < INT32_MAX; x += x / 1000 + 1) {
    const double exact = 1 / std::sqrt(static_cast<double>(x));
    ASSERT_NEAR(value(inverse_sqrt(static_cast<int32_t>(x))) / exact, 1, 2e-6)
        << x;
  }
}

TEST(Multipliers, HoldProductsAndInverses) {
  for (const float a : {1e-6f, 0.37f, 1.0f, 12345.6f}) {
    const Multiplier m = make_product(a, 0.75f, 13107);
    EXPECT_NEAR(value(m) / (double{a} * 0.75 * 13107), 1, 1e-9);
    const Multiplier factor = make_multiplier(a, 1.0f);
    EXPECT_NEAR(value(inverse_of(factor)) * value(factor), 1, 1e-9);
  }
  EXPECT_EQ(make_product(std::nanf(""), 1.0f, 1).mantissa, 0);
  EXPECT_EQ(make_product(1e-38f, 1e-38f, 1).mantissa, 0);
}

}  // namespace
}  // namespace mote::fixed
