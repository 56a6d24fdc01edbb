// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/weights.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "host/io/array.h"

namespace mote::quantize {
namespace {

// Fewer 8-bit weights do not pay for the loss.
constexpr int64_t kFewestWeights = 1024;
// Fewer 16-bit constants do not pay for the operator that widens them.
constexpr int64_t kFewestHalves = 96;

// How an operator takes integer weights beside float activations.
struct Hybrid {
  std::string_view op;
  uint32_t weights;  // bit i: input i is one
  int32_t axis;      // of their scales; -1: one scale
  bool int4;         // takes weights of 4 bits, too
  bool asymmetric;   // has an option to quantize inputs so
};

constexpr uint32_t bits_of(uint32_t from, uint32_t to) {
  return (2u << to) - (1u << from);
}

constexpr Hybrid kHybrids[] = {
    {"CONV_2D", 1u << 1, 0, true, false},
    {"DEPTHWISE_CONV_2D", 1u << 1, 3, false, false},
    {"FULLY_CONNECTED", 1u << 1, 0, true, true},
    {"BATCH_MATMUL", 1u << 1, -1, false, true},
    {"SVDF", bits_of(1, 2), -1, false, true},
    {"UNIDIRECTIONAL_SEQUENCE_RNN", bits_of(1, 2), -1, false, true},
    {"UNIDIRECTIONAL_SEQUENCE_LSTM", bits_of(1, 8) | 1u << 16, -1, false, true},
    {"BIDIRECTIONAL_SEQUENCE_RNN", bits_of(1, 2) | bits_of(4, 5), -1, false,
     true},
    {"BIDIRECTIONAL_SEQUENCE_LSTM", bits_of(1, 8) | 1u << 16 | bits_of(18, 25),
     -1, false, true},
};

const Hybrid* find_hybrid(const ir::Node& node) {
  const auto* it =
      std::find_if(std::begin(kHybrids), std::end(kHybrids),
                   [&](const Hybrid& hybrid) { return hybrid.op == node.op; });
  return it == std::end(kHybrids) ? nullptr : it;
}

bool is_weight(const Hybrid& hybrid, size_t input) {
  return input < 32 && (hybrid.weights >> input & 1) != 0;
}

bool is_constant_float(const ir::Graph& graph, ir::ValueId id) {
  if (id == ir::kNoValue) return false;
  const ir::Value& value = graph.value(id);
  return value.type == Type::kFloat32 && value.constant != nullptr &&
         value.shape && !value.extra.contains("sparsity");
}

Type hybrid_type(const ir::Graph& graph, const ir::Node& node, Type type) {
  const Hybrid* hybrid = find_hybrid(node);
  if (hybrid == nullptr) return Type::kFloat32;
  bool large = false;
  for (size_t i = 0; i < node.inputs.size(); ++i) {
    const ir::ValueId id = node.inputs[i];
    if (!is_weight(*hybrid, i) || id == ir::kNoValue) continue;
    if (!is_constant_float(graph, id)) return Type::kFloat32;
    large = large || ir::elements(graph.value(id).shape) >= kFewestWeights;
  }
  if (!large) return Type::kFloat32;
  return type == Type::kInt4 && !hybrid->int4 ? Type::kInt8 : type;
}

bool widens(const ir::Graph& graph, ir::ValueId id) {
  return is_constant_float(graph, id) &&
         ir::elements(graph.value(id).shape) >= kFewestHalves;
}

Type half_type(const ir::Graph& graph, const ir::Node& node) {
  const bool any =
      std::any_of(node.inputs.begin(), node.inputs.end(),
                  [&](ir::ValueId id) { return widens(graph, id); });
  return any ? Type::kFloat16 : Type::kFloat32;
}

ir::Value hybrid_weights(const ir::Value& weights, int32_t axis, Type type) {
  std::vector<double> scales =
      magnitudes(reals(weights), channels(*weights.shape, axis));
  for (double& scale : scales) {
    scale /= most_steps(type);
    if (!std::isnormal(static_cast<float>(scale))) scale = 1;
  }
  return quantized_weights(weights, axis, type, scales);
}

ir::Value halves(const ir::Value& constant) {
  ir::Value out = constant;
  const std::vector<float> values = reals(constant);
  io::Array array = {Type::kFloat16, {}, base::Bytes(2 * values.size())};
  for (size_t i = 0; i < values.size(); ++i) {
    io::set_real(array, i, values[i]);
  }
  out.type = Type::kFloat16;
  out.name += "_float16";
  out.constant = ir::make_constant(std::move(array.data));
  return out;
}

class Rewriter {
 public:
  explicit Rewriter(ir::Graph& graph)
      : graph_(graph), nodes_(std::move(graph.nodes)) {
    graph.nodes.clear();
  }

  std::vector<int32_t> run(const std::vector<Type>& types) {
    for (size_t n = 0; n < nodes_.size(); ++n) {
      ir::Node& node = nodes_[n];
      if (types[n] == Type::kFloat16) {
        widen(node);
      } else if (types[n] != Type::kFloat32) {
        narrow(node, types[n]);
      }
      graph_.nodes.push_back(std::move(node));
      origin_.push_back(static_cast<int32_t>(n));
    }
    return std::move(origin_);
  }

 private:
  void narrow(ir::Node& node, Type type) {
    const Hybrid& hybrid = *find_hybrid(node);
    if (hybrid.asymmetric) node.attributes["asymmetric_quantize_inputs"] = true;
    for (size_t i = 0; i < node.inputs.size(); ++i) {
      if (!is_weight(hybrid, i) || node.inputs[i] == ir::kNoValue) continue;
      ir::ValueId& made = made_[{node.inputs[i], type}];
      if (made == 0) {
        made = graph_.add(
            hybrid_weights(graph_.value(node.inputs[i]), hybrid.axis, type));
      }
      node.inputs[i] = made;
    }
  }

  void widen(ir::Node& node) {
    for (ir::ValueId& id : node.inputs) {
      if (!widens(graph_, id)) continue;
      ir::ValueId& made = made_[{id, Type::kFloat16}];
      if (made == 0) made = add_widening(id);
      id = made;
    }
  }

  ir::ValueId add_widening(ir::ValueId id) {
    ir::Value wide = graph_.value(id);
    wide.constant = nullptr;
    ir::Node node;
    node.op = "DEQUANTIZE";
    node.inputs = {graph_.add(halves(graph_.value(id)))};
    node.outputs = {graph_.add(std::move(wide))};
    const ir::ValueId out = node.outputs[0];
    graph_.nodes.push_back(std::move(node));
    origin_.push_back(-1);
    return out;
  }

  ir::Graph& graph_;
  std::vector<ir::Node> nodes_;
  std::vector<int32_t> origin_;
  std::map<std::pair<ir::ValueId, Type>, ir::ValueId> made_;  // 0: not yet
};

}  // namespace

WeightTypes weight_types(const ir::Module& module, Type type) {
  WeightTypes types;
  for (const ir::Graph& graph : module.graphs) {
    types.emplace_back();
    for (const ir::Node& node : graph.nodes) {
      types.back().push_back(type == Type::kFloat16
                                 ? half_type(graph, node)
                                 : hybrid_type(graph, node, type));
    }
  }
  return types;
}

Quantized quantize_weights(const ir::Module& module, const WeightTypes& types) {
  Quantized out{module, {}};
  for (size_t g = 0; g < module.graphs.size(); ++g) {
    out.origin.push_back(Rewriter(out.module.graphs[g]).run(types[g]));
    ir::compact(out.module, static_cast<int32_t>(g));
  }
  return out;
}

}  // namespace mote::quantize
