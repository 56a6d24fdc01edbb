// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/params_text.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace mote::run {

enum class Color : int8_t { kRed = -1, kBlue = 1 };
struct Inner {
  int16_t a;
  float b;
};
struct Outer {
  Inner pair[2];
  int32_t rows[3];
  Color color;
  int64_t wide;
  uint8_t flag;
};
struct Empty {};

namespace {

TEST(ParamsText, NamesEveryMemberInItsOrder) {
  const Outer outer = {{{1, 0.5f}, {-2, -1.0f}},
                       {1, 2, 3},
                       Color::kBlue,
                       -5,
                       255};
  EXPECT_EQ(value_text(outer),
            "{/*pair=*/{{/*a=*/1, /*b=*/0x1p-1f}, {/*a=*/-2, /*b=*/-0x1p+0f}}, "
            "/*rows=*/{1, 2, 3}, /*color=*/Color(1), "
            "/*wide=*/-5ll, /*flag=*/255}");
  EXPECT_EQ(value_text(Empty()), "{}");
}

TEST(ParamsText, WritesTheEndsOfRangesAsLiterals) {
  EXPECT_EQ(value_text(std::numeric_limits<int32_t>::min()),
            "(-2147483647 - 1)");
  EXPECT_EQ(value_text(std::numeric_limits<int64_t>::min()),
            "(-9223372036854775807ll - 1)");
  EXPECT_EQ(value_text(std::numeric_limits<uint32_t>::max()), "4294967295u");
  EXPECT_EQ(value_text(-std::numeric_limits<float>::infinity()),
            "-__builtin_inff()");
  EXPECT_EQ(value_text(std::numeric_limits<float>::denorm_min()), "0x1p-149f");
}

}  // namespace
}  // namespace mote::run
