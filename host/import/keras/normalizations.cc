// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

// A vector, or weights of several dimensions, along the dimensions of x that
// start at `axis` and follow each other.
ir::ValueId along(const Layer& layer, ir::ValueId w, int64_t axis) {
  const Builder& b = layer.b;
  const std::vector<int64_t> shape = *b.graph().value(w).shape;
  const int64_t count = static_cast<int64_t>(shape.size());
  if (axis + count == 0) return w;  // the last dimensions
  const ir::ValueId rank = b.node("Rank", {layer.x()});
  const ir::ValueId from =
      axis < 0 ? b.integer(-axis) : b.node("Sub", {rank, b.integer(axis)});
  const ir::ValueId ones =
      b.node("Fill", {b.node("Pack", {b.node("Sub", {from, b.integer(count)})}),
                      b.integer(1)});
  return b.node("Reshape", {w, b.node("ConcatV2", {b.list(shape), ones,
                                                   b.integer(0)})});
}

// The first of the config's axes, which must follow each other.
int64_t first_axis(const Layer& layer, const std::vector<int64_t>& axes) {
  for (size_t i = 1; i < axes.size(); ++i) {
    if (axes[i] != axes[i - 1] + 1) layer.refuse("axes that lie apart");
  }
  if (axes.empty()) layer.refuse("no axis");
  return axes.front();
}

// Weights: scale and center where asked for, then two that always are.
Ids batch_normalization(const Layer& layer) {
  const Builder& b = layer.b;
  const std::vector<int64_t> axes = layer.axes({-1});
  if (axes.size() != 1) layer.refuse("several axes");
  size_t next = 0;
  const bool scaled = layer.flag("scale", true);
  const bool centered = layer.flag("center", true);
  const ir::ValueId gamma = scaled ? layer.weight(next++) : b.number(1);
  const ir::ValueId beta = centered ? layer.weight(next++) : b.number(0);
  const ir::ValueId mean = along(layer, layer.weight(next++), axes[0]);
  const ir::ValueId variance = along(layer, layer.weight(next++), axes[0]);
  const auto turned = [&](bool there, ir::ValueId w) {
    return there ? along(layer, w, axes[0]) : w;
  };
  const ir::ValueId root = b.node(
      "Rsqrt", {b.add(variance, b.number(layer.real("epsilon", 1e-3)))});
  const ir::ValueId factor = b.mul(turned(scaled, gamma), root);
  const ir::ValueId offset =
      b.node("Sub", {turned(centered, beta), b.mul(mean, factor)});
  return {b.add(b.mul(layer.x(), factor), offset)};
}

ir::ValueId mean_of(const Builder& b, ir::ValueId x,
                    const std::vector<int64_t>& axes) {
  return b.node("Mean", {x, b.list(axes)}, {{"keep_dims", true}});
}

// (x - mean) / sqrt(variance + epsilon) over these axes.
ir::ValueId standardized(const Layer& layer, ir::ValueId x,
                         const std::vector<int64_t>& axes) {
  const Builder& b = layer.b;
  const ir::ValueId mean = mean_of(b, x, axes);
  const ir::ValueId variance =
      mean_of(b, b.node("SquaredDifference", {x, mean}), axes);
  const ir::ValueId root = b.node(
      "Rsqrt", {b.add(variance, b.number(layer.real("epsilon", 1e-3)))});
  return b.mul(b.node("Sub", {x, mean}), root);
}

Ids layer_normalization(const Layer& layer) {
  const Builder& b = layer.b;
  if (layer.flag("rms_scaling", false)) layer.refuse("rms_scaling");
  const std::vector<int64_t> axes = layer.axes({-1});
  const int64_t first = first_axis(layer, axes);
  ir::ValueId y = standardized(layer, layer.x(), axes);
  size_t next = 0;
  if (layer.flag("scale", true)) {
    y = b.mul(y, along(layer, layer.weight(next++), first));
  }
  if (layer.flag("center", true)) {
    y = b.add(y, along(layer, layer.weight(next++), first));
  }
  return {y};
}

Ids rms_normalization(const Layer& layer) {
  const Builder& b = layer.b;
  const std::vector<int64_t> axes = layer.axes({-1});
  const ir::ValueId power =
      mean_of(b, b.node("Square", {layer.x()}), axes);
  const ir::ValueId root = b.node(
      "Rsqrt", {b.add(power, b.number(layer.real("epsilon", 1e-6)))});
  return {b.mul(b.mul(layer.x(), root),
                along(layer, layer.weight(0), first_axis(layer, axes)))};
}

// Over all but the batch and the group of channels.
Ids group_normalization(const Layer& layer) {
  const Builder& b = layer.b;
  if (layer.axes({-1}) != std::vector<int64_t>{-1}) {
    layer.refuse("an axis that is not the last");
  }
  const ir::ValueId channels = b.extent(layer.x(), -1);
  const int64_t groups = layer.integer("groups", 32);
  const ir::ValueId count = groups == -1 ? channels : b.integer(groups);
  const ir::ValueId size = b.node("FloorDiv", {channels, count});
  const ir::ValueId split = b.node(
      "Reshape", {layer.x(), b.node("Pack", {b.extent(layer.x(), 0),
                                             b.integer(-1), count, size})});
  ir::ValueId y = b.node("Reshape", {standardized(layer, split, {1, 3}),
                                     b.node("Shape", {layer.x()})});
  size_t next = 0;
  if (layer.flag("scale", true)) y = b.mul(y, layer.weight(next++));
  if (layer.flag("center", true)) y = b.add(y, layer.weight(next++));
  return {y};
}

// To a length of one.
Ids unit_normalization(const Layer& layer) {
  const Builder& b = layer.b;
  const ir::ValueId squares =
      b.node("Sum", {b.node("Square", {layer.x()}), b.list(layer.axes({-1}))},
             {{"keep_dims", true}});
  const ir::ValueId sum = b.node("Maximum", {squares, b.number(1e-12)});
  return {b.mul(layer.x(), b.node("Rsqrt", {sum}))};
}

// Of lists as deep as arrays have dimensions.
void append_numbers(const Layer& layer, const Json& value, int depth,
                    std::vector<float>& out) {
  if (value.is_array() && depth > 0) {
    for (const Json& item : value) append_numbers(layer, item, depth - 1, out);
  } else if (value.is_number()) {
    out.push_back(value.get<float>());
  } else {
    layer.refuse("statistics that are no numbers");
  }
}

// By a mean and a variance that are the config's or, adapted, weights.
Ids normalization(const Layer& layer) {
  const Builder& b = layer.b;
  const auto given = [&](const char* name, size_t i) {
    const Json value = layer.config.value(name, Json());
    if (value.is_null()) return layer.weight(i);
    std::vector<float> elements;
    append_numbers(layer, value, 8, elements);
    return b.floats(elements);
  };
  ir::ValueId mean = given("mean", 0), variance = given("variance", 1);
  const ir::ValueId deviation =
      b.node("Maximum", {b.node("Sqrt", {variance}), b.number(1e-7)});
  if (layer.flag("invert", false)) {
    return {b.add(mean, b.mul(layer.x(), deviation))};
  }
  return {b.node("RealDiv", {b.node("Sub", {layer.x(), mean}), deviation})};
}

}  // namespace

void add_normalizations(Table& table) {
  table["BatchNormalization"] = batch_normalization;
  table["LayerNormalization"] = layer_normalization;
  table["UnitNormalization"] = unit_normalization;
  table["RMSNormalization"] = rms_normalization;
  table["GroupNormalization"] = group_normalization;
  table["Normalization"] = normalization;
}

}  // namespace mote::keras
