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

// The buffer, reshaped by a second operator.
ModelDef buffer(int32_t cycles, bool variable = true) {
  ModelDef model;
  model.tensors = {{.name = "x", .shape = {1, 1, 1, 2}},
                   {.name = "last", .shape = {1, 2, 1, 2}, .scale = 1.0f,
                    .zero_point = 3, .variable = variable},
                   {.name = "y", .shape = {4}}};
  model.ops = {{.code = 32, .inputs = {0}, .outputs = {1},
                .custom_name = "CIRCULAR_BUFFER"},
               {.code = 22, .inputs = {1}, .outputs = {2}}};
  model.ops[0].custom_options = tests::flex_map({{"cycles_max", cycles}});
  model.inputs = {0};
  model.outputs = {2};
  return model;
}

TEST(CircularBuffer, StartsWithZeroPointsAndKeepsTheLastInputs) {
  LoadedModel m(buffer(1));
  ASSERT_EQ(m.invoke<int8_t>({4, 5}), Status::kOk);
  EXPECT_THAT(m.output<int8_t>(), ElementsAre(3, 3, 4, 5));
  ASSERT_EQ(m.invoke<int8_t>({6, 7}), Status::kOk);
  EXPECT_THAT(m.output<int8_t>(), ElementsAre(4, 5, 6, 7));
  ASSERT_EQ(m.interpreter.reset(), Status::kOk);
  ASSERT_EQ(m.invoke<int8_t>({8, 9}), Status::kOk);
  EXPECT_THAT(m.output<int8_t>(), ElementsAre(3, 3, 8, 9));
}

TEST(CircularBuffer, EndsTheInferenceEarlyWhileItGathers) {
  LoadedModel m(buffer(2));
  for (int8_t i = 0; i < 6; ++i) {
    ASSERT_EQ(m.invoke<int8_t>({i, i}), Status::kOk);
    EXPECT_EQ(m.interpreter.ended_early(), i % 2 == 0);
    if (i % 2 == 0) continue;
    const int before = i - 1;
    EXPECT_THAT(m.output<int8_t>(), ElementsAre(before, before, i, i));
  }
}

TEST(CircularBuffer, StepEndsWithIt) {
  LoadedModel m(buffer(2));
  bool done = false;
  ASSERT_EQ(m.interpreter.step(done), Status::kOk);
  EXPECT_TRUE(done);
  ASSERT_EQ(m.interpreter.step(done), Status::kOk);
  EXPECT_FALSE(done);
}

TEST(CircularBuffer, NeedsAVariable) {
  EXPECT_EQ(LoadedModel(buffer(1, false)).fault.status, Status::kWrongType);
}

TEST(Verifier, AnOperatorMayNotReadTheVariableThatItWrites) {
  ModelDef model = buffer(1);
  model.ops[0].inputs = {1};
  EXPECT_EQ(LoadedModel(model).fault.status, Status::kBadOrder);
}

}  // namespace
}  // namespace mote::ops
