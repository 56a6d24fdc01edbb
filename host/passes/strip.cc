// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>

#include "host/passes/pass.h"

namespace mote::passes {
namespace {

template <class T>
int clear(T& field) {
  const int had = field.empty() ? 0 : 1;
  field.clear();
  return had;
}

// Old converters gave biases the axis of their weights; LiteRT refuses that.
int mend_axis(ir::Value& value) {
  const size_t axis = static_cast<size_t>(value.quantization.axis);
  if (!value.shape || value.shape->size() != 1 || axis == 0) return 0;
  value.quantization.axis = 0;
  return 1;
}

int strip(ir::Graph& graph) {
  std::vector<bool> named(graph.values.size(), false);
  for (const auto* ids : {&graph.inputs, &graph.outputs}) {
    for (const ir::ValueId id : *ids) named[static_cast<size_t>(id)] = true;
  }
  int count = 0;
  for (size_t i = 0; i < graph.values.size(); ++i) {
    ir::Value& value = graph.values[i];
    if (!named[i]) count += clear(value.name);
    count += clear(value.quantization.min) + clear(value.quantization.max);
    count += static_cast<int>(value.extra.erase("has_rank"));
    count += mend_axis(value);
  }
  for (ir::Node& node : graph.nodes) {
    count += clear(node.name);
    count += static_cast<int>(node.extra.erase("debug_metadata_index"));
  }
  return count + static_cast<int>(graph.extra.erase("debug_metadata_index"));
}

// What only people and converters read.
bool is_note(const ir::Metadata& entry) {
  return entry.name == "CONVERSION_METADATA" ||
         entry.name == "debug_metadata" ||
         entry.name == "min_runtime_version" ||
         entry.name == "keep_stablehlo_constant";
}

}  // namespace

int strip(ir::Module& module) {
  int count = clear(module.description);
  count += static_cast<int>(std::erase_if(module.metadata, is_note));
  for (ir::Graph& graph : module.graphs) count += strip(graph);
  return count;
}

}  // namespace mote::passes
