// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/golden/rule.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mote::golden {
namespace {

io::Array floats(const std::vector<double>& values) {
  io::Array out = {Type::kFloat32, {static_cast<int32_t>(values.size())}, {}};
  out.data.resize(values.size() * 4);
  for (size_t i = 0; i < values.size(); ++i) io::set_real(out, i, values[i]);
  return out;
}

io::Array bytes(const base::Bytes& values) {
  return {Type::kInt8, {static_cast<int32_t>(values.size())}, values};
}

const Rule kExact;
const Rule kClose = {Rule::Kind::kClose, 0.1, 0.5, 0};
const Rule kIntClose = {Rule::Kind::kIntClose, 0, 0, 1};

TEST(Rule, ExactTakesNothingElse) {
  EXPECT_FALSE(difference(bytes({1, 2}), bytes({1, 2}), kExact));
  EXPECT_EQ(difference(bytes({1, 2, 9}), bytes({1, 3, 4}), kExact),
            "2 of 3 differ by up to 5, first at [1]: 2 instead of 3");
}

TEST(Rule, CloseGrowsWithTheGoldenValue) {
  EXPECT_FALSE(difference(floats({0.5, 11.4}), floats({0, 10}), kClose));
  EXPECT_TRUE(difference(floats({0.6}), floats({0}), kClose));
  EXPECT_TRUE(difference(floats({11.6}), floats({10}), kClose));
}

TEST(Rule, CloseKnowsInfinitiesAndNotANumber) {
  EXPECT_FALSE(difference(floats({NAN, HUGE_VAL}), floats({NAN, HUGE_VAL}),
                          kClose));
  EXPECT_TRUE(difference(floats({1}), floats({HUGE_VAL}), kClose));
  EXPECT_TRUE(difference(floats({-HUGE_VAL}), floats({HUGE_VAL}), kClose));
  EXPECT_TRUE(difference(floats({1}), floats({NAN}), kClose));
  EXPECT_TRUE(difference(floats({NAN}), floats({1}), kClose));
}

TEST(Rule, CloseWantsIntegersEqual) {
  EXPECT_TRUE(difference(bytes({1}), bytes({2}), kClose));
}

TEST(Rule, IntCloseTakesItsBoundAndNoMore) {
  EXPECT_FALSE(difference(bytes({1}), bytes({2}), kIntClose));
  EXPECT_TRUE(difference(bytes({0}), bytes({2}), kIntClose));
  EXPECT_TRUE(difference(bytes({127}), bytes({128}), kIntClose));
}

TEST(Rule, LooksAtTheDefinedRangeOnly) {
  EXPECT_FALSE(difference(bytes({9, 1, 9}), bytes({0, 1, 0}), kExact, {1, 2}));
  EXPECT_TRUE(difference(bytes({9, 1, 9}), bytes({0, 1, 0}), kExact, {1, 3}));
}

TEST(Rule, TypeAndShapeMustBeTheSame) {
  io::Array square = bytes({1, 2, 3, 4});
  square.shape = {2, 2};
  EXPECT_EQ(difference(square, bytes({1, 2, 3, 4}), kExact),
            "is int8 [2,2] instead of int8 [4]");
}

}  // namespace
}  // namespace mote::golden
