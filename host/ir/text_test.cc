// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/ir/text.h"

#include <cmath>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace mote::ir {
namespace {

using testing::HasSubstr;

// One of everything that a module can hold.
Module full() {
  Module module;
  module.description = "quotes \" and \\ and \n lines";
  module.extra["x"] =
      std::vector<Record>{{"ExternalBuffer", {{"id", int64_t{3}}}}};
  module.metadata = {{"note", make_constant({1, 2})}, {"empty", nullptr}};
  module.graphs.resize(2);
  Graph& graph = module.main();
  graph.name = "main";
  Value x{.name = "x", .type = Type::kInt8};
  x.shape = std::vector<int64_t>{-1, 4};
  x.stand_in = {1, 4};
  x.quantization = {{0.1f, 1e-30f}, {-3, 5}, 1, {-1.5f}, {2.0f}};
  graph.inputs = {graph.add(x)};
  Value any{.name = "", .type = static_cast<Type>(77)};
  any.shape = std::nullopt;
  any.variable = true;
  any.extra["has_rank"] = true;
  graph.add(any);
  Value w{.name = "w", .type = Type::kUInt8};
  w.shape = std::vector<int64_t>{20};
  w.constant = make_constant(base::Bytes(20, 0xab));
  graph.outputs = {graph.add(w)};
  graph.add(Value());  // nothing of it stands before the operator's name
  Node node{"custom.a b/c", 3, "layer", {}, {0, kNoValue}, {kNoValue}, {1}, {}};
  node.attributes = {
      {"flag", true},
      {"count", int64_t{-7}},
      {"real", 2.0},
      {"tiny", 5e-324},
      {"far", -INFINITY},
      {"text", std::string("int8")},
      {"type", Type::kBFloat16},
      {"shape", Shape(std::vector<int64_t>{1, -1})},
      {"rankless", Shape()},
      {"body", GraphRef{1}},
      {"value", TensorAttribute{Type::kInt8, {2}, make_constant({9, 8})}},
      {"nothing", TensorAttribute{}},
      {kCustomOptions, base::Bytes{0, 255}},
      {"ints", std::vector<int64_t>{1, 2}},
      {"none", std::vector<int64_t>{}},
      {"reals", std::vector<double>{0.5, 1e300}},
      {"strings", std::vector<std::string>{"a", ""}},
      {"types", std::vector<Type>{Type::kInt4, Type::kString}},
      {"shapes", std::vector<Shape>{std::nullopt, std::vector<int64_t>{}}},
      {"records", std::vector<Record>{{"R", {{"f", false}}}, {"S", {}}}}};
  node.extra["no_options"] = true;
  graph.nodes.push_back(node);
  module.signatures = {{"serve", 0, {{"in: \"1\"", 0}}, {}}};
  return module;
}

TEST(Text, GivesBackEverything) {
  const Module module = full();
  auto again = parse(print(module, Constants::kFull));
  ASSERT_TRUE(again.ok()) << again.error().sentence();
  EXPECT_EQ(print(*again, Constants::kFull), print(module, Constants::kFull));
  EXPECT_TRUE(*again == module);
}

TEST(Text, ShortensLargeConstantsToTheirHash) {
  const std::string text = print(full(), Constants::kShort);
  EXPECT_THAT(text, HasSubstr("= #20:"));
  EXPECT_THAT(text, HasSubstr("note\" = x\"0102\""));
  const auto refused = parse(text);
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().sentence(),
              HasSubstr("this text has their hash"));
}

TEST(Text, SaysWhereItDoesNotFit) {
  const auto refused = parse("module \"\"\ngraph \"g\" (%0) => ()");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().sentence(), "line 2, column 16: expected '->'");
}

TEST(Text, EndsOnEveryPrefix) {
  const std::string text = print(full(), Constants::kFull);
  const size_t graph_end = text.find("\n}");
  for (size_t i = 0; i < graph_end; ++i) {
    const auto part = parse(text.substr(0, i));
    EXPECT_TRUE(!part.ok() || part.value().graphs.empty()) << i;
  }
}

}  // namespace
}  // namespace mote::ir
