// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/flex_writer.h"
#include "tests/loaded_model.h"

namespace mote::ops {
namespace {

using testing::ElementsAre;
using tests::LoadedModel;
using tests::ModelDef;
using tests::TensorDef;

using Options = std::map<std::string, tests::FlexOption>;

Options options() {
  return {{"max_detections", 3}, {"max_classes_per_detection", 1},
          {"num_classes", 1}, {"nms_score_threshold", 0.5f},
          {"nms_iou_threshold", 0.5f}, {"y_scale", 1.0f}, {"x_scale", 1.0f},
          {"h_scale", 1.0f}, {"w_scale", 1.0f}};
}

// Boxes of the size of their anchors: two are nearly one, the third is apart.
ModelDef detection(const Options& options) {
  const std::vector<float> anchors = {0, 0,    2, 2, 0, 0.1f, 2, 2,
                                      9, 9.0f, 2, 2};
  TensorDef constant = {.name = "", .type = Type::kFloat32, .shape = {3, 4}};
  constant.data.resize(4 * anchors.size());
  std::memcpy(constant.data.data(), anchors.data(), constant.data.size());
  const auto real = [](std::vector<int32_t> shape) {
    return TensorDef{.name = "", .type = Type::kFloat32,
                     .shape = std::move(shape)};
  };
  ModelDef model;
  model.tensors = {real({1, 3, 1}), real({1, 3, 4}), constant, real({1, 3, 4}),
                   real({1, 3}), real({1, 3}), real({1})};
  model.ops = {{.code = 32, .inputs = {1, 0, 2}, .outputs = {3, 4, 5, 6},
                .custom_name = "TFLite_Detection_PostProcess"}};
  model.ops[0].custom_options = tests::flex_map(options);
  model.inputs = {0, 1};
  model.outputs = {5, 6};
  return model;
}

std::vector<float> found(const Options& options, std::vector<float> scores) {
  LoadedModel m(detection(options));
  EXPECT_EQ(m.fault.status, Status::kOk);
  float* encodings = m.interpreter.input<float>(1);
  std::fill(encodings, encodings + 12, 0.0f);
  EXPECT_EQ(m.invoke(scores), Status::kOk);
  return m.output<float>();
}

TEST(DetectionPostProcess, OfTwoThatOverlapTheBetterRemains) {
  EXPECT_THAT(found(options(), {0.6f, 0.7f, 0.65f}),
              ElementsAre(0.7f, 0.65f, 0));
}

TEST(DetectionPostProcess, LowScoresAreLeftOut) {
  EXPECT_THAT(found(options(), {0.4f, 0.2f, 0.5f}), ElementsAre(0.5f, 0, 0));
}

TEST(DetectionPostProcess, RegularAndFastAgreeOnOneClass) {
  Options regular = options();
  regular["use_regular_nms"] = true;
  EXPECT_EQ(found(regular, {0.6f, 0.7f, 0.65f}),
            found(options(), {0.6f, 0.7f, 0.65f}));
}

TEST(DetectionPostProcess, RefusesOptionsOutOfRange) {
  const std::pair<std::string, tests::FlexOption> wrong[] = {
      {"max_detections", -1}, {"max_classes_per_detection", 0},
      {"num_classes", 0}, {"nms_iou_threshold", 0.0f},
      {"nms_iou_threshold", 1.5f}, {"max_detections", INT32_MAX}};
  for (const auto& [name, value] : wrong) {
    Options changed = options();
    changed[name] = value;
    EXPECT_EQ(LoadedModel(detection(changed)).fault.status,
              Status::kBadOption) << name;
  }
}

}  // namespace
}  // namespace mote::ops
