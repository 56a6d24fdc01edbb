// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/unary.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/loaded_model.h"

namespace mote::ops {
namespace {

using tests::LoadedModel;
using tests::ModelDef;
using tests::TensorDef;

constexpr int32_t kLogistic = 14, kSqrt = 75, kNeg = 59;

ModelDef unary_model(int32_t code, const TensorDef& x, const TensorDef& y) {
  return {{x, y}, {{code, {0}, {1}}}, {0}, {1}};
}

std::vector<uint8_t> every_byte() {
  std::vector<uint8_t> bytes(256);
  for (size_t i = 0; i < 256; ++i) bytes[i] = static_cast<uint8_t>(i);
  return bytes;
}

TEST(Unary, TablesServeUnsignedBytes) {
  LoadedModel model(unary_model(kLogistic, {"x", Type::kUInt8, {256}, 0.1f, 90},
                                {"y", Type::kUInt8, {256}, 1.0f / 256, 0}));
  ASSERT_EQ(model.fault.status, Status::kOk);
  ASSERT_EQ(model.invoke(every_byte()), Status::kOk);
  const auto y = model.output<uint8_t>();
  for (int i = 0; i < 256; ++i) {
    const double exact = 256 / (1 + std::exp(-0.1 * (i - 90)));
    ASSERT_NEAR(y[static_cast<size_t>(i)], std::min(exact, 255.0), 0.51) << i;
  }
}

TEST(Unary, RefusesAZeroPointThatTheTypeCannotHold) {
  const LoadedModel model(
      unary_model(kLogistic, {"x", Type::kInt8, {1}, 0.1f, 128},
                  {"y", Type::kInt8, {1}, 1.0f / 256, -128}));
  EXPECT_EQ(model.fault.status, Status::kBadQuantization);
  EXPECT_EQ(model.fault.tensor, 0);
}

TEST(Unary, RootsOfNegativeNumbersAreBadData) {
  LoadedModel model(unary_model(kSqrt, {"x", Type::kInt8, {2}, 0.1f, 5},
                                {"y", Type::kInt8, {2}, 0.1f, 0}));
  EXPECT_EQ(model.invoke<int8_t>({5, 127}), Status::kOk);
  EXPECT_EQ(model.invoke<int8_t>({5, 4}), Status::kBadData);
}

TEST(Unary, NegationOfTheLowestIntegerStays) {
  LoadedModel model(unary_model(kNeg, {"x", Type::kInt32, {2}},
                                {"y", Type::kInt32, {2}}));
  ASSERT_EQ(model.invoke<int32_t>({INT32_MIN, 7}), Status::kOk);
  EXPECT_EQ(model.output<int32_t>(), (std::vector<int32_t>{INT32_MIN, -7}));
}

}  // namespace
}  // namespace mote::ops
