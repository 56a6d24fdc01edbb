// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <string_view>

#include "host/passes/execute.h"
#include "host/passes/pass.h"

namespace mote::passes {
namespace {

// Larger results than this cost more flash than they save time.
constexpr size_t kMostGrowth = 1024;

// Only moves elements, or gives the one right result of each.
constexpr std::string_view kExact[] = {
    "BROADCAST_ARGS", "BROADCAST_TO", "CAST",     "CONCATENATION",
    "DEQUANTIZE",     "EXPAND_DIMS",  "FILL",     "GATHER",
    "GATHER_ND",      "PACK",         "PAD",      "PADV2",
    "RANGE",          "RESHAPE",      "SHAPE",    "SLICE",
    "SPLIT",          "SPLIT_V",      "SQUEEZE",  "STRIDED_SLICE",
    "TILE",           "TRANSPOSE",    "UNPACK"};
// Rounds once at most; runtimes agree on it where nothing is quantized.
constexpr std::string_view kArithmetic[] = {"ABS", "ADD",     "MAXIMUM",
                                            "MUL", "MINIMUM", "NEG", "SUB"};

// Whether every runtime gives the same bits.
bool is_exact(const ir::Graph& graph, const ir::Node& node) {
  const auto has = [&](const auto& list) {
    return std::find(std::begin(list), std::end(list), node.op) !=
           std::end(list);
  };
  const auto quantized = [&](ir::ValueId id) {
    return id != ir::kNoValue && !graph.value(id).quantization.scales.empty();
  };
  return has(kExact) ||
         (has(kArithmetic) && std::none_of(node.inputs.begin(),
                                           node.inputs.end(), quantized));
}

bool is_constant(const ir::Graph& graph, ir::ValueId id) {
  return id == ir::kNoValue || graph.value(id).constant != nullptr;
}

bool foldable(const ir::Graph& graph, const ir::Uses& users,
              const ir::Node& node) {
  const auto constant = [&](ir::ValueId id) { return is_constant(graph, id); };
  // A graph's output stays something that an operator makes.
  const auto given = [&](ir::ValueId id) {
    return id == ir::kNoValue || users.is_output[static_cast<size_t>(id)];
  };
  return !node.inputs.empty() && is_exact(graph, node) &&
         std::all_of(node.inputs.begin(), node.inputs.end(), constant) &&
         std::none_of(node.outputs.begin(), node.outputs.end(), given);
}

size_t input_bytes(const ir::Graph& graph, const ir::Node& node) {
  size_t bytes = 0;
  for (const ir::ValueId id : node.inputs) {
    if (id != ir::kNoValue) bytes += graph.value(id).constant->size();
  }
  return bytes;
}

bool fold(ir::Graph& graph, const ir::Node& node) {
  const std::vector<ir::Constant> none(node.inputs.size());
  const auto results = run_node(graph, node, none);
  if (!results.ok()) return false;
  size_t bytes = 0;
  for (const ir::Constant& result : results.value()) bytes += result->size();
  if (bytes > input_bytes(graph, node) + kMostGrowth) return false;
  for (size_t i = 0; i < node.outputs.size(); ++i) {
    graph.value(node.outputs[i]).constant = results.value()[i];
  }
  return true;
}

}  // namespace

int fold_constants(ir::Module& module) {
  int count = 0;
  for (ir::Graph& graph : module.graphs) {
    const ir::Uses users = ir::uses(graph);
    std::vector<ir::Node> kept;
    for (ir::Node& node : graph.nodes) {
      if (foldable(graph, users, node) && fold(graph, node)) {
        ++count;
      } else {
        kept.push_back(std::move(node));
      }
    }
    graph.nodes = std::move(kept);
  }
  return count;
}

}  // namespace mote::passes
