// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Dense layers and products of two inputs.
#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

Ids dense(const Layer& layer) {
  const Builder& b = layer.b;
  ir::ValueId y = b.node("BatchMatMulV2", {layer.x(), layer.weight(0)});
  if (layer.flag("use_bias", true)) {
    y = b.node("BiasAdd", {y, layer.weight(1)});
  }
  const auto it = layer.config.find("activation");
  return {it == layer.config.end() ? y : activate(b, y, *it)};
}

// The bias already has the shape that its axes ask for.
Ids einsum_dense(const Layer& layer) {
  const Builder& b = layer.b;
  ir::ValueId y = b.node("Einsum", {layer.x(), layer.weight(0)},
                         {{"equation", layer.word("equation", "")}});
  if (!layer.word("bias_axes", "").empty()) y = b.add(y, layer.weight(1));
  const auto it = layer.config.find("activation");
  return {it == layer.config.end() ? y : activate(b, y, *it)};
}

ir::ValueId unit_length(const Builder& b, ir::ValueId x, int64_t axis) {
  const ir::ValueId squares = b.node("Sum", {b.node("Square", {x}),
                                             b.list({axis})},
                                     {{"keep_dims", true}});
  return b.mul(x, b.node("Rsqrt", {b.node("Maximum", {squares,
                                                      b.number(1e-12)})}));
}

// Products of two inputs, summed over one dimension of each.
Ids dot(const Layer& layer) {
  const Builder& b = layer.b;
  ir::ValueId x = layer.input(0), y = layer.input(1);
  std::vector<int64_t> axes = layer.numbers("axes", 2, 1);
  const size_t ranks[] = {layer.rank(x), layer.rank(y)};
  for (size_t i = 0; i < 2; ++i) {
    if (axes[i] < 0) axes[i] += static_cast<int64_t>(ranks[i]);
    if (axes[i] < 1 || axes[i] >= static_cast<int64_t>(ranks[i])) {
      layer.refuse("an axis that its input does not have");
    }
  }
  if (layer.flag("normalize", false)) {
    x = unit_length(b, x, axes[0]);
    y = unit_length(b, y, axes[1]);
  }
  // a: the batch, z: what is summed, others by letters of their own.
  std::string equation, out = "a";
  char next = 'b';
  for (size_t i = 0; i < 2; ++i) {
    if (i == 1) equation += ',';
    equation += 'a';
    for (size_t k = 1; k < ranks[i]; ++k) {
      const bool summed = static_cast<int64_t>(k) == axes[i];
      equation += summed ? 'z' : next;
      if (!summed) out += next++;
    }
  }
  const ir::ValueId made =
      b.node("Einsum", {x, y}, {{"equation", equation + "->" + out}});
  if (out.size() > 1) return {made};
  return {b.node("ExpandDims", {made, b.integer(1)})};
}

}  // namespace

void add_dense(Table& table) {
  table["Dense"] = dense;
  table["EinsumDense"] = einsum_dense;
  table["Dot"] = dot;
}

}  // namespace mote::keras
