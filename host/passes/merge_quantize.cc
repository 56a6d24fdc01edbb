// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "host/passes/execute.h"
#include "host/passes/pass.h"

namespace mote::passes {
namespace {

bool small_integer(const ir::Value& value) {
  return contains(types(Type::kInt8, Type::kUInt8, Type::kInt16), value.type) &&
         value.quantization.scales.size() == 1;
}

bool same_quantization(const ir::Value& a, const ir::Value& b) {
  return a.type == b.type && a.shape == b.shape &&
         a.quantization.scales == b.quantization.scales &&
         a.quantization.zero_points == b.quantization.zero_points;
}

// Every value of the type, in order of their bits.
ir::Constant every_value(Type type) {
  const size_t width = bits(type) / 8;
  const size_t count = size_t{1} << bits(type);
  base::Bytes all(count * width);
  for (size_t i = 0; i < all.size(); ++i) {
    all[i] = static_cast<uint8_t>(i / width >> (i % width * 8));
  }
  return ir::make_constant(std::move(all));
}

// What a QUANTIZE from one value to another makes of these bytes.
ir::Constant requantized(const ir::Value& from, const ir::Value& to,
                         const ir::Constant& bytes) {
  const int64_t count =
      static_cast<int64_t>(bytes->size()) / (bits(from.type) / 8);
  ir::Graph graph;
  ir::Node node{"QUANTIZE", 2, {}, {}, {0}, {1}, {}, {}};
  for (ir::Value value : {from, to}) {
    value.shape = std::vector<int64_t>{count};
    value.stand_in.clear();
    graph.add(std::move(value));
  }
  const auto result = run_node(graph, node, {bytes});
  return result.ok() ? result.value()[0] : nullptr;
}

// Whether quantizing a to b to c gives the same as a to c for every value of a.
bool once_is_enough(const ir::Value& a, const ir::Value& b,
                    const ir::Value& c) {
  const ir::Constant all = every_value(a.type);
  const ir::Constant twice = requantized(a, b, all);
  if (twice == nullptr) return false;
  const ir::Constant after = requantized(b, c, twice);
  const ir::Constant once = requantized(a, c, all);
  return after != nullptr && once != nullptr && *after == *once;
}

// A node whose only input another node of this operator makes.
const ir::Node* maker(const ir::Graph& graph, const ir::Uses& users,
                      const ir::Node& node, const char* op) {
  if (node.input(0) == ir::kNoValue || node.output(0) == ir::kNoValue) {
    return nullptr;
  }
  const int32_t at = users.maker[static_cast<size_t>(node.inputs[0])];
  if (at < 0) return nullptr;
  const ir::Node& found = graph.nodes[static_cast<size_t>(at)];
  return found.op == op && found.input(0) != ir::kNoValue ? &found : nullptr;
}

// Real numbers in between: within half a step of the type they were.
bool skip_reals(ir::Graph& graph, const ir::Uses& users, ir::Node& node) {
  const ir::Node* before = maker(graph, users, node, "DEQUANTIZE");
  if (before == nullptr) return false;
  const ir::ValueId from = before->inputs[0];
  const ir::ValueId to = node.outputs[0];
  if (!small_integer(graph.value(from)) || graph.value(from).variable ||
      !same_quantization(graph.value(from), graph.value(to)) ||
      users.is_output[static_cast<size_t>(to)]) {
    return false;
  }
  const bool read = !users.readers[static_cast<size_t>(to)].empty();
  ir::replace_uses(graph, to, from);
  return read;
}

bool skip_one(ir::Graph& graph, const ir::Uses& users, ir::Node& node) {
  const ir::Node* before = maker(graph, users, node, "QUANTIZE");
  if (before == nullptr) return false;
  const ir::Value& a = graph.value(before->inputs[0]);
  const ir::Value& b = graph.value(node.inputs[0]);
  const ir::Value& c = graph.value(node.outputs[0]);
  if (!small_integer(a) || !small_integer(b) || !small_integer(c) ||
      a.variable || !once_is_enough(a, b, c)) {
    return false;
  }
  node.inputs[0] = before->inputs[0];
  return true;
}

}  // namespace

int merge_quantize(ir::Module& module) {
  int count = 0;
  for (ir::Graph& graph : module.graphs) {
    const ir::Uses users = ir::uses(graph);
    for (ir::Node& node : graph.nodes) {
      if (node.op != "QUANTIZE") continue;
      count += skip_reals(graph, users, node) || skip_one(graph, users, node);
    }
  }
  return count;
}

}  // namespace mote::passes
