// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/inspect/report.h"

#include <gtest/gtest.h>

#include "tests/model_builder.h"

namespace mote::inspect {
namespace {

Report report(const tests::ModelDef& model) {
  return inspect(run::ModelFile::parse(tests::build(model), "m").value());
}

TEST(Report, ListsOperatorsWithTheVariantsInUse) {
  EXPECT_EQ(report(tests::softmax_model(Type::kInt8, 4)).op_list,
            "using Ops = mote::ops::List<\n"
            "    mote::ops::Only<mote::ops::Softmax, int8_t>>;\n");
  EXPECT_EQ(report(tests::reshape_model(Type::kInt8, {4}, {2, 2})).op_list,
            "using Ops = mote::ops::List<\n    mote::ops::Reshape>;\n");
}

TEST(Report, TellsAllThatIsRefused) {
  tests::ModelDef model = tests::custom_model("Mine");
  model.tensors.push_back(model.tensors[1]);
  model.ops.push_back({.code = 30, .inputs = {1}, .outputs = {2}});
  const Report it = report(model);
  ASSERT_EQ(it.problems.size(), 2u);
  EXPECT_EQ(it.problems[1].where, "m, operator 1 SKIP_GRAM");
  EXPECT_FALSE(it.arena_bytes);
}

TEST(Report, CountsABufferOnce) {
  tests::ModelDef model = tests::reshape_model(Type::kInt8, {4}, {2, 2});
  model.tensors.push_back({.name = "shape", .type = Type::kInt32,
                           .shape = {2}, .data = base::Bytes(8, 1)});
  model.ops[0].inputs.push_back(2);
  const Report it = report(model);
  EXPECT_EQ(it.constant_bytes, 8u);
  EXPECT_EQ(it.subgraphs[0].tensors[0].role, "input");
  EXPECT_EQ(it.subgraphs[0].tensors[1].role, "output");
  EXPECT_EQ(it.subgraphs[0].tensors[2].role, "constant");
  EXPECT_TRUE(it.arena_bytes);
}

}  // namespace
}  // namespace mote::inspect
