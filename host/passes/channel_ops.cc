// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/passes/channel_ops.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "host/passes/window.h"

namespace mote::passes {
namespace {

// One channel in, the same channel out, whatever else they do.
constexpr std::string_view kEachOps[] = {
    "ABS",      "ADD",        "AVERAGE_POOL_2D", "HARD_SWISH", "LEAKY_RELU",
    "LOGISTIC", "MAXIMUM",    "MAX_POOL_2D",     "MEAN",       "MINIMUM",
    "MUL",      "PAD",        "QUANTIZE",        "RELU",       "RELU6",
    "RELU_N1_TO_1",           "RESHAPE",         "SUB",        "TANH"};

bool is_small_integer(const ir::Value& value) {
  return (value.type == Type::kInt8 || value.type == Type::kInt16) &&
         value.quantization.scales.size() <= 1;
}

int64_t count(const ir::Value& value) {
  return ir::elements(fixed_shape(value));
}

bool fits(const ir::Value& value) {
  return is_small_integer(value) && channels(value) > 0 && count(value) > 0;
}

// A constant of one dimension, as bias_of() reads it.
bool is_integer_list(const ir::Value& value) {
  return value.constant != nullptr && value.shape && value.shape->size() == 1 &&
         (value.type == Type::kInt32 || value.type == Type::kInt64);
}

// The node's weights: int8, and the bias constant or left out.
bool has_weights(const ir::Graph& graph, const ir::Node& node, size_t rank) {
  if (node.input(1) == ir::kNoValue) return false;
  const ir::Value& weights = graph.value(node.inputs[1]);
  if (weights.type != Type::kInt8 || weights.constant == nullptr ||
      !weights.shape || weights.shape->size() != rank ||
      weights.extra.contains("sparsity")) {
    return false;
  }
  const auto zero = [](int64_t point) { return point == 0; };
  const auto& points = weights.quantization.zero_points;
  if (!std::all_of(points.begin(), points.end(), zero)) return false;
  if (node.input(2) == ir::kNoValue) return true;
  const ir::Value& bias = graph.value(node.inputs[2]);
  return is_integer_list(bias) &&
         channels(bias) == channels(graph.value(node.outputs[0]));
}

ChannelRule conv_rule(const ir::Graph& graph, const ir::Node& node,
                      const ir::Value& in, const ir::Value& out) {
  if (!has_weights(graph, node, 4) || !window_of(graph, node)) {
    return ChannelRule::kOpaque;
  }
  const auto& shape = *graph.value(node.inputs[1]).shape;
  const int64_t c = channels(in);
  if (node.op == "CONV_2D") {
    const bool whole = shape[3] == c && shape[0] == channels(out);
    return whole ? ChannelRule::kMix : ChannelRule::kOpaque;
  }
  const bool whole = shape[3] == channels(out) && channels(out) % c == 0;
  return whole ? ChannelRule::kDepthwise : ChannelRule::kOpaque;
}

ChannelRule dense_rule(const ir::Graph& graph, const ir::Node& node,
                       const ir::Value& in, const ir::Value& out) {
  if (!has_weights(graph, node, 2)) return ChannelRule::kOpaque;
  const auto& shape = *graph.value(node.inputs[1]).shape;
  const bool whole = shape[1] == channels(in) && shape[0] == channels(out);
  return whole ? ChannelRule::kMix : ChannelRule::kOpaque;
}

// Whether axes or paddings leave the last dimension of x as it is.
bool spares_channels(const ir::Graph& graph, const ir::Node& node) {
  if (node.op != "MEAN" && node.op != "PAD") return true;
  if (node.input(1) == ir::kNoValue) return false;
  const ir::Value& said = graph.value(node.inputs[1]);
  const int64_t rank =
      static_cast<int64_t>(graph.value(node.inputs[0]).shape->size());
  if (said.constant == nullptr || said.type != Type::kInt32) return false;
  const std::vector<int64_t> list = bias_of(said);
  if (node.op == "PAD") {
    return list.size() >= 2 && list.back() == 0 && list[list.size() - 2] == 0;
  }
  return std::none_of(list.begin(), list.end(), [&](int64_t axis) {
    return axis == rank - 1 || axis == -1;
  });
}

ChannelRule each_rule(const ir::Graph& graph, const ir::Node& node,
                      const ir::Value& out) {
  for (size_t i = 0; i < carriers(node); ++i) {
    if (node.input(i) == ir::kNoValue) return ChannelRule::kOpaque;
    const ir::Value& in = graph.value(node.inputs[i]);
    if (!is_small_integer(in) || !in.shape) return ChannelRule::kOpaque;
    const bool same = channels(in) == channels(out);
    // A scalar or one channel for all serves any number of them.
    const bool one =
        in.constant != nullptr && (in.shape->empty() || channels(in) == 1);
    if (!same && !one) return ChannelRule::kOpaque;
  }
  return spares_channels(graph, node) ? ChannelRule::kEach
                                      : ChannelRule::kOpaque;
}

ChannelRule reshape_rule(const ir::Graph& graph, const ir::Node& node,
                         const ir::Value& in, const ir::Value& out) {
  if (!in.shape || count(in) != count(out)) return ChannelRule::kOpaque;
  if (node.input(1) != ir::kNoValue) {
    const ir::Value& said = graph.value(node.inputs[1]);
    const int64_t rank = static_cast<int64_t>(out.shape->size());
    if (!is_integer_list(said) || channels(said) != rank) {
      return ChannelRule::kOpaque;
    }
  }
  if (channels(in) == channels(out)) return each_rule(graph, node, out);
  const bool flat = channels(out) == count(out) && in.constant == nullptr;
  return flat ? ChannelRule::kFlatten : ChannelRule::kOpaque;
}

ChannelRule join_rule(const ir::Graph& graph, const ir::Node& node,
                      const ir::Value& out) {
  const int64_t axis = ir::get<int64_t>(node.attributes, "axis", 0);
  const int64_t last = static_cast<int64_t>(out.shape->size()) - 1;
  int64_t sum = 0;
  for (const ir::ValueId id : node.inputs) {
    if (id == ir::kNoValue || !fits(graph.value(id)) ||
        graph.value(id).constant != nullptr) {
      return ChannelRule::kOpaque;
    }
    sum += channels(graph.value(id));
  }
  const bool whole = (axis == last || axis == -1) && sum == channels(out);
  return whole ? ChannelRule::kJoin : ChannelRule::kOpaque;
}

}  // namespace

ChannelRule channel_rule(const ir::Graph& graph, const ir::Node& node) {
  if (node.input(0) == ir::kNoValue || node.outputs.size() != 1 ||
      node.output(0) == ir::kNoValue) {
    return ChannelRule::kOpaque;
  }
  const ir::Value& in = graph.value(node.inputs[0]);
  const ir::Value& out = graph.value(node.outputs[0]);
  if (!fits(out) || (in.constant == nullptr && !fits(in))) {
    return ChannelRule::kOpaque;
  }
  if (node.op == "CONV_2D" || node.op == "DEPTHWISE_CONV_2D") {
    return in.constant == nullptr ? conv_rule(graph, node, in, out)
                                  : ChannelRule::kOpaque;
  }
  if (node.op == "FULLY_CONNECTED") {
    return in.constant == nullptr ? dense_rule(graph, node, in, out)
                                  : ChannelRule::kOpaque;
  }
  if (node.op == "RESHAPE") return reshape_rule(graph, node, in, out);
  if (node.op == "CONCATENATION") return join_rule(graph, node, out);
  const bool each = std::find(std::begin(kEachOps), std::end(kEachOps),
                              node.op) != std::end(kEachOps);
  return each ? each_rule(graph, node, out) : ChannelRule::kOpaque;
}

size_t carriers(const ir::Node& node) {
  const bool first =
      node.op == "RESHAPE" || node.op == "MEAN" || node.op == "PAD";
  return first ? 1 : node.inputs.size();
}

std::vector<int64_t> fixed_shape(const ir::Value& value) {
  std::vector<int64_t> shape = *value.shape;
  for (size_t i = 0; i < shape.size(); ++i) {
    const bool stored = value.stand_in.size() == shape.size();
    if (shape[i] < 0) shape[i] = stored ? value.stand_in[i] : 1;
  }
  return shape;
}

int64_t channels(const ir::Value& value) {
  if (!value.shape || value.shape->empty()) return 0;
  return std::max<int64_t>(value.shape->back(), 0);
}

std::vector<int64_t> bias_of(const ir::Value& bias) {
  const base::Bytes& bytes = *bias.constant;
  const size_t width = bits(bias.type) / 8;
  std::vector<int64_t> out(bytes.size() / width);
  for (size_t i = 0; i < out.size(); ++i) {
    int32_t narrow = 0;
    if (width == 8) {
      std::memcpy(&out[i], bytes.data() + i * width, width);
    } else {
      std::memcpy(&narrow, bytes.data() + i * width, width);
      out[i] = narrow;
    }
  }
  return out;
}

ir::Constant bias_bytes(Type type, const std::vector<int64_t>& bias) {
  const size_t width = bits(type) / 8;
  base::Bytes bytes(bias.size() * width);
  for (size_t i = 0; i < bias.size(); ++i) {
    // The low bytes of a number that fits are the number.
    std::memcpy(bytes.data() + i * width, &bias[i], width);
  }
  return ir::make_constant(std::move(bytes));
}

}  // namespace mote::passes
