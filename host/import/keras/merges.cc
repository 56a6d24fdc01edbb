// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Layers of several inputs.
#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

Make chain(const char* op) {
  return [op](const Layer& layer) -> Ids {
    ir::ValueId sum = layer.x();
    for (size_t i = 1; i < layer.inputs.size(); ++i) {
      sum = layer.b.node(op, {sum, layer.input(i)});
    }
    return {sum};
  };
}

Ids average(const Layer& layer) {
  const ir::ValueId sum = chain("AddV2")(layer).front();
  const double share = 1.0 / static_cast<double>(layer.inputs.size());
  return {layer.b.mul(sum, layer.b.number(share))};
}

Ids concatenate(const Layer& layer) {
  Ids inputs = layer.inputs;
  inputs.push_back(layer.b.integer(layer.integer("axis", -1)));
  return {layer.b.node("ConcatV2", inputs)};
}

}  // namespace

void add_merges(Table& table) {
  table["Add"] = chain("AddV2");
  table["Subtract"] = chain("Sub");
  table["Multiply"] = chain("Mul");
  table["Maximum"] = chain("Maximum");
  table["Minimum"] = chain("Minimum");
  table["Average"] = average;
  table["Concatenate"] = concatenate;
}

}  // namespace mote::keras
