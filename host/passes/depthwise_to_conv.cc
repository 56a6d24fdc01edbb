// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/export/tflite/versions.h"
#include "host/passes/pass.h"

namespace mote::passes {
namespace {

// Weights [1, h, w, c] of bytes as [c, h, w, 1].
ir::Value by_output(const ir::Value& weights) {
  const std::vector<int64_t>& shape = *weights.shape;
  const size_t channels = static_cast<size_t>(shape[3]);
  const base::Bytes& from = *weights.constant;
  const size_t taps = from.size() / channels;
  base::Bytes to(from.size());
  for (size_t tap = 0; tap < taps; ++tap) {
    for (size_t c = 0; c < channels; ++c) {
      to[c * taps + tap] = from[tap * channels + c];
    }
  }
  ir::Value out = weights;
  out.shape = {{shape[3], shape[1], shape[2], 1}};
  out.constant = ir::make_constant(std::move(to));
  out.quantization.axis = 0;
  return out;
}

bool is_int8(const ir::Graph& graph, ir::ValueId id) {
  return id != ir::kNoValue && graph.value(id).type == Type::kInt8 &&
         graph.value(id).shape && graph.value(id).shape->size() == 4;
}

// With one channel in, every output channel reads all there is: a convolution.
bool turn(ir::Graph& graph, ir::Node& node) {
  if (node.op != "DEPTHWISE_CONV_2D" || node.input(1) == ir::kNoValue ||
      !is_int8(graph, node.input(0)) || !is_int8(graph, node.output(0)) ||
      !is_int8(graph, node.input(1))) {
    return false;
  }
  const ir::Value& weights = graph.value(node.inputs[1]);
  const int64_t channels = weights.shape->back();
  if (graph.value(node.inputs[0]).shape->back() != 1 || channels < 2 ||
      weights.shape->front() != 1 || weights.constant == nullptr ||
      weights.constant->size() % static_cast<size_t>(channels) != 0 ||
      !weights.extra.empty()) {
    return false;
  }
  ir::Value turned = by_output(weights);
  node.inputs[1] = graph.add(std::move(turned));
  node.op = "CONV_2D";
  node.attributes.erase("depth_multiplier");
  node.version = tflite::version_of(graph, node);
  return true;
}

}  // namespace

int depthwise_to_conv(ir::Module& module) {
  int count = 0;
  for (ir::Graph& graph : module.graphs) {
    for (ir::Node& node : graph.nodes) count += turn(graph, node) ? 1 : 0;
  }
  return count;
}

}  // namespace mote::passes
