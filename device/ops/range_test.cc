// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/range.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mote::ops {
namespace {

TEST(Range, CountsUpAndDownToTheLimit) {
  EXPECT_TRUE(range::has_count<int32_t>(1, 7, 3, 2));
  EXPECT_TRUE(range::has_count<int32_t>(1, 8, 3, 3));
  EXPECT_TRUE(range::has_count<int32_t>(5, -1, -2, 3));
  EXPECT_TRUE(range::has_count<int32_t>(4, 4, 1, 0));
  EXPECT_FALSE(range::has_count<int32_t>(1, 7, 3, 3));
  EXPECT_TRUE(range::has_count(0.0f, 1.0f, 0.3f, 4));
}

TEST(Range, RefusesStepsThatNeverArrive) {
  EXPECT_FALSE(range::has_count<int32_t>(0, 5, 0, 0));
  EXPECT_FALSE(range::has_count<int32_t>(0, 5, -1, 5));
  EXPECT_FALSE(range::has_count(0.0f, 5.0f, std::nanf(""), 5));
  EXPECT_FALSE(range::has_count(0.0f, INFINITY, 1.0f, INT32_MAX));
}

TEST(Range, CountsAcrossTheWholeRangeOfIntegers) {
  EXPECT_TRUE(range::has_count<int32_t>(INT32_MIN, INT32_MAX, INT32_MAX, 3));
  EXPECT_TRUE(range::has_count<int64_t>(INT64_MAX, INT64_MIN, INT64_MIN, 2));
}

}  // namespace
}  // namespace mote::ops
