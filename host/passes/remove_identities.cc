// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <string_view>

#include "host/passes/pass.h"

namespace mote::passes {
namespace {

bool one_of(std::string_view op, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), op) != list.end();
}

// Elements stay in their order, under another shape.
bool is_reshape(const ir::Node& node) {
  return one_of(node.op, {"RESHAPE", "SQUEEZE", "EXPAND_DIMS"});
}

// Gives out elements of its first input, unaltered, and all of them in their
// order if input and output have the same shape.
bool moves_in_order(const ir::Node& node) {
  return is_reshape(node) ||
         one_of(node.op, {"SLICE", "PAD", "PADV2", "MIRROR_PAD", "TILE",
                          "BROADCAST_TO"});
}

bool is_identity_order(const ir::Value& permutation) {
  if (permutation.constant == nullptr || permutation.type != Type::kInt32) {
    return false;
  }
  const base::Bytes& bytes = *permutation.constant;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != (i % 4 == 0 ? i / 4 : 0)) return false;
  }
  return true;
}

bool same_meaning(const ir::Value& a, const ir::Value& b) {
  return a.type == b.type && a.shape == b.shape &&
         a.quantization.scales == b.quantization.scales &&
         a.quantization.zero_points == b.quantization.zero_points;
}

bool is_integer(Type type) {
  return contains(types(Type::kInt8, Type::kUInt8, Type::kInt16), type);
}

// The node's only output is its first input, bit for bit.
bool is_identity(const ir::Graph& graph, const ir::Node& node) {
  if (node.outputs.size() != 1 || node.input(0) == ir::kNoValue ||
      node.output(0) == ir::kNoValue) {
    return false;
  }
  const ir::Value& in = graph.value(node.inputs[0]);
  if (in.variable || !same_meaning(in, graph.value(node.outputs[0]))) {
    return false;
  }
  if (moves_in_order(node) || node.op == "CAST") return true;
  if (node.op == "CONCATENATION") return node.inputs.size() == 1;
  if (node.op == "QUANTIZE") return is_integer(in.type);
  return node.op == "TRANSPOSE" && node.input(1) != ir::kNoValue &&
         is_identity_order(graph.value(node.inputs[1]));
}

// Lets whoever makes `from` make `to` in its place.
bool move_output(ir::Graph& graph, const ir::Uses& users, ir::ValueId from,
                 ir::ValueId to) {
  const size_t i = static_cast<size_t>(from);
  if (users.maker[i] < 0 || users.is_output[i] || graph.value(from).variable) {
    return false;
  }
  ir::Node& maker = graph.nodes[static_cast<size_t>(users.maker[i])];
  std::replace(maker.outputs.begin(), maker.outputs.end(), from, to);
  for (ir::Node& node : graph.nodes) {
    std::replace(node.inputs.begin(), node.inputs.end(), from, to);
  }
  return true;
}

bool remove(ir::Graph& graph, const ir::Uses& users, const ir::Node& node) {
  const ir::ValueId from = node.inputs[0];
  const ir::ValueId to = node.outputs[0];
  if (users.is_output[static_cast<size_t>(to)]) {
    return move_output(graph, users, from, to);
  }
  ir::replace_uses(graph, to, from);
  return true;
}

// A reshape reads what the reshape before it reads.
int skip_reshapes(ir::Graph& graph) {
  const ir::Uses users = ir::uses(graph);
  int count = 0;
  for (ir::Node& node : graph.nodes) {
    // SQUEEZE and EXPAND_DIMS say their shape in terms of their input's.
    if (node.op != "RESHAPE" || node.input(0) == ir::kNoValue) continue;
    const int32_t maker = users.maker[static_cast<size_t>(node.inputs[0])];
    if (maker < 0) continue;
    const ir::Node& before = graph.nodes[static_cast<size_t>(maker)];
    if (!is_reshape(before) || before.input(0) == ir::kNoValue) continue;
    node.inputs[0] = before.inputs[0];
    ++count;
  }
  return count;
}

int remove_identities(ir::Graph& graph) {
  // One at a time: what uses() tells is stale after each.
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    const ir::Node node = graph.nodes[i];
    if (!is_identity(graph, node)) continue;
    if (!remove(graph, ir::uses(graph), node)) continue;
    graph.nodes.erase(graph.nodes.begin() + static_cast<std::ptrdiff_t>(i));
    return 1 + remove_identities(graph);
  }
  return skip_reshapes(graph);
}

}  // namespace

int remove_identities(ir::Module& module) {
  int count = 0;
  for (ir::Graph& graph : module.graphs) count += remove_identities(graph);
  return count;
}

}  // namespace mote::passes
