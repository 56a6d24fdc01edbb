// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Smaller weights beside float activations.
#include "host/io/array.h"
#include "host/quantize/constants.h"
#include "host/quantize/quantize.h"
#include "host/quantize/rules.h"
#include "host/rewrite/matcher.h"

namespace mote::quantize {
namespace {

using ir::ValueId;

constexpr int64_t kLeastElements = 1024;

bool is_float_constant(const ir::Graph& graph, ValueId id) {
  return id != ir::kNoValue && graph.value(id).constant != nullptr &&
         graph.value(id).type == Type::kFloat32;
}

ir::Value half(const ir::Value& value) {
  const std::vector<float> reals = rewrite::floats(value);
  io::Array array{Type::kFloat16, {static_cast<int32_t>(reals.size())},
                  base::Bytes(reals.size() * 2)};
  for (size_t i = 0; i < reals.size(); ++i) {
    io::set_real(array, i, std::clamp(reals[i], -65504.0f, 65504.0f));
  }
  ir::Value out = value;
  out.type = Type::kFloat16;
  out.constant = ir::make_constant(std::move(array.data));
  return out;
}

}  // namespace

int quantize_weights(ir::Module& module) {
  int changes = 0;
  for (ir::Graph& graph : module.graphs) {
    for (ir::Node& node : graph.nodes) {
      const Rule rule = rule_of(node.op, Type::kInt8);
      // Transposed convolutions have no such form in the reference.
      if (rule.kind != Kind::kWeighted || node.op == "TRANSPOSE_CONV" ||
          !is_float_constant(graph, node.inputs[rule.weights])) {
        continue;
      }
      const ir::Value value = graph.value(node.inputs[rule.weights]);
      if (ir::elements(value.shape) < kLeastElements) continue;
      node.inputs[rule.weights] =
          graph.add(quantized_weights(value, rule.axis));
      if (node.op == "FULLY_CONNECTED") {
        node.attributes["asymmetric_quantize_inputs"] = true;
      }
      ++changes;
    }
  }
  for (size_t i = 0; i < module.graphs.size(); ++i) {
    ir::compact(module, static_cast<int32_t>(i));
  }
  return changes;
}

int halve_weights(ir::Module& module) {
  int changes = 0;
  for (ir::Graph& graph : module.graphs) {
    std::map<ValueId, ValueId> widened;
    std::vector<ir::Node> first;
    for (ir::Node& node : graph.nodes) {
      const Rule rule = rule_of(node.op, Type::kInt8);
      if (rule.kind != Kind::kWeighted) continue;
      for (const size_t i : {rule.weights, rule.bias}) {
        if (i >= node.inputs.size() ||
            !is_float_constant(graph, node.inputs[i])) {
          continue;
        }
        const ValueId id = node.inputs[i];
        const auto [known, is_new] = widened.try_emplace(id, ir::kNoValue);
        if (is_new) {
          ir::Value wide = graph.value(id);
          wide.constant = nullptr;
          wide.name += "/wide";
          ir::Node widen;
          widen.op = "DEQUANTIZE";
          widen.name = wide.name;
          widen.inputs = {graph.add(half(graph.value(id)))};
          widen.outputs = {graph.add(std::move(wide))};
          known->second = widen.outputs.front();
          first.push_back(std::move(widen));
          ++changes;
        }
        node.inputs[i] = known->second;
      }
    }
    graph.nodes.insert(graph.nodes.begin(),
                       std::make_move_iterator(first.begin()),
                       std::make_move_iterator(first.end()));
  }
  for (size_t i = 0; i < module.graphs.size(); ++i) {
    ir::compact(module, static_cast<int32_t>(i));
  }
  return changes;
}

}  // namespace mote::quantize
