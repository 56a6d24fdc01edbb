// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/tables.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mote::ops {
namespace {

TEST(Tables, AreInTheOrderOfSignedBytes) {
  int8_t table[kByteTableBytes];
  fill_bytes_of(Type::kUInt8, Type::kInt8, table,
                [](int32_t q) { return q - 128; });
  for (int i = 0; i < 256; ++i) {
    const int8_t raw = static_cast<int8_t>(static_cast<uint8_t>(i));
    EXPECT_EQ(table[raw + 128], i - 128);
  }
}

TEST(Tables, HoldNothingBeyondTheOutputsType) {
  int8_t table[kByteTableBytes];
  fill_bytes_of(Type::kInt8, Type::kUInt8, table,
                [](int32_t q) { return q * 1000; });
  EXPECT_EQ(static_cast<uint8_t>(table[0]), 0);
  EXPECT_EQ(static_cast<uint8_t>(table[255]), 255);
}

TEST(Tables, SamplesFollowTheFunction) {
  int16_t samples[kSamples];
  const SampleRange range = {-8.0f, 8.0f, -1.0f, 32767.0f / 32768};
  sample(range, [](float x) { return mote::tanh(x); }, samples);
  for (int q = INT16_MIN; q <= INT16_MAX; ++q) {
    const double exact = 32768 * std::tanh(q / 4096.0);
    ASSERT_NEAR(interpolate(samples, static_cast<int16_t>(q)), exact, 4) << q;
  }
}

TEST(Tables, SamplesOfNoNumbersAreZero) {
  int16_t samples[kSamples];
  sample({0, 1, 0, 1}, [](float) { return not_a_number(); }, samples);
  EXPECT_EQ(samples[0], 0);
  EXPECT_EQ(samples[kSamples - 1], 0);
}

}  // namespace
}  // namespace mote::ops
