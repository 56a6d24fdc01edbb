// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/hybrid.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace mote::ops {
namespace {

std::vector<float> random_row(std::mt19937& random) {
  const float scale = std::ldexp(1.0f, static_cast<int>(random() % 40) - 20);
  std::uniform_real_distribution<float> numbers(-scale, 3 * scale);
  std::vector<float> row(1 + random() % 9);
  for (float& x : row) x = numbers(random);
  return row;
}

TEST(QuantizeRow, SymmetricIsWithinHalfAStep) {
  std::mt19937 random(1);
  for (int i = 0; i < 1000; ++i) {
    const std::vector<float> row = random_row(random);
    std::vector<int8_t> q(row.size());
    const Row<int8_t> made = quantize_row(
        row.data(), static_cast<int32_t>(row.size()), false, q.data());
    EXPECT_EQ(made.zero_point, 0);
    for (size_t k = 0; k < row.size(); ++k) {
      EXPECT_NEAR(made.scale * q[k], row[k], 0.5001f * made.scale);
    }
  }
}

// The reference subtracts in single precision.
TEST(QuantizeRow, AsymmetricDividesTheRangeInto255Steps) {
  std::mt19937 random(2);
  for (int i = 0; i < 10000; ++i) {
    const std::vector<float> row = random_row(random);
    const auto [lo, hi] = std::minmax_element(row.begin(), row.end());
    const float least = std::min(0.0f, *lo), most = std::max(0.0f, *hi);
    std::vector<int8_t> q(row.size());
    const Row<int8_t> made = quantize_row(
        row.data(), static_cast<int32_t>(row.size()), true, q.data());
    ASSERT_EQ(made.scale, (most - least) / 255.0f);
    const double zero = -128 - least / (double{most - least} / 255);
    ASSERT_NEAR(made.zero_point, zero, 0.500001);
  }
}

// 127 - 127.5 is -0.5, away from 0.
TEST(QuantizeRow, AsymmetricRoundsTheZeroPointOfAnEvenRangeDown) {
  const float row[] = {-1.0f, 1.0f};
  int8_t q[2];
  EXPECT_EQ(quantize_row(row, 2, true, q).zero_point, -1);
}

TEST(QuantizeRow, AsymmetricRoundsBeforeTheZeroPointIsAdded) {
  // One and a half steps are two, as if they were counted from 0.
  const float row[] = {0.0f, 255.0f, 1.5f, 2.5f};
  int8_t q[4];
  const Row<int8_t> made = quantize_row(row, 4, true, q);
  EXPECT_EQ(made.scale, 1.0f);
  EXPECT_EQ(made.zero_point, -128);
  EXPECT_EQ(q[2], -126);
  EXPECT_EQ(q[3], -125);
}

TEST(QuantizeRow, OfZerosHasScaleOne) {
  const float row[3] = {};
  int8_t q[3] = {1, 1, 1};
  for (const bool asymmetric : {false, true}) {
    EXPECT_EQ(quantize_row(row, 3, asymmetric, q).scale, 1.0f);
    EXPECT_EQ(q[2], 0);
  }
}

TEST(QuantizeRow, OfWhatIsNoNumberDoesNotHideIt) {
  const float row[] = {1.0f, std::numeric_limits<float>::infinity()};
  int8_t q[2];
  for (const bool asymmetric : {false, true}) {
    const Row<int8_t> made = quantize_row(row, 2, asymmetric, q);
    EXPECT_FALSE(std::isfinite(made.scale * static_cast<float>(q[1])));
  }
}

}  // namespace
}  // namespace mote::ops
