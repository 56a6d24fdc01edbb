// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/export/tflite/versions.h"

#include <algorithm>

namespace mote::tflite {
namespace {

// What versions depend on, of one node.
struct Facts {
  const ir::Graph& graph;
  const ir::Node& node;

  const ir::Value* input(size_t i) const {
    const bool there = i < node.inputs.size() && node.inputs[i] != ir::kNoValue;
    return there ? &graph.value(node.inputs[i]) : nullptr;
  }
  Type type(size_t i) const {
    return input(i) == nullptr ? Type::kNone : input(i)->type;
  }
  Type result() const {
    return node.outputs.empty() ? Type::kNone
                                : graph.value(node.outputs[0]).type;
  }
  size_t rank(size_t i) const {
    return input(i) == nullptr || !input(i)->shape ? 0
                                                   : input(i)->shape->size();
  }
  bool per_channel(size_t i) const {
    return input(i) != nullptr && input(i)->quantization.scales.size() > 1;
  }
  bool quantized(size_t i) const {
    return input(i) != nullptr && !input(i)->quantization.scales.empty();
  }
  int64_t integer(const char* name, int64_t absent) const {
    return ir::get<int64_t>(node.attributes, name, absent);
  }
  bool flag(const char* name) const {
    return ir::get(node.attributes, name, false);
  }
  bool has_bias_type() const {
    return ir::get(node.attributes, "quantized_bias_type", Type::kFloat32) !=
           Type::kFloat32;
  }
  bool fused() const {
    return ir::get<std::string>(node.attributes, "fused_activation_function",
                                "NONE") != "NONE";
  }
  // Floats times integers.
  bool hybrid() const {
    return type(0) == Type::kFloat32 && type(1) == Type::kInt8;
  }
};

// Where only the type of one operand counts.
struct TypeRow {
  const char* op;
  size_t operand;
  int32_t int8, int16;
};

constexpr TypeRow kTypeRows[] = {
    {"AVERAGE_POOL_2D", 0, 2, 3}, {"MAX_POOL_2D", 0, 2, 3},
    {"SOFTMAX", 0, 2, 3}, {"LOG_SOFTMAX", 0, 2, 2}, {"LOGISTIC", 0, 2, 3},
    {"TANH", 0, 2, 3}, {"RELU", 0, 2, 3}, {"RELU6", 0, 2, 3},
    {"LEAKY_RELU", 0, 1, 2}, {"RSQRT", 0, 2, 3}, {"LOG", 0, 2, 2},
    {"SQRT", 0, 2, 2}, {"EXP", 0, 2, 2}, {"GELU", 0, 2, 2},
    {"CONCATENATION", 0, 2, 3}, {"PAD", 0, 2, 3}, {"PADV2", 0, 2, 3},
    {"MIRROR_PAD", 0, 2, 3}, {"MEAN", 0, 2, 3}, {"REDUCE_MAX", 0, 2, 3},
    {"REDUCE_MIN", 0, 2, 3}, {"SUM", 0, 2, 2}, {"REDUCE_PROD", 0, 2, 2},
    {"ARG_MAX", 0, 2, 1}, {"ARG_MIN", 0, 2, 1}, {"TRANSPOSE", 0, 2, 5},
    {"SLICE", 0, 2, 4}, {"GATHER", 0, 2, 4}, {"GATHER_ND", 0, 1, 3},
    {"SPLIT", 1, 2, 4}, {"SPLIT_V", 0, 2, 1}, {"PACK", 0, 2, 3},
    {"UNPACK", 0, 2, 4}, {"TILE", 0, 3, 1}, {"SPACE_TO_DEPTH", 0, 2, 1},
    {"DEPTH_TO_SPACE", 0, 2, 1}, {"SPACE_TO_BATCH_ND", 0, 2, 4},
    {"BATCH_TO_SPACE_ND", 0, 2, 4}, {"MAXIMUM", 0, 2, 4},
    {"MINIMUM", 0, 2, 4}, {"SQUARED_DIFFERENCE", 0, 2, 1},
    {"L2_NORMALIZATION", 0, 2, 1}, {"BATCH_MATMUL", 0, 2, 3},
    {"TOPK_V2", 0, 2, 3}, {"FILL", 1, 3, 3}, {"REVERSE_V2", 0, 3, 1},
    {"ABS", 0, 2, 3}, {"EQUAL", 0, 2, 5}, {"NOT_EQUAL", 0, 2, 4},
    {"LESS", 0, 2, 3}, {"GREATER_EQUAL", 0, 2, 3}, {"GREATER", 0, 2, 1},
    {"LESS_EQUAL", 0, 2, 1}, {"STRIDED_SLICE", 0, 2, 1},
    {"FLOOR_DIV", 0, 3, 3}, {"FLOOR_MOD", 0, 2, 2},
};

int32_t by_type(Type type, int32_t int8, int32_t int16) {
  return type == Type::kInt8 ? int8 : type == Type::kInt16 ? int16 : 1;
}

int32_t convolution(const Facts& f) {
  const auto& x = f.input(0)->shape;
  const auto& w = f.input(1)->shape;
  if (f.type(0) == Type::kInt16) return f.has_bias_type() ? 8 : 4;
  if (f.type(1) == Type::kInt4) return 7;
  if (x && w && x->size() == 4 && w->size() == 4 && (*x)[3] != (*w)[3]) return 6;
  if (f.hybrid()) return f.per_channel(1) ? 5 : 2;
  return by_type(f.type(0), 3, 4);
}

int32_t depthwise(const Facts& f) {
  if (f.type(1) == Type::kInt4) return 7;
  if (f.type(0) == Type::kInt16) return 5;
  if (f.hybrid()) return f.per_channel(1) ? 6 : 4;
  if (f.type(0) == Type::kInt8) return 3;
  const bool dilated = f.integer("dilation_h_factor", 1) != 1 ||
                       f.integer("dilation_w_factor", 1) != 1;
  return dilated ? 2 : 1;
}

int32_t dense(const Facts& f) {
  if (f.type(1) == Type::kInt4) return f.type(0) == Type::kInt16 ? 13 : 10;
  if (f.type(0) == Type::kInt16) return f.has_bias_type() ? 11 : 7;
  if (f.hybrid()) {
    if (f.per_channel(1)) return 12;
    return f.flag("asymmetric_quantize_inputs") ? 9 : 3;
  }
  if (f.input(2) == nullptr) return 6;
  if (f.flag("keep_num_dims")) return 5;
  return f.type(0) == Type::kInt8 ? 4 : 1;
}

int32_t transpose_conv(const Facts& f) {
  if (f.has_bias_type()) return 5;
  if (f.fused()) return 4;
  if (f.input(3) != nullptr) return 3;
  return f.type(1) == Type::kInt8 ? 2 : 1;
}

int32_t sum(const Facts& f) {
  const bool plain = !f.quantized(0);
  if (f.type(0) == Type::kInt8) return 2;
  if (f.type(0) == Type::kInt64) return 4;
  if (f.type(0) != Type::kInt16) {
    const bool wide = f.node.op == "SUB" && (f.rank(0) > 4 || f.rank(1) > 4);
    return wide ? 3 : 1;
  }
  if (f.node.op == "SUB") return 5;
  return plain ? 5 : 3;
}

int32_t product(const Facts& f) {
  if (f.type(0) == Type::kInt16) return f.quantized(0) ? 4 : 7;
  if (f.type(0) == Type::kInt64) return 5;
  if (f.type(0) != Type::kInt8) return 1;
  if (!f.quantized(0) || !f.quantized(1)) return 2;
  const auto scale = [&](const ir::Value& v) {
    return static_cast<double>(v.quantization.scales.front());
  };
  const ir::Value& out = f.graph.value(f.node.outputs[0]);
  const bool large = !out.quantization.scales.empty() &&
                     scale(*f.input(0)) * scale(*f.input(1)) >= scale(out);
  return large ? 3 : 2;
}

int32_t resize(const Facts& f) {
  if (f.type(0) == Type::kInt16) return 4;
  const bool nearest = f.node.op == "RESIZE_NEAREST_NEIGHBOR";
  if (f.flag("half_pixel_centers") || (nearest && f.flag("align_corners"))) {
    return 3;
  }
  return f.type(0) == Type::kInt8 ? 2 : 1;
}

int32_t quantize(const Facts& f) {
  if (f.result() == Type::kInt4) return 4;
  return f.result() == Type::kInt16 || f.type(0) == Type::kInt16 ? 2 : 1;
}

int32_t dequantize(const Facts& f) {
  if (f.type(0) == Type::kInt4) return 6;
  if (f.per_channel(0)) return 5;
  if (f.type(0) == Type::kInt16 || f.type(0) == Type::kFloat16) return 3;
  return f.type(0) == Type::kInt8 ? 2 : 1;
}

int32_t lstm(const Facts& f) {
  if (f.type(0) == Type::kInt16) return 5;
  if (f.hybrid()) return f.flag("asymmetric_quantize_inputs") ? 3 : 2;
  return 1;
}

using Rule = int32_t (*)(const Facts&);

const std::map<std::string, Rule>& rules() {
  static const std::map<std::string, Rule> kRules = {
      {"CONV_2D", convolution}, {"DEPTHWISE_CONV_2D", depthwise},
      {"FULLY_CONNECTED", dense}, {"TRANSPOSE_CONV", transpose_conv},
      {"ADD", sum}, {"SUB", sum}, {"MUL", product},
      {"RESIZE_BILINEAR", resize}, {"RESIZE_NEAREST_NEIGHBOR", resize},
      {"QUANTIZE", quantize}, {"DEQUANTIZE", dequantize},
      {"UNIDIRECTIONAL_SEQUENCE_LSTM", lstm},
      {"BROADCAST_TO", [](const Facts& f) {
         return by_type(f.type(0), 3, 3) == 3 ? 3 : 2;
       }},
      {"DIV", [](const Facts& f) {
         return f.rank(0) > 4 || f.rank(1) > 4 ? 2 : 1;
       }},
      {"DYNAMIC_UPDATE_SLICE", [](const Facts&) { return 1; }},
  };
  return kRules;
}

}  // namespace

int32_t version_of(const ir::Graph& graph, const ir::Node& node) {
  const Facts facts{graph, node};
  const auto rule = rules().find(node.op);
  if (rule != rules().end() && facts.input(0) != nullptr) {
    return rule->second(facts);
  }
  for (const TypeRow& row : kTypeRows) {
    if (node.op != row.op) continue;
    int32_t version = by_type(facts.type(row.operand), row.int8, row.int16);
    const bool wide = facts.rank(row.operand) > 4;
    if (wide && (node.op == "TRANSPOSE" || node.op == "STRIDED_SLICE" ||
                 node.op == "PAD")) {
      version = std::max(version, facts.rank(0) > 5 && node.op == "TRANSPOSE"
                                      ? 6 : 4);
    }
    if (node.op == "GATHER" && facts.integer("batch_dims", 0) != 0) {
      version = std::max(version, 5);
    }
    return version;
  }
  return node.version;
}

void set_versions(ir::Module& module) {
  for (ir::Graph& graph : module.graphs) {
    for (ir::Node& node : graph.nodes) node.version = version_of(graph, node);
  }
}

}  // namespace mote::tflite
