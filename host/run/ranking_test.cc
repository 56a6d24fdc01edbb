// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/ranking.h"

#include <gtest/gtest.h>

namespace mote::run {
namespace {

TEST(Ranking, SortsByRealValueAndNamesByLabel) {
  const io::Array output = {Type::kInt8, {3}, {5, 0x80, 10}};
  const io::TensorSpec spec = {"y", Type::kInt8, {3}, 0.5f, 2};
  const std::vector<Ranked> best = rank(output, spec, 2, {"a", "b"});
  ASSERT_EQ(best.size(), 2u);
  EXPECT_EQ(best[0].label, "class 2");
  EXPECT_EQ(best[0].score, 4);
  EXPECT_EQ(best[1].label, "a");
}

TEST(Ranking, GivesNoMoreThanThereAre) {
  const io::Array output = {Type::kUInt8, {2}, {1, 1}};
  const std::vector<Ranked> best = rank(output, {}, 9, {});
  ASSERT_EQ(best.size(), 2u);
  EXPECT_EQ(best[0].index, 0u);
}

}  // namespace
}  // namespace mote::run
