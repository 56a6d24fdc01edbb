// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/layer.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "host/quantize/rounding.h"

namespace mote::quantize {
namespace {

// Biases keep within half of what an accumulator of 32 bits holds.
constexpr double kMostBias = 1 << 30;

// The first input of this role; past any input when there is none.
size_t position(const Rule& rule, Role role) {
  return rule.inputs.find(static_cast<char>(role));
}

// A scale for each channel, which gives the largest weight the largest step,
// and is so large that the bias fits.
std::vector<double> weight_scales(const ir::Value& weights, int32_t axis,
                                  const ir::Value* bias, double input_scale) {
  std::vector<double> scales =
      magnitudes(reals(weights), channels(*weights.shape, axis));
  const std::vector<float> biases =
      bias == nullptr ? std::vector<float>() : reals(*bias);
  for (size_t c = 0; c < scales.size(); ++c) {
    scales[c] /= most_steps(Type::kInt8);
    if (c < biases.size()) {
      scales[c] =
          std::max(scales[c], std::fabs(biases[c]) / (input_scale * kMostBias));
    }
    if (!std::isnormal(static_cast<float>(scales[c]))) scales[c] = 1;
  }
  return scales;
}

ir::Value no_bias(const IntegerNode& layer, size_t channels) {
  ir::Value bias;
  bias.name = layer.node.name + "bias";
  bias.shape = std::vector<int64_t>{static_cast<int64_t>(channels)};
  bias.constant = ir::make_constant(base::Bytes(channels * sizeof(float)));
  return bias;
}

ir::Value shifted(const ir::Value& bias, const std::vector<double>& shift) {
  std::vector<float> values = reals(bias);
  for (size_t c = 0; c < values.size() && c < shift.size(); ++c) {
    values[c] += static_cast<float>(shift[c]);
  }
  ir::Value out = bias;
  out.type = Type::kFloat32;
  base::Bytes bytes(values.size() * sizeof(float));
  std::memcpy(bytes.data(), values.data(), bytes.size());
  out.constant = ir::make_constant(std::move(bytes));
  return out;
}

// Weights and bias of a product.
Constants quantize_product(const IntegerNode& layer) {
  const size_t x = position(layer.rule, Role::kActivation);
  const size_t w = position(layer.rule, Role::kWeights);
  const size_t b = position(layer.rule, Role::kBias);
  const ir::Value* weights = layer.input(w);
  if (weights == nullptr) return {};
  const ir::Value* bias = layer.input(b);
  const int32_t axis = layer.rule.axis;
  const double input_scale = layer.forms[x].quantization.scales[0];
  std::vector<double> wide = weight_scales(*weights, axis, bias, input_scale);
  const std::vector<float> scales(wide.begin(), wide.end());
  const bool depthwise = layer.node.op == "DEPTHWISE_CONV_2D";
  const Rounded rounded =
      round_weights(reals(*weights), channels(*weights->shape, axis), scales,
                    layer.rows, depthwise, bias != nullptr,
                    most_steps(Type::kInt8));
  Constants made;
  made.operands = {
      {w, with_steps(*weights, axis, Type::kInt8, scales, rounded.steps)}};
  // The reference's depthwise convolution of 16 bits wants one.
  const bool wanted = depthwise && layer.type == Type::kInt16;
  if (bias == nullptr && !wanted) return made;
  for (size_t c = 0; c < wide.size(); ++c) {
    wide[c] = input_scale * static_cast<double>(scales[c]);
  }
  const ir::Value real = bias == nullptr ? no_bias(layer, scales.size())
                                         : shifted(*bias, rounded.shift);
  made.operands.push_back(
      {b, quantized_bias(real, wide, bias_type(layer.type))});
  return made;
}

}  // namespace

ir::Value quantized_bias(const ir::Value& bias,
                         const std::vector<double>& scales, Type type) {
  const std::vector<float> values = reals(bias);
  std::vector<int64_t> steps;
  for (size_t i = 0; i < values.size(); ++i) {
    const double scale = scales[scales.size() == 1 ? 0 : i];
    steps.push_back(step_of(values[i], scale, 0, type));
  }
  ir::Value out = bias;
  out.type = type;
  out.quantization = {};
  for (const double scale : scales) {
    out.quantization.scales.push_back(static_cast<float>(scale));
    out.quantization.zero_points.push_back(0);
  }
  out.constant = ir::make_constant(pack(steps, type));
  return out;
}

ir::Value plain_weights(const ir::Value& weights, Type type) {
  double scale = magnitudes(reals(weights), channels(*weights.shape, -1))[0];
  scale /= most_steps(type);
  if (!std::isnormal(static_cast<float>(scale))) scale = 1;
  return quantized_weights(weights, -1, type, {scale});
}

Constants quantize_layer(const IntegerNode& layer, ir::Node& made) {
  const bool sum = made.op == "ADD" || made.op == "SUB";
  if (sum && layer.type == Type::kInt16) {
    made.attributes["pot_scale_int16"] = false;
  }
  if (made.op == "UNIDIRECTIONAL_SEQUENCE_LSTM") return quantize_lstm(layer);
  if (made.op == "SVDF") return quantize_svdf(layer);
  return quantize_product(layer);
}

}  // namespace mote::quantize
