// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string_view>

#include "host/passes/pass.h"

namespace mote::passes {
namespace {

constexpr char kOption[] = "fused_activation_function";

// Operators that clamp what they have computed by this option, in integers as
// the activation alone does.
constexpr std::string_view kMakers[] = {
    "CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "ADD",
    "SUB",     "MUL",               "MAX_POOL_2D",     "AVERAGE_POOL_2D"};

bool is_activation(const ir::Node& node) {
  return (node.op == "RELU" || node.op == "RELU6" ||
          node.op == "RELU_N1_TO_1") &&
         node.input(0) != ir::kNoValue && node.output(0) != ir::kNoValue;
}

bool fuse(ir::Graph& graph, const ir::Uses& users, const ir::Node& node) {
  const ir::ValueId from = node.inputs[0];
  const int32_t at = users.maker[static_cast<size_t>(from)];
  if (at < 0 || !users.single(from)) return false;
  ir::Node& maker = graph.nodes[static_cast<size_t>(at)];
  const ir::Value& in = graph.value(from);
  const ir::Value& out = graph.value(node.outputs[0]);
  const bool integer = in.type == Type::kInt8 || in.type == Type::kInt16;
  if (!integer || in.type != out.type || in.shape != out.shape ||
      in.quantization.scales.size() != 1 ||
      in.quantization.scales != out.quantization.scales ||
      in.quantization.zero_points != out.quantization.zero_points ||
      std::find(std::begin(kMakers), std::end(kMakers), maker.op) ==
          std::end(kMakers) ||
      ir::get<std::string>(maker.attributes, kOption, "NONE") != "NONE") {
    return false;
  }
  maker.attributes[kOption] = node.op;
  maker.outputs = {node.outputs[0]};
  return true;
}

}  // namespace

int fuse_activations(ir::Module& module) {
  int count = 0;
  for (ir::Graph& graph : module.graphs) {
    for (size_t i = 0; i < graph.nodes.size();) {
      if (is_activation(graph.nodes[i]) &&
          fuse(graph, ir::uses(graph), ir::Node(graph.nodes[i]))) {
        graph.nodes.erase(graph.nodes.begin() + static_cast<std::ptrdiff_t>(i));
        ++count;
      } else {
        ++i;
      }
    }
  }
  return count;
}

}  // namespace mote::passes
