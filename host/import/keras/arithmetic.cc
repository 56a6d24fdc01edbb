// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Functions of keras.ops on single elements, and reductions.
#include <numeric>

#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

struct Row {
  const char* name;
  const char* op;
};

Make unary(const char* op) {
  return [op](const Layer& layer) -> Ids {
    return {layer.b.node(op, {layer.operand(0, "x")})};
  };
}

Make binary(const char* op) {
  return [op](const Layer& layer) -> Ids {
    return {layer.b.node(op, {layer.operand(0, "x1"), layer.operand(1, "x2")})};
  };
}

Make activation(const char* name) {
  return [name](const Layer& layer) -> Ids {
    return {activate(layer.b, layer.x(), Json(name))};
  };
}

// The config's axes; none: all of them.
std::vector<int64_t> reduced(const Layer& layer) {
  const char* name = layer.config.contains("axes") ? "axes" : "axis";
  const Json given = layer.config.value(name, Json());
  if (given.is_number()) return {given.get<int64_t>()};
  if (given.is_array()) return given.get<std::vector<int64_t>>();
  std::vector<int64_t> all(layer.rank(layer.x()));
  std::iota(all.begin(), all.end(), 0);
  return all;
}

ir::ValueId reduce(const Layer& layer, const char* op, ir::ValueId x,
                   bool keep) {
  return layer.b.node(op, {x, layer.b.list(reduced(layer))},
                      {{"keep_dims", keep}});
}

Make reduction(const char* op) {
  return [op](const Layer& layer) -> Ids {
    return {reduce(layer, op, layer.x(), layer.flag("keepdims", false))};
  };
}

ir::ValueId variance(const Layer& layer) {
  const ir::ValueId mean = reduce(layer, "Mean", layer.x(), true);
  return reduce(layer, "Mean",
                layer.b.node("SquaredDifference", {layer.x(), mean}),
                layer.flag("keepdims", false));
}

Ids deviation(const Layer& layer) {
  return {layer.b.node("Sqrt", {variance(layer)})};
}

Ids moments(const Layer& layer) {
  return {reduce(layer, "Mean", layer.x(), layer.flag("keepdims", false)),
          variance(layer)};
}

// The largest is taken out first, so that no power overflows.
Ids log_sum_exp(const Layer& layer) {
  const Builder& b = layer.b;
  const bool keep = layer.flag("keepdims", false);
  const ir::ValueId most = reduce(layer, "Max", layer.x(), true);
  const ir::ValueId powers =
      b.node("Exp", {b.node("Sub", {layer.x(), most})});
  const ir::ValueId sum = b.node("Log", {reduce(layer, "Sum", powers, keep)});
  return {b.add(sum, keep ? most : reduce(layer, "Max", layer.x(), false))};
}

Make position(const char* op) {
  return [op](const Layer& layer) -> Ids {
    const Builder& b = layer.b;
    const std::vector<int64_t> axis = layer.axes({});
    if (axis.size() != 1) layer.refuse("a position among all elements");
    ir::ValueId y = b.node(op, {layer.x(), b.integer(axis[0])},
                           {{"output_type", Type::kInt32}});
    if (layer.flag("keepdims", false)) {
      y = b.node("ExpandDims", {y, b.integer(axis[0])});
    }
    return {y};
  };
}

Ids clip(const Layer& layer) {
  const Builder& b = layer.b;
  const ir::ValueId low =
      b.node("Maximum", {layer.x(), b.number(layer.real("x_min", 0))});
  return {b.node("Minimum", {low, b.number(layer.real("x_max", 0))})};
}

Ids where(const Layer& layer) {
  return {layer.b.node("SelectV2", {layer.operand(0, "condition"),
                                    layer.operand(1, "x1"),
                                    layer.operand(2, "x2")})};
}

// By the euclidean length along the axis.
Ids normalize(const Layer& layer) {
  const Builder& b = layer.b;
  if (layer.integer("order", 2) != 2) layer.refuse("a norm that is not 2");
  const double least = layer.real("epsilon", 1e-7);
  const ir::ValueId squares =
      reduce(layer, "Sum", b.node("Square", {layer.x()}), true);
  return {b.mul(layer.x(),
                b.node("Rsqrt", {b.node("Maximum", {squares,
                                                    b.number(least * least)})}))};
}

Ids softmax(const Layer& layer) {
  return {layer.b.node(layer.kind, {layer.x()},
                       {{"axis", layer.integer("axis", -1)}})};
}

Ids cumulative_sum(const Layer& layer) {
  const std::vector<int64_t> axis = layer.axes({});
  if (axis.size() != 1) layer.refuse("a sum over all elements");
  return {layer.b.node("Cumsum", {layer.x(), layer.b.integer(axis[0])})};
}

void add_rows(Table& table) {
  constexpr Row kBinary[] = {
      {"Add", "AddV2"}, {"Subtract", "Sub"}, {"Multiply", "Mul"},
      {"TrueDivide", "RealDiv"}, {"Divide", "RealDiv"}, {"Maximum", "Maximum"},
      {"Minimum", "Minimum"}, {"Power", "Pow"}, {"FloorDivide", "FloorDiv"},
      {"Mod", "FloorMod"}, {"Greater", "Greater"},
      {"GreaterEqual", "GreaterEqual"}, {"Less", "Less"},
      {"LessEqual", "LessEqual"}, {"Equal", "Equal"}, {"NotEqual", "NotEqual"},
      {"LogicalAnd", "LogicalAnd"}, {"LogicalOr", "LogicalOr"},
      {"Arctan2", "Atan2"}, {"Matmul", "BatchMatMulV2"}};
  for (const Row& row : kBinary) table[row.name] = binary(row.op);
  constexpr Row kUnary[] = {
      {"Negative", "Neg"}, {"Absolute", "Abs"}, {"Abs", "Abs"}, {"Exp", "Exp"},
      {"Log", "Log"}, {"Sqrt", "Sqrt"}, {"Rsqrt", "Rsqrt"},
      {"Square", "Square"}, {"Sign", "Sign"}, {"Floor", "Floor"},
      {"Ceil", "Ceil"}, {"Round", "Round"}, {"Sin", "Sin"}, {"Cos", "Cos"},
      {"Tan", "Tan"}, {"Sinh", "Sinh"}, {"Cosh", "Cosh"}, {"Arctan", "Atan"},
      {"Tanh", "Tanh"}, {"Erf", "Erf"}, {"Reciprocal", "Reciprocal"},
      {"LogicalNot", "LogicalNot"}, {"Expm1", "Expm1"}, {"Log1p", "Log1p"},
      {"Relu", "Relu"}, {"Relu6", "Relu6"}, {"Sigmoid", "Sigmoid"},
      {"Softplus", "Softplus"}, {"Softsign", "Softsign"}, {"Selu", "Selu"},
      {"ZerosLike", "ZerosLike"}, {"OnesLike", "OnesLike"},
      {"Identity", "Identity"}, {"Copy", "Identity"}};
  for (const Row& row : kUnary) table[row.name] = unary(row.op);
  constexpr Row kActivations[] = {
      {"Silu", "silu"}, {"Swish", "silu"}, {"HardSigmoid", "hard_sigmoid"},
      {"HardSilu", "hard_silu"}, {"HardTanh", "hard_tanh"},
      {"LogSigmoid", "log_sigmoid"}, {"TanhShrink", "tanh_shrink"},
      {"SparsePlus", "sparse_plus"}, {"SparseSigmoid", "sparse_sigmoid"},
      {"Mish", "mish"}};
  for (const Row& row : kActivations) table[row.name] = activation(row.op);
  constexpr Row kReductions[] = {
      {"Mean", "Mean"}, {"Sum", "Sum"}, {"Max", "Max"}, {"Amax", "Max"},
      {"Min", "Min"}, {"Amin", "Min"}, {"Prod", "Prod"}, {"Any", "Any"},
      {"All", "All"}};
  for (const Row& row : kReductions) table[row.name] = reduction(row.op);
}

}  // namespace

void add_arithmetic(Table& table) {
  add_rows(table);
  table["Var"] = [](const Layer& layer) -> Ids { return {variance(layer)}; };
  table["Std"] = deviation;
  table["Moments"] = moments;
  table["Logsumexp"] = log_sum_exp;
  table["Argmax"] = position("ArgMax");
  table["Argmin"] = position("ArgMin");
  table["Clip"] = clip;
  table["Where"] = where;
  table["Normalize"] = normalize;
  table["Softmax"] = table["LogSoftmax"] = softmax;
  table["Cumsum"] = cumulative_sum;
  table["Gelu"] = [](const Layer& layer) -> Ids {
    const bool rough = layer.flag("approximate", true);
    return {activate(layer.b, layer.x(), Json(rough ? "gelu_tanh" : "gelu"))};
  };
  table["LeakyRelu"] = [](const Layer& layer) -> Ids {
    return {layer.b.node("LeakyRelu", {layer.x()},
                         {{"alpha", layer.real("negative_slope", 0.2)}})};
  };
  table["Elu"] = [](const Layer& layer) -> Ids {
    return layers().at("ELU")(layer);
  };
}

}  // namespace mote::keras
