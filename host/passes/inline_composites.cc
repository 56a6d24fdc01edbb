// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <set>

#include "host/passes/pass.h"

namespace mote::passes {
namespace {

using ir::ValueId;

constexpr char kDecomposition[] = "decomposition_subgraph_index";
// As deep as the runtime calls, and as many operators as a graph may have.
constexpr int kMostRounds = 8;
constexpr size_t kMostNodes = 65'535;

bool same_meaning(const ir::Value& a, const ir::Value& b) {
  return a.type == b.type && a.shape == b.shape &&
         a.quantization.scales == b.quantization.scales &&
         a.quantization.zero_points == b.quantization.zero_points;
}

bool same_meanings(const ir::Graph& a, const std::vector<ValueId>& in_a,
                   const ir::Graph& b, const std::vector<ValueId>& in_b) {
  return std::ranges::equal(in_a, in_b, [&](ValueId x, ValueId y) {
    return x != ir::kNoValue && same_meaning(a.value(x), b.value(y));
  });
}

bool all_differ(const std::vector<ValueId>& ids) {
  return std::set(ids.begin(), ids.end()).size() == ids.size();
}

// Whether what the call does is what the operators of `body` do when they stand
// in its place: no variables, and outputs that its operators make, each one.
bool can_inline(const ir::Graph& graph, const ir::Node& call,
                const ir::Graph& body) {
  if (std::ranges::any_of(body.values, &ir::Value::variable) ||
      !all_differ(body.inputs) || !all_differ(body.outputs) ||
      !same_meanings(graph, call.inputs, body, body.inputs) ||
      !same_meanings(graph, call.outputs, body, body.outputs)) {
    return false;
  }
  const ir::Uses users = ir::uses(body);
  return std::ranges::all_of(body.outputs, [&](ValueId id) {
    return users.maker[static_cast<size_t>(id)] >= 0;
  });
}

// The operators of `body` on values of `graph`.
std::vector<ir::Node> operators(ir::Graph& graph, const ir::Node& call,
                                const ir::Graph& body) {
  std::vector<ValueId> ids(body.values.size(), ir::kNoValue);
  const auto map = [&](const std::vector<ValueId>& inner,
                       const std::vector<ValueId>& outer) {
    for (size_t i = 0; i < inner.size(); ++i) {
      ids[static_cast<size_t>(inner[i])] = outer[i];
    }
  };
  map(body.inputs, call.inputs);
  map(body.outputs, call.outputs);
  std::vector<ir::Node> nodes = body.nodes;
  for (ir::Node& node : nodes) {
    for (auto* operands : {&node.inputs, &node.outputs, &node.intermediates}) {
      for (ValueId& id : *operands) {
        if (id == ir::kNoValue) continue;
        ValueId& mine = ids[static_cast<size_t>(id)];
        if (mine == ir::kNoValue) mine = graph.add(body.value(id));
        id = mine;
      }
    }
  }
  return nodes;
}

int inline_calls(ir::Module& module, ir::Graph& graph) {
  int count = 0;
  std::vector<ir::Node> nodes;
  for (const ir::Node& node : graph.nodes) {
    const auto* ref =
        node.op == "STABLEHLO_COMPOSITE"
            ? ir::find<ir::GraphRef>(node.attributes, kDecomposition)
            : nullptr;
    const ir::Graph* body =
        ref == nullptr ? nullptr
                       : &module.graphs[static_cast<size_t>(ref->index)];
    if (body == nullptr || body == &graph ||
        nodes.size() + body->nodes.size() > kMostNodes ||
        !can_inline(graph, node, *body)) {
      nodes.push_back(node);
      continue;
    }
    for (ir::Node& it : operators(graph, node, *body)) {
      nodes.push_back(std::move(it));
    }
    ++count;
  }
  graph.nodes = std::move(nodes);
  return count;
}

}  // namespace

int inline_composites(ir::Module& module) {
  int count = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    const int inlined = inline_calls(module, module.main());
    if (inlined == 0) break;
    count += inlined;
  }
  return count;
}

}  // namespace mote::passes
