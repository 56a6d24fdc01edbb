// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/equalize.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "host/quantize/form.h"

namespace mote::quantize {
namespace {

constexpr int kSweeps = 4; // over all pairs; they change each other

// Axes of the weights of a layer along which its outputs and inputs lie.
struct Axes {
  int32_t out, in;
};

std::optional<Axes> axes(const ir::Node &node) {
  if (node.op == "CONV_2D")
    return Axes{0, 3};
  if (node.op == "DEPTHWISE_CONV_2D")
    return Axes{3, 3};
  if (node.op == "FULLY_CONNECTED")
    return Axes{0, 1};
  return std::nullopt;
}

ir::Value *constant(ir::Graph &graph, const ir::Node &node, size_t input) {
  if (input >= node.inputs.size() || node.inputs[input] == ir::kNoValue) {
    return nullptr;
  }
  ir::Value &value = graph.value(node.inputs[input]);
  const bool floats =
      value.type == Type::kFloat32 && value.shape && value.constant != nullptr;
  return floats ? &value : nullptr;
}

// Multiplies the channel c of the axis by factors[c].
void scale(ir::Value &value, int32_t axis, const std::vector<double> &factors) {
  const Channels layout = channels(*value.shape, axis);
  std::vector<float> elements = reals(value);
  for (size_t i = 0; i < elements.size(); ++i) {
    elements[i] *= static_cast<float>(factors[layout.channel(i)]);
  }
  base::Bytes bytes(elements.size() * sizeof(float));
  std::memcpy(bytes.data(), elements.data(), bytes.size());
  value.constant = ir::make_constant(std::move(bytes));
}

class GraphEqualizer {
public:
  explicit GraphEqualizer(ir::Graph &graph)
      : graph_(graph), uses_(ir::uses(graph)) {}

  int run() {
    int pairs = 0;
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      pairs = 0;
      for (const ir::Node &node : graph_.nodes)
        pairs += equalize(node);
    }
    return pairs;
  }

private:
  // Whether nothing but this operand reads the constant.
  bool own(const ir::Node &node, size_t input) const {
    return uses_.single(node.inputs[input]);
  }

  int equalize(const ir::Node &first) {
    if (!axes(first) || first.outputs.size() != 1)
      return 0;
    const std::string activation = ir::get<std::string>(
        first.attributes, "fused_activation_function", "NONE");
    if (activation != "NONE" && activation != "RELU")
      return 0;
    if (!uses_.single(first.outputs[0]))
      return 0;
    const ir::Node &second = graph_.nodes[static_cast<size_t>(
        uses_.readers[static_cast<size_t>(first.outputs[0])][0])];
    if (!axes(second) || second.inputs[0] != first.outputs[0])
      return 0;
    ir::Value *here = constant(graph_, first, 1);
    ir::Value *there = constant(graph_, second, 1);
    ir::Value *bias = constant(graph_, first, 2);
    const bool biased =
        first.inputs.size() > 2 && first.inputs[2] != ir::kNoValue;
    if (here == nullptr || there == nullptr || !own(first, 1) ||
        !own(second, 1) || (biased && (bias == nullptr || !own(first, 2)))) {
      return 0;
    }
    return balance(*here, axes(first)->out, bias, *there, axes(second)->in);
  }

  static int balance(ir::Value &here, int32_t out, ir::Value *bias,
                     ir::Value &there, int32_t in) {
    const std::vector<double> mine =
        magnitudes(reals(here), channels(*here.shape, out));
    const std::vector<double> theirs =
        magnitudes(reals(there), channels(*there.shape, in));
    if (mine.size() != theirs.size())
      return 0;
    std::vector<double> less(mine.size(), 1), more(mine.size(), 1);
    for (size_t c = 0; c < mine.size(); ++c) {
      const double ratio = std::sqrt(mine[c] / theirs[c]);
      if (!std::isnormal(ratio))
        continue;
      more[c] = ratio;
      less[c] = 1 / ratio;
    }
    scale(here, out, less);
    if (bias != nullptr)
      scale(*bias, 0, less);
    scale(there, in, more);
    return 1;
  }

  ir::Graph &graph_;
  const ir::Uses uses_;
};

} // namespace

int equalize(ir::Module &module) {
  int pairs = 0;
  for (ir::Graph &graph : module.graphs)
    pairs += GraphEqualizer(graph).run();
  return pairs;
}

} // namespace mote::quantize
