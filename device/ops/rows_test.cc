// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/rows.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/loaded_model.h"

namespace mote::ops {
namespace {

using tests::LoadedModel;
using tests::ModelDef;

constexpr int32_t kSoftmax = 25, kLogSoftmax = 50, kL2Normalization = 11;

ModelDef row_model(int32_t code, Type type, int32_t depth, float scale,
                   float out_scale, int64_t out_zero) {
  ModelDef model = {{{"x", type, {3, depth}, scale, 0},
                     {"y", type, {3, depth}, out_scale, out_zero}},
                    {{code, {0}, {1}}}, {0}, {1}};
  if (code == kSoftmax) {
    model.ops[0].options_type = 9;
    model.ops[0].options = {{0, tests::scalar(1.0f)}};
  }
  return model;
}

TEST(Rows, ProbabilitiesOfWordsAddUpToOne) {
  LoadedModel model(
      row_model(kSoftmax, Type::kInt16, 100, 1e-3f, 1.0f / 32768, 0));
  ASSERT_EQ(model.fault.status, Status::kOk);
  std::vector<int16_t> in(300);
  for (size_t i = 0; i < 300; ++i) in[i] = static_cast<int16_t>(i * i * 37);
  ASSERT_EQ(model.invoke(in), Status::kOk);
  const auto out = model.output<int16_t>();
  for (int r = 0; r < 300; r += 100) {
    EXPECT_NEAR(std::accumulate(&out[0] + r, &out[0] + r + 100, 0), 32768, 60);
  }
}

TEST(Rows, RefusesMoreThanCanBeAdded) {
  const auto load = [](int32_t code, Type type, int32_t depth, float out_scale,
                       int64_t out_zero) {
    return LoadedModel(row_model(code, type, depth, 0.1f, out_scale, out_zero))
        .fault.status;
  };
  EXPECT_EQ(load(kSoftmax, Type::kInt8, 4095, 1.0f / 256, -128), Status::kOk);
  EXPECT_EQ(load(kSoftmax, Type::kInt8, 4096, 1.0f / 256, -128),
            Status::kWrongShape);
  EXPECT_EQ(load(kSoftmax, Type::kInt16, 65537, 1.0f / 32768, 0),
            Status::kWrongShape);
  EXPECT_EQ(load(kLogSoftmax, Type::kInt8, 4096, 1.0f / 16, 127),
            Status::kWrongShape);
  EXPECT_EQ(load(kL2Normalization, Type::kInt8, 33026, 1.0f / 128, 0),
            Status::kWrongShape);
}

}  // namespace
}  // namespace mote::ops
