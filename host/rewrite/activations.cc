// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <string_view>

#include "host/rewrite/matcher.h"
#include "host/rewrite/rewrite.h"

namespace mote::rewrite {
namespace {

constexpr char kActivation[] = "fused_activation_function";

bool is_clamp(const std::string& op) {
  return op == "RELU" || op == "RELU6" || op == "RELU_N1_TO_1";
}

bool can_fuse(const ir::Node& node) {
  static constexpr std::array<std::string_view, 10> kOps = {
      "CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "ADD", "SUB", "MUL",
      "DIV", "AVERAGE_POOL_2D", "MAX_POOL_2D", "TRANSPOSE_CONV"};
  return std::ranges::find(kOps, node.op) != kOps.end() &&
         ir::get<std::string>(node.attributes, kActivation, "NONE") == "NONE";
}

}  // namespace

int fuse_activations(ir::Graph& graph) {
  int changes = 0;
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    const ir::Node& node = graph.nodes[i];
    if (!is_clamp(node.op)) continue;
    const Matcher match(graph);
    ir::Node* maker = match.maker(node.inputs.front());
    if (maker == nullptr || !match.single(node.inputs.front()) ||
        !can_fuse(*maker)) {
      continue;
    }
    maker->attributes[kActivation] = node.op;
    maker->outputs.front() = node.outputs.front();
    graph.nodes.erase(graph.nodes.begin() + static_cast<ptrdiff_t>(i--));
    ++changes;
  }
  return changes;
}

}  // namespace mote::rewrite
