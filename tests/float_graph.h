// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Small float graphs for tests, built a line at a time.
#ifndef MOTE_TESTS_FLOAT_GRAPH_H_
#define MOTE_TESTS_FLOAT_GRAPH_H_

#include <cstring>
#include <random>
#include <string>

#include "host/ir/graph.h"

namespace mote::tests {

inline ir::Value floats(std::vector<int64_t> shape,
                        const std::vector<float>& elements) {
  ir::Value value;
  value.shape = std::move(shape);
  base::Bytes bytes(elements.size() * sizeof(float));
  if (!bytes.empty()) {
    std::memcpy(bytes.data(), elements.data(), bytes.size());
  }
  value.constant = ir::make_constant(std::move(bytes));
  return value;
}

class FloatGraph {
 public:
  FloatGraph() { module_.graphs.resize(1); }

  ir::ValueId input(std::vector<int64_t> shape) {
    const ir::ValueId id = value(std::move(shape));
    graph().inputs.push_back(id);
    return id;
  }
  ir::ValueId variable(std::vector<int64_t> shape) {
    const ir::ValueId id = value(std::move(shape));
    graph().value(id).variable = true;
    return id;
  }
  // A constant of normal random numbers, of this size.
  ir::ValueId random(std::vector<int64_t> shape, float size = 1) {
    std::normal_distribution<float> normal(0, size);
    std::vector<float> elements(
        static_cast<size_t>(ir::elements(ir::Shape(shape))));
    for (float& element : elements) element = normal(source_);
    return add(floats(std::move(shape), elements));
  }
  ir::ValueId integers(std::vector<int32_t> elements) {
    ir::Value value;
    value.type = Type::kInt32;
    value.shape = {static_cast<int64_t>(elements.size())};
    base::Bytes bytes(elements.size() * 4);
    std::memcpy(bytes.data(), elements.data(), bytes.size());
    value.constant = ir::make_constant(std::move(bytes));
    return add(std::move(value));
  }
  // A node with one output.
  ir::ValueId node(const std::string& op, std::vector<ir::ValueId> inputs,
                   std::vector<int64_t> shape, ir::Attributes options = {}) {
    ir::Node node;
    node.op = op;
    node.inputs = std::move(inputs);
    node.outputs = {value(std::move(shape))};
    node.attributes = std::move(options);
    graph().nodes.push_back(node);
    return node.outputs[0];
  }
  ir::Module finish(ir::ValueId output) {
    graph().outputs = {output};
    return module_;
  }
  ir::Graph& graph() { return module_.graphs[0]; }

 private:
  ir::ValueId add(ir::Value value) {
    value.name = "v" + std::to_string(graph().values.size());
    return graph().add(std::move(value));
  }
  ir::ValueId value(std::vector<int64_t> shape) {
    ir::Value made;
    made.shape = std::move(shape);
    return add(std::move(made));
  }

  ir::Module module_;
  std::mt19937 source_{1};
};

}  // namespace mote::tests

#endif  // MOTE_TESTS_FLOAT_GRAPH_H_
