// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tflite/import.h"

#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "host/export/tflite/export.h"
#include "host/passes/optimize.h"
#include "tests/model_builder.h"

namespace mote::tflite {
namespace {

using testing::HasSubstr;

base::Bytes softmax() {
  return tests::build(tests::softmax_model(Type::kInt8, 4));
}

TEST(Import, NamesWhatTheFileHolds) {
  const auto module = import_model(softmax(), "it");
  ASSERT_TRUE(module.ok()) << module.error().sentence();
  const ir::Graph& graph = module.value().main();
  ASSERT_EQ(graph.nodes.size(), 1u);
  EXPECT_EQ(graph.nodes[0].op, "SOFTMAX");
  EXPECT_EQ(ir::get<double>(graph.nodes[0].attributes, "beta", 0), 1.0);
  EXPECT_EQ(graph.value(graph.inputs[0]).name, "x");
}

TEST(Import, RefusesWhatIsNoModel) {
  const auto refused = import_model(base::Bytes(64, 0), "it");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().where, "it");
}

TEST(Import, EndsOnEveryPrefix) {
  const base::Bytes whole = softmax();
  for (size_t size = 0; size < whole.size(); ++size) {
    const base::Bytes part(whole.begin(),
                           whole.begin() + static_cast<std::ptrdiff_t>(size));
    static_cast<void>(import_model(part, "it").ok());
  }
}

// What is accepted of altered bytes is a sound graph, which passes may rewrite
// and the exporter may write.
TEST(Import, TakesAlteredBytesForASoundGraphOrRefusesThem) {
  const base::Bytes whole = softmax();
  std::mt19937 random(7);
  int accepted = 0;
  for (int round = 0; round < 3000; ++round) {
    base::Bytes bytes = whole;
    for (auto n = 1 + random() % 3; n > 0; --n) {
      bytes[random() % bytes.size()] = static_cast<uint8_t>(random());
    }
    auto module = import_model(bytes, "it");
    if (!module.ok()) continue;
    ++accepted;
    EXPECT_TRUE(ir::verify(*module, "it").ok());
    EXPECT_TRUE(passes::optimize(*module, {}, "it").ok());
    static_cast<void>(export_model(*module, "it").ok());
  }
  EXPECT_GT(accepted, 0);
}

TEST(Export, RefusesNodesOfOtherFormats) {
  auto module = import_model(softmax(), "it");
  ASSERT_TRUE(module.ok());
  module.value().main().nodes[0].op = "tf.Softmax";
  const auto refused = export_model(module.value(), "it");
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().sentence(), HasSubstr("tf.Softmax"));
}

TEST(Export, RefusesOptionsThatTheOperatorDoesNotHave) {
  auto module = import_model(softmax(), "it");
  ASSERT_TRUE(module.ok());
  module.value().main().nodes[0].attributes["gamma"] = 2.0;
  const auto refused = export_model(module.value(), "it");
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().sentence(), HasSubstr("SoftmaxOptions, gamma"));
}

TEST(Export, RefusesNumbersThatTheFieldCannotHold) {
  auto module = import_model(softmax(), "it");
  ASSERT_TRUE(module.ok());
  ir::Value& input = module.value().main().values[0];
  input.shape = std::vector<int64_t>{1, int64_t{1} << 40};
  const auto refused = export_model(module.value(), "it");
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().sentence(), HasSubstr("Tensor, shape"));
}

}  // namespace
}  // namespace mote::tflite
