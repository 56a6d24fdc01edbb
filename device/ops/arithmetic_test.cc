// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/arithmetic.h"

#include <gtest/gtest.h>

#include "tests/loaded_model.h"

namespace mote::ops {
namespace {

using tests::LoadedModel;
using tests::ModelDef;
using tests::TensorDef;

constexpr int32_t kAdd = 0, kMul = 18, kDiv = 42;

ModelDef pair_model(int32_t code, const TensorDef& a, const TensorDef& b,
                    const TensorDef& out) {
  return {{a, b, out}, {{code, {0, 1}, {2}}}, {0, 1}, {2}};
}

TensorDef plain(Type type) { return {"t", type, {2}}; }
TensorDef quantized(Type type, float scale, int64_t zero_point) {
  return {"t", type, {2}, scale, zero_point};
}

Status refused(int32_t code, const TensorDef& a, const TensorDef& b,
               const TensorDef& out) {
  return LoadedModel(pair_model(code, a, b, out)).fault.status;
}

TEST(Arithmetic, RefusesOperandsThatDoNotGoTogether) {
  const TensorDef x = quantized(Type::kInt8, 0.5f, 0);
  EXPECT_EQ(refused(kAdd, x, plain(Type::kInt8), x), Status::kBadQuantization);
  EXPECT_EQ(refused(kAdd, x, x, quantized(Type::kInt8, 0.5f, 128)),
            Status::kBadQuantization);
  EXPECT_EQ(refused(kAdd, x, plain(Type::kInt32), x), Status::kWrongType);
  EXPECT_EQ(refused(kAdd, x, x, plain(Type::kInt32)), Status::kWrongType);
  EXPECT_EQ(refused(kAdd, x, x, {"t", Type::kInt8, {3}, 0.5f}),
            Status::kWrongShape);
  EXPECT_EQ(refused(kAdd, plain(Type::kBool), plain(Type::kBool),
                    plain(Type::kBool)), Status::kWrongType);
}

// Integers of one type, run on these values.
template <class T>
LoadedModel run(int32_t code, Type type, std::vector<T> a, std::vector<T> b) {
  LoadedModel model(pair_model(code, plain(type), plain(type), plain(type)));
  for (size_t i = 0; i < a.size(); ++i) model.interpreter.input<T>(0)[i] = a[i];
  for (size_t i = 0; i < b.size(); ++i) model.interpreter.input<T>(1)[i] = b[i];
  return model;
}

TEST(Arithmetic, IntegersWrap) {
  auto sum = run<int32_t>(kAdd, Type::kInt32, {INT32_MAX, 1}, {1, 2});
  EXPECT_EQ(sum.interpreter.invoke(), Status::kOk);
  EXPECT_EQ(sum.output<int32_t>(), (std::vector<int32_t>{INT32_MIN, 3}));
  auto product = run<int64_t>(kMul, Type::kInt64, {INT64_MIN, 3}, {-1, 4});
  EXPECT_EQ(product.interpreter.invoke(), Status::kOk);
  EXPECT_EQ(product.output<int64_t>(), (std::vector<int64_t>{INT64_MIN, 12}));
}

TEST(Arithmetic, DivisionByZeroIsBadData) {
  auto good = run<int32_t>(kDiv, Type::kInt32, {INT32_MIN, -7}, {-1, 2});
  EXPECT_EQ(good.interpreter.invoke(), Status::kOk);
  EXPECT_EQ(good.output<int32_t>(), (std::vector<int32_t>{INT32_MIN, -3}));
  auto bad = run<int32_t>(kDiv, Type::kInt32, {1, 1}, {1, 0});
  EXPECT_EQ(bad.interpreter.invoke(), Status::kBadData);
}

// Every pair of bytes against real arithmetic.
TEST(Arithmetic, QuantizedSumIsWithinOneStep) {
  const TensorDef a = {"a", Type::kInt8, {256, 1}, 0.11f, 5};
  const TensorDef b = {"b", Type::kInt8, {256}, 0.07f, -30};
  LoadedModel model(
      pair_model(kAdd, a, b, {"out", Type::kInt8, {256, 256}, 0.15f, -9}));
  ASSERT_EQ(model.fault.status, Status::kOk);
  for (int i = 0; i < 256; ++i) {
    model.interpreter.input<int8_t>(0)[i] = static_cast<int8_t>(i - 128);
    model.interpreter.input<int8_t>(1)[i] = static_cast<int8_t>(i - 128);
  }
  ASSERT_EQ(model.interpreter.invoke(), Status::kOk);
  const int8_t* out = model.interpreter.output<int8_t>(0);
  for (int i = 0; i < 65536; ++i) {
    const double real = 0.11 * (i / 256 - 133) + 0.07 * (i % 256 - 98);
    ASSERT_NEAR(out[i], std::clamp(real / 0.15 - 9, -128.0, 127.0), 0.51) << i;
  }
}

}  // namespace
}  // namespace mote::ops
