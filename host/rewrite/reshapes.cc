// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <string_view>

#include "host/rewrite/matcher.h"
#include "host/rewrite/rewrite.h"

namespace mote::rewrite {
namespace {

using Dims = std::vector<int64_t>;

bool is_unary(const std::string& op) {
  static constexpr std::array<std::string_view, 20> kOps = {
      "RELU", "RELU6", "RELU_N1_TO_1", "LEAKY_RELU", "ELU", "LOGISTIC", "TANH",
      "EXP", "LOG", "SQRT", "RSQRT", "SQUARE", "NEG", "ABS", "HARD_SWISH",
      "GELU", "tf.Erf", "tf.Erfc", "FAKE_QUANT", "FLOOR"};
  return std::ranges::find(kOps, op) != kOps.end();
}

bool is_binary(const std::string& op) {
  static constexpr std::array<std::string_view, 6> kOps = {
      "ADD", "SUB", "MUL", "DIV", "MAXIMUM", "MINIMUM"};
  return std::ranges::find(kOps, op) != kOps.end();
}

// A constant that is one number, or one for each index of the last dimension.
bool by_channel(const ir::Value& value, int64_t channels) {
  const int64_t count = ir::elements(value.shape);
  return value.constant != nullptr &&
         (count == 1 || (!value.shape->empty() && count == channels &&
                         value.shape->back() == channels));
}

// The operand that a reshape may be moved behind this node from.
int moved_operand(const ir::Graph& graph, const ir::Node& node) {
  if (is_unary(node.op)) return 0;
  if (!is_binary(node.op) || graph.value(node.outputs[0]).shape->empty()) {
    return -1;
  }
  const int64_t channels = graph.value(node.outputs[0]).shape->back();
  for (const int i : {0, 1}) {
    const auto id = [&](int k) { return node.inputs[static_cast<size_t>(k)]; };
    if (by_channel(graph.value(id(1 - i)), channels) &&
        *graph.value(id(i)).shape == *graph.value(node.outputs[0]).shape) {
      return i;
    }
  }
  return -1;
}

bool same_channels(const ir::Graph& graph, ir::ValueId a, ir::ValueId b) {
  const Dims& x = *graph.value(a).shape;
  const Dims& y = *graph.value(b).shape;
  return !x.empty() && !y.empty() && x.back() == y.back();
}

// From reshape, node to node, reshape.
bool move_behind(ir::Graph& graph, const Matcher& match, size_t at) {
  ir::Node& node = graph.nodes[at];
  const int operand = moved_operand(graph, node);
  if (operand < 0) return false;
  ir::ValueId& x = node.inputs[static_cast<size_t>(operand)];
  const ir::Node* reshape = match.sole_maker(x, "RESHAPE");
  if (reshape == nullptr) return false;
  const ir::ValueId before = reshape->inputs[0];
  const bool binary = node.inputs.size() == 2;
  if (binary && !same_channels(graph, before, x)) return false;
  ir::Node moved = *reshape;
  ir::Value middle = graph.value(node.outputs[0]);
  middle.shape = graph.value(before).shape;
  if (binary) {
    // In fewer dimensions a constant of many ones may no longer fit.
    ir::ValueId& constant = node.inputs[static_cast<size_t>(1 - operand)];
    ir::Value flat = graph.value(constant);
    flat.shape = Dims{ir::elements(flat.shape)};
    constant = graph.add(std::move(flat));
  }
  const size_t old = static_cast<size_t>(reshape - graph.nodes.data());
  x = before;
  moved.outputs[0] = node.outputs[0];
  node.outputs[0] = graph.add(std::move(middle));
  moved.inputs[0] = node.outputs[0];
  graph.nodes.insert(graph.nodes.begin() + static_cast<ptrdiff_t>(at) + 1,
                     std::move(moved));
  graph.nodes.erase(graph.nodes.begin() + static_cast<ptrdiff_t>(old));
  return true;
}

// A reshape of a reshape, or one that changes nothing.
bool merge(ir::Graph& graph, const Matcher& match, size_t at) {
  ir::Node& node = graph.nodes[at];
  if (const ir::Node* first = match.maker(node.inputs[0], "RESHAPE")) {
    node.inputs[0] = first->inputs[0];
    return true;
  }
  const ir::ValueId in = node.inputs[0], out = node.outputs[0];
  const bool end = std::ranges::count(graph.outputs, out) > 0;
  if (*graph.value(in).shape != *graph.value(out).shape ||
      (end && match.maker(in) == nullptr)) {
    return false;
  }
  if (end && !match.single(in)) return false;
  if (end) {  // the output keeps its name
    std::ranges::replace(match.maker(in)->outputs, in, out);
  } else {
    ir::replace_uses(graph, out, in);
  }
  graph.nodes.erase(graph.nodes.begin() + static_cast<ptrdiff_t>(at));
  return true;
}

// A dense layer between two reshapes that only fold and unfold dimensions
// before the last does the same without them.
bool unfold(ir::Graph& graph, const Matcher& match, size_t at) {
  ir::Node& node = graph.nodes[at];
  ir::Node* dense = match.sole_maker(node.inputs[0], "FULLY_CONNECTED");
  const ir::Node* first =
      dense == nullptr ? nullptr : match.maker(dense->inputs[0], "RESHAPE");
  if (first == nullptr) return false;
  const Dims& from = *graph.value(first->inputs[0]).shape;
  Dims to = from;
  if (from.empty() || from.back() != graph.value(dense->inputs[0]).shape->back()) {
    return false;
  }
  to.back() = graph.value(dense->outputs[0]).shape->back();
  if (to != *graph.value(node.outputs[0]).shape) return false;
  dense->inputs[0] = first->inputs[0];
  dense->outputs[0] = node.outputs[0];
  dense->attributes["keep_num_dims"] = true;
  graph.nodes.erase(graph.nodes.begin() + static_cast<ptrdiff_t>(at));
  return true;
}

}  // namespace

int move_reshapes(ir::Graph& graph) {
  int changes = 0;
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    const Matcher match(graph);
    const bool changed = graph.nodes[i].op == "RESHAPE"
                             ? unfold(graph, match, i) || merge(graph, match, i)
                             : move_behind(graph, match, i);
    if (!changed) continue;
    ++changes;
    ir::erase_dead(graph);
    i = i == 0 ? i : i - 1;
  }
  return changes;
}

}  // namespace mote::rewrite
