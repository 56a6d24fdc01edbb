// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tensorflow/graph_reader.h"

#include <gmock/gmock.h>

#include "tests/graph_messages.h"

namespace mote::tensorflow {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using tests::add_floats;
using tests::add_input;
using tests::add_node;

std::vector<std::string> ops(const ir::Graph& graph) {
  std::vector<std::string> out;
  for (const ir::Node& node : graph.nodes) out.push_back(node.op);
  return out;
}

TEST(GraphReader, OrdersNodesAndLeavesOutWhatNobodyNeeds) {
  proto::GraphDef graph;
  add_node(graph.mutable_node(), "y", "Tanh", {"r", "^unread"});
  add_node(graph.mutable_node(), "r", "Relu", {"x"});
  add_node(graph.mutable_node(), "unread", "Exp", {"x"});
  add_input(graph.mutable_node(), "x", {1, 2});
  const auto module = GraphReader(graph, "g").read({"x"}, {"y"});
  ASSERT_TRUE(module.ok());
  EXPECT_THAT(ops(module.value().main()), ElementsAre("tf.Relu", "tf.Tanh"));
  EXPECT_TRUE(ir::verify(module.value(), "g").ok());
}

TEST(GraphReader, InlinesCalls) {
  proto::GraphDef graph;
  add_input(graph.mutable_node(), "x", {1, 2});
  auto& call = add_node(graph.mutable_node(), "call", "PartitionedCall", {"x"});
  (*call.mutable_attr())["f"].mutable_func()->set_name("f");
  auto& f = *graph.mutable_library()->add_function();
  f.mutable_signature()->set_name("f");
  f.mutable_signature()->add_input_arg()->set_name("a");
  f.mutable_signature()->add_output_arg()->set_name("b");
  (*f.mutable_ret())["b"] = "neg:y:0";
  add_node(f.mutable_node_def(), "neg", "Neg", {"a"});
  const auto module = GraphReader(graph, "g").read({"x"}, {"call:0"});
  ASSERT_TRUE(module.ok()) << module.error().sentence();
  EXPECT_THAT(ops(module.value().main()), ElementsAre("tf.Neg"));
}

TEST(GraphReader, RefusesAFunctionThatCallsItself) {
  proto::GraphDef graph;
  add_input(graph.mutable_node(), "x", {1});
  add_node(graph.mutable_node(), "call", "f", {"x"});
  auto& f = *graph.mutable_library()->add_function();
  f.mutable_signature()->set_name("f");
  f.mutable_signature()->add_input_arg()->set_name("a");
  f.mutable_signature()->add_output_arg()->set_name("b");
  (*f.mutable_ret())["b"] = "again:0:0";
  add_node(f.mutable_node_def(), "again", "f", {"a"});
  const auto module = GraphReader(graph, "g").read({"x"}, {"call"});
  ASSERT_FALSE(module.ok());
  EXPECT_THAT(module.error().what, HasSubstr("nested"));
}

TEST(GraphReader, RefusesACircle) {
  proto::GraphDef graph;
  add_node(graph.mutable_node(), "a", "Neg", {"b"});
  add_node(graph.mutable_node(), "b", "Neg", {"a"});
  const auto module = GraphReader(graph, "g").read({}, {"a"});
  ASSERT_FALSE(module.ok());
  EXPECT_THAT(module.error().what, HasSubstr("depends on itself"));
}

TEST(GraphReader, NamesAMissingNode) {
  proto::GraphDef graph;
  add_node(graph.mutable_node(), "a", "Neg", {"gone"});
  const auto module = GraphReader(graph, "g").read({}, {"a"});
  ASSERT_FALSE(module.ok());
  EXPECT_THAT(module.error().sentence(), HasSubstr("gone"));
}

TEST(GraphReader, VariablesAreConstantsOfTheirContents) {
  proto::GraphDef graph;
  auto& handle = add_node(graph.mutable_node(), "h", "VarHandleOp");
  tests::set_string(handle, "shared_name", "w");
  add_node(graph.mutable_node(), "read", "ReadVariableOp", {"h"});
  add_node(graph.mutable_node(), "y", "Neg", {"read"});
  GraphReader without(graph, "g");
  EXPECT_FALSE(without.read({}, {"y"}).ok());
  GraphReader with(graph, "g");
  with.set_variables({{"w", {Type::kFloat32, {1},
                             ir::make_constant(base::Bytes(4))}}});
  const auto module = with.read({}, {"y"});
  ASSERT_TRUE(module.ok());
  const ir::Graph& main = module.value().main();
  EXPECT_NE(main.value(main.nodes.back().inputs[0]).constant, nullptr);
}

TEST(GraphReader, LoopsWithoutFunctionsBecomeOneNode) {
  proto::GraphDef graph;
  auto* nodes = graph.mutable_node();
  add_input(nodes, "x", {});
  add_floats(nodes, "limit", {}, {10});
  tests::set_string(add_node(nodes, "enter", "Enter", {"x"}), "frame_name",
                      "f");
  add_node(nodes, "merge", "Merge", {"enter", "next"});
  add_node(nodes, "less", "Less", {"merge", "limit"});
  add_node(nodes, "cond", "LoopCond", {"less"});
  add_node(nodes, "switch", "Switch", {"merge", "cond"});
  add_node(nodes, "body", "AddV2", {"switch:1", "limit"});
  add_node(nodes, "next", "NextIteration", {"body"});
  add_node(nodes, "exit", "Exit", {"switch"});
  const auto module = GraphReader(graph, "g").read({"x"}, {"exit"});
  ASSERT_TRUE(module.ok()) << module.error().sentence();
  EXPECT_THAT(ops(module.value().main()), ElementsAre("tf.While"));
  ASSERT_EQ(module.value().graphs.size(), 3u);
  EXPECT_THAT(ops(module.value().graphs[1]), ElementsAre("tf.Less"));
  EXPECT_THAT(ops(module.value().graphs[2]), ElementsAre("tf.AddV2"));
}

}  // namespace
}  // namespace mote::tensorflow
