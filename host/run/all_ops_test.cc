// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/all_ops.h"

#include <gtest/gtest.h>

#include "host/run/builtin_names.h"

namespace mote::run {
namespace {

TEST(AllOps, KnowsTheStructBehindAName) {
  const OpInfo* info = find_op(3, "");
  ASSERT_NE(info, nullptr);
  EXPECT_EQ(info->name, "CONV_2D");
  EXPECT_EQ(info->struct_name, "Conv2D");
  EXPECT_EQ(info->variants.front(), "int8_t");
}

TEST(AllOps, FindsCustomOperatorsByNameOnly) {
  EXPECT_EQ(find_op(32, "NotThere"), nullptr);
}

TEST(AllOps, BuiltinsAreCalledAsTheFormatCallsThem) {
  for (const OpInfo& info : all_ops()) {
    if (info.entry.custom_name != nullptr) continue;
    EXPECT_EQ(info.name, builtin_name(info.entry.code));
  }
}

TEST(AllOps, AVariantStandsForEachEvaluation) {
  for (const OpInfo& info : all_ops()) {
    EXPECT_EQ(info.variants.size(), info.entry.variants) << info.name;
  }
}

TEST(BuiltinNames, CoverTheFormatAndNoMore) {
  EXPECT_EQ(builtin_name(0), "ADD");
  EXPECT_EQ(builtin_name(209), "STABLEHLO_CASE");
  EXPECT_EQ(builtin_name(210), "");
  EXPECT_EQ(builtin_name(-1), "");
}

}  // namespace
}  // namespace mote::run
