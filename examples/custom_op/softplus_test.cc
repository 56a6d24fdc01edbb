// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "examples/custom_op/softplus.h"

#include <gtest/gtest.h>

#include <cmath>

#include "device/ops/reshape.h"
#include "device/runtime/interpreter.h"
#include "tests/flex_writer.h"
#include "tests/model_builder.h"

namespace example {
namespace {

using mote::Status;
using Ops = mote::ops::List<Softplus, mote::ops::Reshape>;

// One Softplus on four numbers, loaded by a program with that list.
struct Program {
  explicit Program(mote::tests::ModelDef model, float beta) {
    model.ops[0].custom_options = mote::tests::flex_map({{"beta", beta}});
    bytes = mote::tests::build(model);
    fault = interpreter.load({bytes.data(), bytes.size()}, mote::ops::kOps<Ops>,
                             {arena, sizeof(arena)});
  }

  mote::base::Bytes bytes;
  alignas(16) uint8_t arena[4096];
  mote::Interpreter interpreter;
  mote::Fault fault;
};

double softplus(double x, double beta) {
  return std::log1p(std::exp(beta * x)) / beta;
}

mote::tests::ModelDef float_model() {
  auto model = mote::tests::custom_model("Softplus");
  for (auto& tensor : model.tensors) tensor.type = mote::Type::kFloat32;
  return model;
}

TEST(Softplus, ComputesFloatsWithTheOptionOfTheModel) {
  Program program(float_model(), 2.0f);
  ASSERT_EQ(program.fault.status, Status::kOk);
  const float x[] = {-3.0f, 0.0f, 0.5f, 40.0f};
  std::copy(x, x + 4, program.interpreter.input<float>(0));
  ASSERT_EQ(program.interpreter.invoke(), Status::kOk);
  for (int i = 0; i < 4; ++i) {
    EXPECT_NEAR(program.interpreter.output<float>(0)[i], softplus(x[i], 2.0),
                1e-6);
  }
}

TEST(Softplus, ComputesInt8ByTheTableThatTheFamilyMakes) {
  auto model = mote::tests::custom_model("Softplus");
  model.tensors[0].scale = 0.05f, model.tensors[0].zero_point = 7;
  model.tensors[1].scale = 0.03f, model.tensors[1].zero_point = -128;
  Program program(model, 1.0f);
  ASSERT_EQ(program.fault.status, Status::kOk);
  const int8_t x[] = {-128, 7, 30, 127};
  std::copy(x, x + 4, program.interpreter.input<int8_t>(0));
  ASSERT_EQ(program.interpreter.invoke(), Status::kOk);
  for (int i = 0; i < 4; ++i) {
    const double y = softplus(0.05f * (x[i] - 7), 1.0);
    EXPECT_EQ(program.interpreter.output<int8_t>(0)[i],
              std::lround(y / 0.03f) - 128);
  }
}

TEST(Softplus, RefusesABetaWithoutMeaning) {
  Program program(float_model(), 0.0f);
  EXPECT_EQ(program.fault.status, Status::kBadOption);
  EXPECT_EQ(program.fault.op, 0);
}

TEST(Softplus, IsFoundByItsNameOnly) {
  auto model = float_model();
  model.ops[0].custom_name = "Softminus";
  Program program(model, 1.0f);
  EXPECT_EQ(program.fault.status, Status::kNoOperator);
}

}  // namespace
}  // namespace example
