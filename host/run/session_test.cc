// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/session.h"

#include <gtest/gtest.h>

#include "host/run/explain.h"
#include "tests/model_builder.h"

namespace mote::run {
namespace {

using tests::ModelDef;

ModelFile::Pointer file(const ModelDef& model) {
  return ModelFile::parse(tests::build(model), "m").value();
}

std::string refusal(const ModelDef& model) {
  const auto parsed = ModelFile::parse(tests::build(model), "m");
  if (!parsed.ok()) return parsed.error().sentence();
  const auto session = Session::load(parsed.value());
  return session.ok() ? "" : session.error().sentence();
}

TEST(Session, RunsAModel) {
  const auto session = Session::load(
      file(tests::reshape_model(Type::kInt8, {1, 4}, {2, 2})));
  ASSERT_TRUE(session.ok()) << session.error().sentence();
  const auto outputs = session.value()->invoke({{1, 2, 3, 4}});
  ASSERT_TRUE(outputs.ok());
  EXPECT_EQ(outputs.value()[0].shape, (std::vector<int32_t>{2, 2}));
  EXPECT_EQ(outputs.value()[0].data, (base::Bytes{1, 2, 3, 4}));
}

TEST(Session, ItsArenaIsExactlyWhatTheModelNeeds) {
  for (const int32_t n : {1, 1000, 10000000}) {
    const auto model = file(tests::reshape_model(Type::kInt8, {n}, {n, 1}));
    const auto session = Session::load(model);
    ASSERT_TRUE(session.ok()) << session.error().sentence();
    const uint32_t need = session.value()->arena_bytes();
    EXPECT_TRUE(Session::load(model, need).ok());
    const auto less = Session::load(model, need - 16);
    ASSERT_FALSE(less.ok());
    EXPECT_NE(less.error().what.find(" is 16 bytes too small"),
              std::string::npos);
  }
}

TEST(Session, NamesAnOperatorThatIsMissing) {
  EXPECT_EQ(refusal(tests::custom_model("Mine")),
            "m, operator 0 Mine: Mote does not have this operator; replace it "
            "in the model, or declare it in device/ops");
}

TEST(Session, NamesTheOperandOfAWrongType) {
  EXPECT_EQ(refusal(tests::softmax_model(Type::kFloat64, 4)).substr(0, 82),
            "m, operator 0 SOFTMAX, input 0 (tensor 0 'x'): float64 [1,4] is "
            "not of a type that");
}

TEST(Session, NamesTheOperandOfAWrongShape) {
  const std::string text =
      refusal(tests::reshape_model(Type::kInt8, {1, 4}, {3}));
  EXPECT_EQ(text.substr(0, text.find(';')),
            "m, operator 0 RESHAPE, output 0 (tensor 1 'y'): the shape of int8 "
            "[3] is not one that RESHAPE takes there beside int8 [1,4]");
}

TEST(Session, NamesTheVersionThatIsTooNew) {
  ModelDef model = tests::softmax_model(Type::kInt8, 4);
  model.ops[0].version = 99;
  EXPECT_NE(refusal(model).find("version 99 is asked for and "),
            std::string::npos);
}

TEST(Session, RefusesEveryShorterFile) {
  const base::Bytes whole =
      tests::build(tests::softmax_model(Type::kInt8, 4));
  for (size_t size = 0; size + 4 < whole.size(); ++size) {
    const auto model =
        ModelFile::parse({whole.begin(), whole.begin() +
                          static_cast<ptrdiff_t>(size)}, "m");
    ASSERT_FALSE(model.ok()) << size;
  }
}

TEST(Session, EveryStatusHasASentenceWithACure) {
  for (int i = 1; i <= static_cast<int>(Status::kBadData); ++i) {
    const Fault fault = {static_cast<Status>(i), -1, -1, -1, 8};
    const base::Error error = explain(fault, "m", nullptr);
    EXPECT_FALSE(error.what.empty()) << i;
    EXPECT_FALSE(error.cure.empty()) << i;
  }
}

}  // namespace
}  // namespace mote::run
