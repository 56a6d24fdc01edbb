// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/ir/graph.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace mote::ir {
namespace {

constexpr int64_t kMostElements = int64_t{1} << 62;

template <class F>
void each_id(Node& node, F&& f) {
  for (auto* ids : {&node.inputs, &node.outputs, &node.intermediates}) {
    for (ValueId& id : *ids) f(id);
  }
}

template <class F>
void each_id(Module& module, int32_t index, F&& f) {
  Graph& graph = module.graphs[static_cast<size_t>(index)];
  for (Node& node : graph.nodes) each_id(node, f);
  for (ValueId& id : graph.inputs) f(id);
  for (ValueId& id : graph.outputs) f(id);
  for (Signature& signature : module.signatures) {
    if (signature.graph != index) continue;
    for (auto& [name, id] : signature.inputs) f(id);
    for (auto& [name, id] : signature.outputs) f(id);
  }
}

}  // namespace

bool Value::operator==(const Value& other) const {
  const auto rest = [](const Value& v) {
    return std::tie(v.name, v.type, v.shape, v.stand_in, v.quantization,
                    v.variable, v.extra);
  };
  return rest(*this) == rest(other) && same_bytes(constant, other.constant);
}

bool Metadata::operator==(const Metadata& other) const {
  return name == other.name && same_bytes(bytes, other.bytes);
}

ValueId Graph::add(Value value) {
  values.push_back(std::move(value));
  return static_cast<ValueId>(values.size() - 1);
}

bool Uses::unused(ValueId id) const {
  const size_t i = static_cast<size_t>(id);
  return readers[i].empty() && !is_output[i];
}

bool Uses::single(ValueId id) const {
  const size_t i = static_cast<size_t>(id);
  return readers[i].size() == 1 && !is_output[i];
}

Uses uses(const Graph& graph) {
  const size_t count = graph.values.size();
  Uses out{std::vector<int32_t>(count, -1),
           std::vector<std::vector<int32_t>>(count),
           std::vector<bool>(count, false)};
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    const int32_t n = static_cast<int32_t>(i);
    for (const ValueId id : graph.nodes[i].inputs) {
      if (id != kNoValue) out.readers[static_cast<size_t>(id)].push_back(n);
    }
    for (const ValueId id : graph.nodes[i].outputs) {
      if (id != kNoValue) out.maker[static_cast<size_t>(id)] = n;
    }
  }
  for (const ValueId id : graph.outputs) {
    out.is_output[static_cast<size_t>(id)] = true;
  }
  return out;
}

void replace_uses(Graph& graph, ValueId from, ValueId to) {
  for (Node& node : graph.nodes) {
    std::replace(node.inputs.begin(), node.inputs.end(), from, to);
  }
  std::replace(graph.outputs.begin(), graph.outputs.end(), from, to);
}

bool has_effect(const Graph& graph, const Node& node) {
  static constexpr std::array<std::string_view, 5> kEffects = {
      "ASSIGN_VARIABLE", "CALL_ONCE", "HASHTABLE_IMPORT", "CALL", "WHILE"};
  if (node.outputs.empty() ||
      std::find(kEffects.begin(), kEffects.end(), node.op) != kEffects.end()) {
    return true;
  }
  const auto calls = [](const auto& item) {
    return std::holds_alternative<GraphRef>(item.second.base());
  };
  if (std::any_of(node.attributes.begin(), node.attributes.end(), calls)) {
    return true;
  }
  return std::any_of(node.inputs.begin(), node.inputs.end(), [&](ValueId id) {
    return id != kNoValue && graph.value(id).variable;
  });
}

int erase_dead(Graph& graph) {
  std::vector<bool> read(graph.values.size(), false);
  for (const ValueId id : graph.outputs) read[static_cast<size_t>(id)] = true;
  const auto is_read = [&](ValueId id) {
    return id != kNoValue && read[static_cast<size_t>(id)];
  };
  std::vector<Node> kept;
  for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
    const bool needed =
        has_effect(graph, *node) ||
        std::any_of(node->outputs.begin(), node->outputs.end(), is_read);
    if (!needed) continue;
    for (const ValueId id : node->inputs) {
      if (id != kNoValue) read[static_cast<size_t>(id)] = true;
    }
    kept.push_back(std::move(*node));
  }
  const int erased = static_cast<int>(graph.nodes.size() - kept.size());
  std::reverse(kept.begin(), kept.end());
  graph.nodes = std::move(kept);
  return erased;
}

int compact(Module& module, int32_t index) {
  Graph& graph = module.graphs[static_cast<size_t>(index)];
  std::vector<ValueId> renumbered(graph.values.size(), kNoValue);
  each_id(module, index, [&](ValueId id) {
    if (id != kNoValue) renumbered[static_cast<size_t>(id)] = 0;
  });
  std::vector<Value> kept;
  for (size_t i = 0; i < graph.values.size(); ++i) {
    if (renumbered[i] == kNoValue) continue;
    renumbered[i] = static_cast<ValueId>(kept.size());
    kept.push_back(std::move(graph.values[i]));
  }
  const int removed = static_cast<int>(graph.values.size() - kept.size());
  graph.values = std::move(kept);
  each_id(module, index, [&](ValueId& id) {
    if (id != kNoValue) id = renumbered[static_cast<size_t>(id)];
  });
  return removed;
}

int64_t elements(const Shape& shape) {
  if (!shape) return -1;
  int64_t product = 1;
  for (const int64_t extent : *shape) {
    if (extent < 0) return -1;
    if (extent != 0 && product > kMostElements / extent) return -1;
    product *= extent;
  }
  return product;
}

int64_t byte_size(Type type, const Shape& shape) {
  const int64_t count = elements(shape);
  const int64_t width = bits(type);
  if (count < 0 || width == 0 || count > kMostElements / 128) return -1;
  return (count * width + 7) / 8;
}

}  // namespace mote::ir
