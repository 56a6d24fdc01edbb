// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// y = x * a + b with constants a and b for each channel, where x comes out of a
// layer that multiplies by weights: w' = w * a and bias' = bias * a + b. Before
// such a layer: w' = w * a along its inputs and bias' = bias + w * b.
#include <algorithm>
#include <set>

#include "host/rewrite/matcher.h"
#include "host/rewrite/rewrite.h"

namespace mote::rewrite {
namespace {

struct Layer {
  size_t x = 0, weights = 1, bias = 2;  // operands
  bool outputs_last = false;            // dimension of the weights
};

std::optional<Layer> layer_of(const ir::Node& node) {
  if (node.op == "CONV_2D" || node.op == "FULLY_CONNECTED") return Layer();
  if (node.op == "DEPTHWISE_CONV_2D") return Layer{0, 1, 2, true};
  if (node.op == "TRANSPOSE_CONV") return Layer{2, 1, 3, false};
  return std::nullopt;
}

bool has_activation(const ir::Node& node) {
  return ir::get<std::string>(node.attributes, "fused_activation_function",
                              "NONE") != "NONE";
}

bool is_float_constant(const ir::Graph& graph, ir::ValueId id) {
  return id != ir::kNoValue && graph.value(id).constant != nullptr &&
         graph.value(id).type == Type::kFloat32;
}

// One number for each channel where the constant tells channels, the last
// dimension, apart and nothing else; empty otherwise.
std::vector<float> by_channel(const ir::Graph& graph, ir::ValueId id,
                              int64_t channels) {
  if (!is_float_constant(graph, id)) return {};
  const ir::Value& value = graph.value(id);
  const std::vector<float> given = floats(value);
  const size_t count = static_cast<size_t>(channels);
  if (given.size() == 1) return std::vector<float>(count, given.front());
  const bool last = !value.shape->empty() && value.shape->back() == channels;
  return last && given.size() == count ? given : std::vector<float>();
}

std::vector<float> bias_of(const ir::Graph& graph, const ir::Node& node,
                           const Layer& layer, int64_t channels) {
  if (node.inputs.size() > layer.bias &&
      node.inputs[layer.bias] != ir::kNoValue) {
    if (!is_float_constant(graph, node.inputs[layer.bias])) return {};
    return floats(graph.value(node.inputs[layer.bias]));
  }
  return std::vector<float>(static_cast<size_t>(channels), 0.0f);
}

void set_bias(ir::Graph& graph, ir::Node& node, const Layer& layer,
              const std::vector<float>& bias) {
  while (node.inputs.size() <= layer.bias) node.inputs.push_back(ir::kNoValue);
  node.inputs[layer.bias] =
      add_floats(graph, bias, {static_cast<int64_t>(bias.size())},
                 node.name + "/bias");
}

// The constant of `node` and what it is applied to.
struct Step {
  ir::ValueId x = ir::kNoValue;
  std::vector<float> scale, offset;  // one of them empty
};

std::optional<Step> step_of(const ir::Graph& graph, const ir::Node& node,
                            int64_t channels) {
  const bool sum = node.op == "ADD", difference = node.op == "SUB";
  if (!sum && !difference && node.op != "MUL") return std::nullopt;
  for (const size_t constant : {size_t{1}, size_t{0}}) {
    std::vector<float> values =
        by_channel(graph, node.inputs[constant], channels);
    if (values.empty()) continue;
    if (difference && constant == 0) return std::nullopt;
    if (difference) {
      for (float& value : values) value = -value;
    }
    const ir::ValueId x = node.inputs[1 - constant];
    if (graph.value(x).constant != nullptr) return std::nullopt;
    return node.op == "MUL" ? Step{x, values, {}} : Step{x, {}, values};
  }
  return std::nullopt;
}

void scale_weights(ir::Graph& graph, ir::Node& node, const Layer& layer,
                   const std::vector<float>& scale) {
  const ir::Value& value = graph.value(node.inputs[layer.weights]);
  std::vector<float> weights = floats(value);
  const size_t each = weights.size() / scale.size();
  for (size_t i = 0; i < weights.size(); ++i) {
    weights[i] *= scale[layer.outputs_last ? i % scale.size() : i / each];
  }
  const std::vector<int64_t> shape = *value.shape;
  const std::string name = value.name;
  node.inputs[layer.weights] = add_floats(graph, weights, shape, name);
}

bool fold_into_maker(ir::Graph& graph, const Matcher& match, ir::Node& node) {
  const ir::ValueId out = node.outputs.front();
  if (graph.value(out).type != Type::kFloat32 || graph.value(out).shape->empty()) {
    return false;
  }
  const int64_t channels = graph.value(out).shape->back();
  const std::optional<Step> step = step_of(graph, node, channels);
  if (!step || !match.single(step->x) ||
      *graph.value(step->x).shape != *graph.value(out).shape) {
    return false;
  }
  ir::Node* maker = match.maker(step->x);
  const std::optional<Layer> layer =
      maker == nullptr ? std::nullopt : layer_of(*maker);
  if (!layer || has_activation(*maker) ||
      !is_float_constant(graph, maker->inputs[layer->weights])) {
    return false;
  }
  std::vector<float> bias = bias_of(graph, *maker, *layer, channels);
  if (bias.size() != static_cast<size_t>(channels)) return false;
  for (size_t i = 0; i < bias.size(); ++i) {
    if (!step->scale.empty()) bias[i] *= step->scale[i];
    if (!step->offset.empty()) bias[i] += step->offset[i];
  }
  if (!step->scale.empty()) {
    scale_weights(graph, *maker, *layer, step->scale);
  }
  set_bias(graph, *maker, *layer, bias);
  maker->outputs.front() = out;
  if (has_activation(node)) {
    maker->attributes["fused_activation_function"] =
        node.attributes["fused_activation_function"];
  }
  return true;
}

// A layer that sums over all inputs: dense, or a convolution. What is added
// passes through the weights only where no padding lies between.
bool takes_affine(const ir::Node& layer, const Step& step) {
  if (layer.op == "FULLY_CONNECTED") return true;
  return layer.op == "CONV_2D" &&
         (step.offset.empty() ||
          ir::get<std::string>(layer.attributes, "padding", "") == "VALID");
}

bool fold_into_reader(ir::Graph& graph, const Matcher& match, ir::Node& node) {
  const ir::ValueId out = node.outputs.front();
  ir::Node* layer = match.reader(out);
  if (layer == nullptr || layer->inputs[0] != out || has_activation(node) ||
      (layer->op != "FULLY_CONNECTED" && layer->op != "CONV_2D") ||
      !is_float_constant(graph, layer->inputs[1]) ||
      graph.value(out).shape->empty()) {
    return false;
  }
  const std::vector<int64_t> shape = *graph.value(layer->inputs[1]).shape;
  const int64_t inputs = shape.back();
  if (graph.value(out).shape->back() != inputs || inputs == 0) return false;
  const std::optional<Step> step = step_of(graph, node, inputs);
  if (!step || !takes_affine(*layer, *step) ||
      *graph.value(step->x).shape != *graph.value(out).shape) {
    return false;
  }
  std::vector<float> weights = floats(graph.value(layer->inputs[1]));
  std::vector<float> bias = bias_of(graph, *layer, Layer(), shape[0]);
  if (bias.size() != static_cast<size_t>(shape[0]) || bias.empty()) return false;
  const size_t each = weights.size() / bias.size();
  for (size_t i = 0; i < weights.size(); ++i) {
    const size_t k = i % static_cast<size_t>(inputs);
    if (!step->offset.empty()) bias[i / each] += weights[i] * step->offset[k];
    if (!step->scale.empty()) weights[i] *= step->scale[k];
  }
  layer->inputs[0] = step->x;
  if (!step->scale.empty()) {
    layer->inputs[1] =
        add_floats(graph, weights, shape, graph.value(layer->inputs[1]).name);
  } else {
    set_bias(graph, *layer, Layer(), bias);
  }
  return true;
}

}  // namespace

int fold_affine(ir::Graph& graph) {
  int changes = 0;
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    const Matcher match(graph);
    ir::Node& node = graph.nodes[i];
    const bool folded = (node.op == "ADD" || node.op == "SUB" ||
                         node.op == "MUL") &&
                        (fold_into_maker(graph, match, node) ||
                         fold_into_reader(graph, match, node));
    if (!folded) continue;
    graph.nodes.erase(graph.nodes.begin() + static_cast<ptrdiff_t>(i--));
    ++changes;
  }
  return changes;
}

int add_biases(ir::Graph& graph) {
  int changes = 0;
  for (ir::Node& node : graph.nodes) {
    const std::optional<Layer> layer = layer_of(node);
    if (!layer || node.op == "FULLY_CONNECTED" || node.op == "TRANSPOSE_CONV") {
      continue;
    }
    if (node.inputs.size() > layer->bias &&
        node.inputs[layer->bias] != ir::kNoValue) {
      continue;
    }
    const int64_t channels = graph.value(node.outputs.front()).shape->back();
    set_bias(graph, node, *layer,
             std::vector<float>(static_cast<size_t>(channels), 0.0f));
    ++changes;
  }
  return changes;
}

}  // namespace mote::rewrite
