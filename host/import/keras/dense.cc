// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Dense layers and attention.
#include <cmath>

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

ir::ValueId einsum(const Builder& b, const char* equation, ir::ValueId x,
                   ir::ValueId y) {
  return b.node("Einsum", {x, y}, {{"equation", std::string(equation)}});
}

// Inputs: query, value and, where it differs, key.
Ids multi_head_attention(const Layer& layer) {
  const Builder& b = layer.b;
  const bool biased = layer.flag("use_bias", true);
  const size_t each = biased ? 2 : 1;
  const auto project = [&](const char* equation, ir::ValueId x, size_t which) {
    const ir::ValueId y = einsum(b, equation, x, layer.weight(which * each));
    return biased ? b.add(y, layer.weight(which * each + 1)) : y;
  };
  const ir::ValueId value = layer.input(1);
  const ir::ValueId key = layer.inputs.size() > 2 ? layer.input(2) : value;
  constexpr char kHeads[] = "abc,cde->abde";
  const double depth = static_cast<double>(layer.integer("key_dim", 1));
  const ir::ValueId q = b.mul(project(kHeads, layer.x(), 0),
                              b.number(1 / std::sqrt(depth)));
  const ir::ValueId k = project(kHeads, key, 1);
  const ir::ValueId v = project(kHeads, value, 2);
  const ir::ValueId scores =
      b.node("Softmax", {einsum(b, "aecd,abcd->acbe", k, q)});
  const ir::ValueId mixed = einsum(b, "acbe,aecd->abcd", scores, v);
  return {project("abcd,cde->abe", mixed, 3)};
}

}  // namespace

void add_dense(Table& table) {
  table["Dense"] = dense;
  table["MultiHeadAttention"] = multi_head_attention;
}

}  // namespace mote::keras
