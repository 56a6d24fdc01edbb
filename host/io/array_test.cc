// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/array.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mote::io {
namespace {

double through(Type type, double value) {
  Array array = {type, {}, base::Bytes(8)};
  set_real(array, 0, value);
  return real_at(array, 0);
}

TEST(Array, EveryHalfFloatSurvivesARoundTrip) {
  Array array = {Type::kFloat16, {}, base::Bytes(2)};
  for (int bits = 0; bits < 0x7c00; ++bits) {
    array.data = {static_cast<uint8_t>(bits & 255),
                  static_cast<uint8_t>(bits >> 8)};
    const base::Bytes before = array.data;
    set_real(array, 0, real_at(array, 0));
    ASSERT_EQ(array.data, before) << bits;
  }
}

TEST(Array, HalfFloatsRoundAndOverflow) {
  EXPECT_EQ(through(Type::kFloat16, 1.0 + 1.0 / 4096), 1.0);
  EXPECT_EQ(through(Type::kFloat16, -65504), -65504);
  EXPECT_EQ(through(Type::kFloat16, 1e9), HUGE_VAL);
  EXPECT_TRUE(std::isnan(through(Type::kFloat16, NAN)));
}

TEST(Array, IntegersSaturateAndRound) {
  EXPECT_EQ(through(Type::kInt8, 200), 127);
  EXPECT_EQ(through(Type::kInt8, -200), -128);
  EXPECT_EQ(through(Type::kInt8, 1.5), 2);
  EXPECT_EQ(through(Type::kUInt8, NAN), 0);
  EXPECT_EQ(through(Type::kInt64, 1e30), 9223372036854775807.0);
}

TEST(Array, LargeUnsignedNumbersPrintAsTheyAre) {
  const Array array = {Type::kUInt64, {}, base::Bytes(8, 255)};
  EXPECT_EQ(element_text(array, 0), "18446744073709551615");
}

}  // namespace
}  // namespace mote::io
