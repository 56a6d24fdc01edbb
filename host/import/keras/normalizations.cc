// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

// Weights: scale and center where asked for, then two that always are.
Ids batch_normalization(const Layer& layer) {
  const Builder& b = layer.b;
  if (layer.config.contains("axis") && layer.config["axis"].is_array() &&
      layer.config["axis"].size() != 1) {
    layer.refuse("several axes");
  }
  size_t next = 0;
  const bool scaled = layer.flag("scale", true);
  const bool centered = layer.flag("center", true);
  const ir::ValueId gamma = scaled ? layer.weight(next++) : b.number(1);
  const ir::ValueId beta = centered ? layer.weight(next++) : b.number(0);
  const ir::ValueId mean = layer.weight(next++);
  const ir::ValueId variance = layer.weight(next++);
  const ir::ValueId root = b.node(
      "Rsqrt", {b.add(variance, b.number(layer.real("epsilon", 1e-3)))});
  const ir::ValueId factor = b.mul(gamma, root);
  const ir::ValueId offset = b.node("Sub", {beta, b.mul(mean, factor)});
  return {b.add(b.mul(layer.x(), factor), offset)};
}

Ids layer_normalization(const Layer& layer) {
  const Builder& b = layer.b;
  const Json axis = layer.config.value("axis", Json(-1));
  if (axis != Json(-1) && axis != Json::array({-1})) {
    layer.refuse("an axis that is not the last");
  }
  const ir::Attributes keep = {{"keep_dims", true}};
  const ir::ValueId mean = b.node("Mean", {layer.x(), b.list({-1})}, keep);
  const ir::ValueId square =
      b.node("SquaredDifference", {layer.x(), mean});
  const ir::ValueId variance = b.node("Mean", {square, b.list({-1})}, keep);
  const ir::ValueId root = b.node(
      "Rsqrt", {b.add(variance, b.number(layer.real("epsilon", 1e-3)))});
  ir::ValueId y = b.mul(b.node("Sub", {layer.x(), mean}), root);
  size_t next = 0;
  if (layer.flag("scale", true)) y = b.mul(y, layer.weight(next++));
  if (layer.flag("center", true)) y = b.add(y, layer.weight(next++));
  return {y};
}

// To a length of one.
Ids unit_normalization(const Layer& layer) {
  const Builder& b = layer.b;
  const Json axis = layer.config.value("axis", Json(-1));
  if (axis != Json(-1) && axis != Json::array({-1})) {
    layer.refuse("an axis that is not the last");
  }
  const ir::ValueId squares =
      b.node("Sum", {b.node("Square", {layer.x()}), b.list({-1})},
             {{"keep_dims", true}});
  const ir::ValueId sum = b.node("Maximum", {squares, b.number(1e-12)});
  return {b.mul(layer.x(), b.node("Rsqrt", {sum}))};
}

}  // namespace

void add_normalizations(Table& table) {
  table["BatchNormalization"] = batch_normalization;
  table["LayerNormalization"] = layer_normalization;
  table["UnitNormalization"] = unit_normalization;
}

}  // namespace mote::keras
