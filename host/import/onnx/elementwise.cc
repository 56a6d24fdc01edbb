// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/onnx/operation.h"

namespace mote::onnx {
namespace {

Make same(const char* op) {
  return [op](const Operation& o) -> Ids {
    Ids given;
    for (size_t i = 0; i < o.inputs.size(); ++i) given.push_back(o.in(i));
    return {o.b.node(op, given)};
  };
}

Ids alias(const Operation& o) { return {o.in(0)}; }

Ids clip(const Operation& o) {
  std::optional<double> low = o.constant_number(1);
  std::optional<double> high = o.constant_number(2);
  if (o.attribute("min") != nullptr) low = o.real("min", 0);
  if (o.attribute("max") != nullptr) high = o.real("max", 0);
  if (low == 0.0 && high == 6.0) return {o.b.node("Relu6", {o.in(0)})};
  ir::ValueId x = o.in(0);
  if (low == 0.0) {
    x = o.b.node("Relu", {x});
  } else if (low) {
    x = o.b.node("Maximum", {x, o.b.number(*low)});
  }
  return {high ? o.b.node("Minimum", {x, o.b.number(*high)}) : x};
}

// The larger of 0 and the smaller of 1 and alpha * x + beta.
ir::ValueId hard_sigmoid(const Operation& o, double alpha, double beta) {
  const ir::ValueId scaled = o.b.mul(
      o.b.add(o.in(0), o.b.number(beta / alpha)), o.b.number(1));
  if (beta / alpha > 2.99 && beta / alpha < 3.01) {
    return o.b.mul(o.b.node("Relu6", {o.b.add(o.in(0), o.b.number(3))}),
                   o.b.number(1.0 / 6));
  }
  const ir::ValueId line = o.b.mul(scaled, o.b.number(alpha));
  return o.b.node("Minimum", {o.b.node("Relu", {line}), o.b.number(1)});
}

Ids gelu(const Operation& o) {
  if (o.word("approximate", "none") != "none") {
    o.refuse("approximate by tanh");
  }
  const ir::ValueId erf =
      o.b.node("Erf", {o.b.mul(o.in(0), o.b.number(0.7071067811865476))});
  return {o.b.mul(o.b.mul(o.in(0), o.b.number(0.5)),
                  o.b.add(erf, o.b.number(1)))};
}

Ids prelu(const Operation& o) {
  const Builder& b = o.b;
  const ir::ValueId negative =
      b.node("Relu", {b.node("Neg", {o.in(0)})});
  return {b.add(b.node("Relu", {o.in(0)}),
                b.mul(b.node("Neg", {o.in(1)}), negative))};
}

Ids softmax(const Operation& o, const char* op) {
  // Only the last dimension has an operator; the default of old models is 1.
  const int64_t axis = o.integer("axis", -1);
  if (axis != -1) {
    // Right where that is the last one, as of the logits of a classifier.
    return {o.b.node(op, {o.in(0)}, {{"axis", axis}})};
  }
  return {o.b.node(op, {o.in(0)})};
}

}  // namespace

void add_elementwise(Table& table) {
  struct Row {
    const char* from;
    const char* to;
  };
  constexpr Row kRows[] = {
      {"Add", "AddV2"}, {"Sub", "Sub"}, {"Mul", "Mul"}, {"Div", "RealDiv"},
      {"Pow", "Pow"}, {"Max", "Maximum"}, {"Min", "Minimum"}, {"Relu", "Relu"},
      {"Sigmoid", "Sigmoid"}, {"Tanh", "Tanh"}, {"Exp", "Exp"}, {"Log", "Log"},
      {"Sqrt", "Sqrt"}, {"Neg", "Neg"}, {"Abs", "Abs"}, {"Erf", "Erf"},
      {"Floor", "Floor"}, {"Ceil", "Ceil"}, {"Round", "Round"}, {"Sin", "Sin"},
      {"Cos", "Cos"}, {"Sign", "Sign"}, {"Softplus", "Softplus"},
      {"Softsign", "Softsign"}, {"Selu", "Selu"}, {"Where", "SelectV2"},
      {"Equal", "Equal"}, {"Less", "Less"}, {"Greater", "Greater"},
      {"And", "LogicalAnd"}, {"Or", "LogicalOr"}, {"Not", "LogicalNot"},
      {"MatMul", "BatchMatMulV2"}, {"Reciprocal", "Reciprocal"}};
  for (const Row& row : kRows) table[row.from] = same(row.to);
  table["Identity"] = table["Dropout"] = alias;
  table["Clip"] = clip;
  table["Gelu"] = gelu;
  table["PRelu"] = prelu;
  table["LeakyRelu"] = [](const Operation& o) -> Ids {
    return {o.b.node("LeakyRelu", {o.in(0)}, {{"alpha", o.real("alpha", 0.01)}})};
  };
  table["Elu"] = [](const Operation& o) -> Ids {
    if (o.real("alpha", 1) != 1) o.refuse("an alpha that is not 1");
    return {o.b.node("Elu", {o.in(0)})};
  };
  table["HardSigmoid"] = [](const Operation& o) -> Ids {
    return {hard_sigmoid(o, o.real("alpha", 0.2), o.real("beta", 0.5))};
  };
  table["HardSwish"] = [](const Operation& o) -> Ids {
    return {o.b.mul(o.in(0), hard_sigmoid(o, 1.0 / 6, 0.5))};
  };
  table["Softmax"] = [](const Operation& o) { return softmax(o, "Softmax"); };
  table["LogSoftmax"] = [](const Operation& o) {
    return softmax(o, "LogSoftmax");
  };
  table["Cast"] = [](const Operation& o) -> Ids {
    const Type to = type_of(static_cast<int32_t>(o.integer("to", 1)));
    return {o.b.node("Cast", {o.in(0)}, {{"DstT", to}})};
  };
}

}  // namespace mote::onnx
