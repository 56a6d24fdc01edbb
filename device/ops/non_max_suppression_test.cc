// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/non_max_suppression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/loaded_model.h"

namespace mote::ops {
namespace {

using tests::LoadedModel;
using tests::TensorDef;
using testing::ElementsAre;

template <class T>
base::Bytes bytes_of(T value) {
  const uint8_t* at = reinterpret_cast<const uint8_t*>(&value);
  return base::Bytes(at, at + sizeof(T));
}

TensorDef scalar(const char* name, float value) {
  return {name, Type::kFloat32, {}, 0, 0, bytes_of(value)};
}

// The three best of four boxes; those that overlap by half are left out.
LoadedModel soft_model(float sigma) {
  return LoadedModel({{{"boxes", Type::kFloat32, {4, 4}},
                       {"scores", Type::kFloat32, {4}},
                       {"most", Type::kInt32, {}, 0, 0, bytes_of(3)},
                       scalar("overlap", 0.5f),
                       scalar("score", 0.1f),
                       scalar("sigma", sigma),
                       {"chosen", Type::kInt32, {3}},
                       {"best", Type::kFloat32, {3}},
                       {"count", Type::kInt32, {}}},
                      {{NonMaxSuppressionV5::kCode, {0, 1, 2, 3, 4, 5},
                        {6, 7, 8}}},
                      {0, 1},
                      {6, 7, 8}});
}

Status choose(LoadedModel& model, const std::vector<float>& boxes,
              const std::vector<float>& scores) {
  std::copy(scores.begin(), scores.end(), model.interpreter.input<float>(1));
  return model.invoke(boxes);
}

const std::vector<float> kBoxes = {0, 0, 2, 2, /**/ 2, 2, 0, 0.1f,
                                   5, 5, 6, 6, /**/ 8, 8, 9, 9};

TEST(NonMaxSuppression, LeavesOutWhatOverlapsWhicheverCornersAreGiven) {
  LoadedModel model = soft_model(0.0f);
  ASSERT_EQ(model.fault.status, Status::kOk);
  ASSERT_EQ(choose(model, kBoxes, {0.5f, 0.9f, 0.6f, 0.05f}), Status::kOk);
  EXPECT_THAT(model.output<int32_t>(0), ElementsAre(1, 2, 0));
  EXPECT_THAT(model.output<float>(1), ElementsAre(0.9f, 0.6f, 0.0f));
  EXPECT_THAT(model.output<int32_t>(2), ElementsAre(2));
}

TEST(NonMaxSuppression, TakesTheFirstOfEqualScores) {
  LoadedModel model = soft_model(0.0f);
  ASSERT_EQ(choose(model, kBoxes, {0.3f, 0.2f, 0.3f, 0.3f}), Status::kOk);
  EXPECT_THAT(model.output<int32_t>(0), ElementsAre(0, 2, 3));
}

TEST(NonMaxSuppression, EndsWhenAScoreTurnsIntoNoNumber) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  LoadedModel model = soft_model(0.5f);
  std::vector<float> boxes = kBoxes;
  boxes[2] = boxes[10] = kInfinity;
  EXPECT_EQ(choose(model, boxes, {kInfinity, 0.9f, kInfinity, 0.05f}),
            Status::kOk);
}

}  // namespace
}  // namespace mote::ops
