// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Constants and states of operators that remember.
#include <cmath>

#include "host/base/text.h"
#include "host/quantize/layer.h"

namespace mote::quantize {
namespace {

// Operands of UNIDIRECTIONAL_SEQUENCE_LSTM.
constexpr size_t kInputWeights = 1, kRecurrentWeights = 5, kBias = 12,
                 kHidden = 18, kCell = 19;
constexpr size_t kGates = 4;
// What gates add up is in steps of 2^-12.
constexpr float kGateScale = 1.0f / 4096;

ir::Value in_form(ir::Value value, const Form& form) {
  value.type = form.type;
  value.quantization = form.quantization;
  return value;
}

// The state of the cell has a power of two as its scale.
Form power_of_two(const Form& form) {
  const float scale = form.quantization.scales[0];
  return form_of(std::exp2(std::ceil(std::log2(scale))), 0, form.type);
}

ir::Value scale_only(const std::string& name, const Form& form) {
  ir::Value value;
  value.name = name;
  value.shape = {0};
  return in_form(std::move(value), form);
}

}  // namespace

Constants quantize_lstm(const IntegerNode& layer) {
  Constants made;
  const double input_scale = layer.forms[0].quantization.scales[0];
  for (size_t gate = 0; gate < kGates; ++gate) {
    const ir::Value* input = layer.input(kInputWeights + gate);
    const ir::Value* recurrent = layer.input(kRecurrentWeights + gate);
    const ir::Value* bias = layer.input(kBias + gate);
    // Mote refuses integer cells that lack one.
    if (input == nullptr || recurrent == nullptr || bias == nullptr) continue;
    const ir::Value weights = plain_weights(*input, Type::kInt8);
    const double scale = input_scale * weights.quantization.scales[0];
    made.operands.push_back({kInputWeights + gate, weights});
    made.operands.push_back(
        {kRecurrentWeights + gate, plain_weights(*recurrent, Type::kInt8)});
    made.operands.push_back(
        {kBias + gate, quantized_bias(*bias, {scale}, bias_type(layer.type))});
  }
  const std::string& name = layer.node.outputs.empty()
                                ? layer.node.name
                                : layer.graph.value(layer.node.outputs[0]).name;
  if (const ir::Value* hidden = layer.input(kHidden)) {
    made.operands.push_back({kHidden, in_form(*hidden, layer.output)});
  }
  if (const ir::Value* cell = layer.input(kCell)) {
    const Form form = layer.groups.form(layer.graph_index,
                                        layer.node.inputs[kCell], Type::kInt16);
    made.operands.push_back({kCell, in_form(*cell, power_of_two(form))});
  }
  for (size_t gate = 0; gate < kGates; ++gate) {
    made.intermediates.push_back(
        scale_only(base::text(name, "_gate", gate),
                   form_of(kGateScale, 0, Type::kInt16)));
  }
  made.intermediates.push_back(scale_only(name + "_hidden", layer.output));
  return made;
}

Constants quantize_svdf(const IntegerNode& layer) {
  enum { kFeatureWeights = 1, kTimeWeights, kUnitBias, kState };
  Constants made;
  const ir::Value* feature = layer.input(kFeatureWeights);
  const ir::Value* time = layer.input(kTimeWeights);
  const ir::Value* state = layer.input(kState);
  if (feature == nullptr || time == nullptr || state == nullptr) return made;
  const Form form = layer.groups.form(layer.graph_index,
                                      layer.node.inputs[kState], Type::kInt16);
  const ir::Value time_weights = plain_weights(*time, Type::kInt16);
  made.operands = {{kFeatureWeights, plain_weights(*feature, Type::kInt8)},
                   {kTimeWeights, time_weights},
                   {kState, in_form(*state, form)}};
  if (const ir::Value* bias = layer.input(kUnitBias)) {
    const double scale =
        static_cast<double>(form.quantization.scales[0]) *
        static_cast<double>(time_weights.quantization.scales[0]);
    made.operands.push_back(
        {kUnitBias, quantized_bias(*bias, {scale}, Type::kInt32)});
  }
  return made;
}

}  // namespace mote::quantize
