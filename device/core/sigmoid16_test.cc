// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/sigmoid16.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

namespace mote {
namespace {

class Sigmoid16 : public testing::TestWithParam<float> {};

TEST_P(Sigmoid16, LogisticIsTheFunctionToTwoSteps) {
  Sigmoid16Input input;
  ASSERT_TRUE(logistic16_input(GetParam(), input));
  for (int q = INT16_MIN; q <= INT16_MAX; ++q) {
    const double exact = 32768 / (1 + std::exp(-q * double{GetParam()}));
    ASSERT_NEAR(logistic16(static_cast<int16_t>(q), input), exact, 2) << q;
  }
}

TEST_P(Sigmoid16, TanhIsTheFunctionToThreeSteps) {
  Sigmoid16Input input;
  ASSERT_TRUE(tanh16_input(GetParam(), input));
  for (int q = INT16_MIN; q <= INT16_MAX; ++q) {
    const double exact = 32768 * std::tanh(q * double{GetParam()});
    ASSERT_NEAR(tanh16(static_cast<int16_t>(q), input), exact, 3) << q;
  }
}

INSTANTIATE_TEST_SUITE_P(Scales, Sigmoid16,
                         testing::Values(1.0f / 4096, 1.0f / 2048, 3e-5f,
                                         1e-3f, 0.3f, 4.9f));

TEST(Sigmoid16Input, IsRefusedWhereProductsWouldOverflow) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  Sigmoid16Input input;
  for (const float scale : {0.0f, -1.0f, 5.0f, kInfinity, std::nanf("")}) {
    EXPECT_FALSE(logistic16_input(scale, input)) << scale;
    EXPECT_FALSE(tanh16_input(scale, input)) << scale;
  }
}

TEST(Log2OfScale, TakesPowersOfTwoAndTheirNeighbours) {
  int exponent = 0;
  EXPECT_TRUE(log2_of_scale(std::ldexp(1.0f, -11), exponent));
  EXPECT_EQ(exponent, -11);
  EXPECT_TRUE(log2_of_scale(std::ldexp(0.9999f, 3), exponent));
  EXPECT_EQ(exponent, 3);
  for (const float scale : {0.0f, 1.01f, 0.75f, 1e-44f, std::nanf("")}) {
    EXPECT_FALSE(log2_of_scale(scale, exponent)) << scale;
  }
}

}  // namespace
}  // namespace mote
