// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/export/tensorflow/export.h"

#include <gmock/gmock.h>

#include <cstring>
#include <set>

#include "host/import/tensorflow/messages.pb.h"
#include "host/import/tensorflow/model_reader.h"
#include "host/import/tensorflow/parse.h"
#include "host/ir/text.h"
#include "tests/temp_folder.h"

namespace mote::tensorflow {
namespace {

using ::testing::HasSubstr;

ir::ValueId add(ir::Graph& graph, const std::string& name, ir::Shape shape,
                std::optional<float> constant = {}) {
  ir::Value value;
  value.name = name;
  value.shape = std::move(shape);
  if (constant) {
    base::Bytes bytes(sizeof(float));
    std::memcpy(bytes.data(), &*constant, sizeof(float));
    value.constant = ir::make_constant(std::move(bytes));
  }
  return graph.add(std::move(value));
}

ir::ValueId add_node(ir::Graph& graph, const std::string& op,
                     std::vector<ir::ValueId> inputs) {
  ir::Node node;
  node.op = op;
  node.name = "layer";
  node.inputs = std::move(inputs);
  node.outputs = {add(graph, node.name, std::nullopt)};
  graph.nodes.push_back(node);
  return node.outputs[0];
}

// y = x * 2 + 2, all nodes of one name.
ir::Module sum() {
  ir::Module module;
  ir::Graph& graph = module.graphs.emplace_back();
  const ir::ValueId x = add(graph, "x y", std::vector<int64_t>{-1, 3});
  const ir::ValueId two = add(graph, "layer", std::vector<int64_t>{}, 2.0f);
  const ir::ValueId twice = add_node(graph, "tf.Mul", {x, two});
  graph.inputs = {x};
  graph.outputs = {add_node(graph, "tf.AddV2", {twice, two})};
  return module;
}

proto::GraphDef parsed(const Exported& exported) {
  proto::GraphDef graph;
  EXPECT_TRUE(
      parse(graph, exported.graph_def.data(), exported.graph_def.size()));
  return graph;
}

TEST(ExportGraph, GivesEveryNodeANameOfItsOwn) {
  const auto made = export_graph(sum(), "sum");
  ASSERT_TRUE(made.ok());
  std::set<std::string> names;
  const proto::GraphDef graph = parsed(made.value());
  for (const auto& node : graph.node()) {
    names.insert(node.name());
  }
  EXPECT_EQ(names, (std::set<std::string>{"x_y", "layer", "layer_1", "layer_2",
                                          "Identity"}));
  EXPECT_EQ(made.value().inputs[0].tensor, "x_y:0");
  EXPECT_EQ(made.value().outputs[0].tensor, "Identity:0");
}

TEST(ExportGraph, TellsTypesThatAnImporterLeftOut) {
  const auto made = export_graph(sum(), "sum");
  ASSERT_TRUE(made.ok());
  const proto::GraphDef graph = parsed(made.value());
  for (const auto& node : graph.node()) {
    if (node.op() != "Mul" && node.op() != "AddV2") continue;
    EXPECT_EQ(node.attr().at("T").type(), 1) << node.op();
  }
}

TEST(ExportGraph, IsReadBackAsItWas) {
  const auto made = export_graph(sum(), "sum");
  ASSERT_TRUE(made.ok());
  const tests::TempFolder folder;
  const auto path = folder.path() / "sum.pb";
  ASSERT_TRUE(base::write_file(path, made.value().graph_def).ok());
  const auto read = read_frozen_graph(path, {});
  ASSERT_TRUE(read.ok()) << read.error().sentence();
  ASSERT_EQ(read.value().main().nodes.size(), 2u);
  EXPECT_EQ(read.value().main().nodes[0].op, "tf.Mul");
  EXPECT_EQ(read.value().main().nodes[1].op, "tf.AddV2");
  EXPECT_EQ(read.value().main().inputs.size(), 1u);
}

TEST(ExportGraph, RefusesAnotherFormatsOperatorsByName) {
  ir::Module module = sum();
  module.main().nodes[1].op = "SVDF";
  const auto made = export_graph(module, "sum");
  ASSERT_FALSE(made.ok());
  EXPECT_THAT(made.error().sentence(), HasSubstr("SVDF"));
}

}  // namespace
}  // namespace mote::tensorflow
