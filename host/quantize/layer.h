// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The constants of one operator whose activations are integers: weights,
// biases, and the states of cells.
#ifndef MOTE_HOST_QUANTIZE_LAYER_H_
#define MOTE_HOST_QUANTIZE_LAYER_H_

#include "host/quantize/groups.h"

namespace mote::quantize {

struct IntegerNode {
  const Groups& groups;
  const Rows& rows;  // of its input
  int32_t graph_index;
  const ir::Graph& graph;  // in floats
  const ir::Node& node;
  const Rule& rule;
  Type type;                // of activations
  std::vector<Form> forms;  // of the inputs; meaningful for activations
  Form output;

  const ir::Value* input(size_t i) const {
    const bool there = i < node.inputs.size() && node.inputs[i] != ir::kNoValue;
    return there ? &graph.value(node.inputs[i]) : nullptr;
  }
};

// A value that takes the place of an operand. What the node lacks and integers
// must have stands at an input past those it has.
struct Operand {
  size_t input;
  ir::Value value;
};

struct Constants {
  std::vector<Operand> operands;
  std::vector<ir::Value> intermediates;  // of the node
};

// Also sets options that integers ask for.
Constants quantize_layer(const IntegerNode& layer, ir::Node& made);

// Of UNIDIRECTIONAL_SEQUENCE_LSTM and of SVDF; in cells.cc.
Constants quantize_lstm(const IntegerNode& layer);
Constants quantize_svdf(const IntegerNode& layer);

// The bias of integers for these activations.
inline Type bias_type(Type activations) {
  return activations == Type::kInt16 ? Type::kInt64 : Type::kInt32;
}

// Symmetric weights of one scale.
ir::Value plain_weights(const ir::Value& weights, Type type);

// Integers of a bias whose steps are those of the products; `scales` has one
// entry a channel, or one for all.
ir::Value quantized_bias(const ir::Value& bias,
                         const std::vector<double>& scales, Type type);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_LAYER_H_
