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
  const Builder& b = o.b;
  if (beta / alpha > 2.99 && beta / alpha < 3.01) {
    return b.mul(b.node("Relu6", {b.add(o.in(0), b.number(3))}),
                 b.number(1.0 / 6));
  }
  const ir::ValueId line =
      b.add(b.mul(o.in(0), b.number(alpha)), b.number(beta));
  return b.node("Minimum", {b.node("Relu", {line}), b.number(1)});
}

Ids gelu(const Operation& o) {
  const Builder& b = o.b;
  const ir::ValueId x = o.in(0);
  ir::ValueId curve;
  if (o.word("approximate", "none") == "none") {
    curve = b.node("Erf", {b.mul(x, b.number(0.7071067811865476))});
  } else {
    const ir::ValueId cube =
        b.mul(b.node("Pow", {x, b.number(3)}), b.number(0.044715));
    curve = b.node("Tanh", {b.mul(b.add(x, cube),
                                  b.number(0.7978845608028654))});
  }
  return {b.mul(b.mul(x, b.number(0.5)), b.add(curve, b.number(1)))};
}

// x above 0, else alpha * (exp(x / width) - 1).
Ids elu(const Operation& o, double alpha, double width) {
  const Builder& b = o.b;
  if (alpha == 1 && width == 1) return {b.node("Elu", {o.in(0)})};
  ir::ValueId below = b.node("Minimum", {o.in(0), b.number(0)});
  if (width != 1) below = b.mul(below, b.number(1 / width));
  below = b.mul(b.node("Elu", {below}), b.number(alpha));
  return {b.add(b.node("Relu", {o.in(0)}), below)};
}

// Of two operands at a time.
Make chain(const char* op) {
  return [op](const Operation& o) -> Ids {
    ir::ValueId y = o.in(0);
    for (size_t i = 1; i < o.inputs.size(); ++i) {
      y = o.b.node(op, {y, o.in(i)});
    }
    return {y};
  };
}

Ids prelu(const Operation& o) {
  const Builder& b = o.b;
  const ir::ValueId negative =
      b.node("Relu", {b.node("Neg", {o.in(0)})});
  return {b.add(b.node("Relu", {o.in(0)}),
                b.mul(b.node("Neg", {o.in(1)}), negative))};
}

Ids softmax(const Operation& o, const char* op) {
  return {o.b.node(op, {o.in(0)}, {{"axis", o.integer("axis", -1)}})};
}

}  // namespace

void add_elementwise(Table& table) {
  struct Row {
    const char* from;
    const char* to;
  };
  constexpr Row kRows[] = {
      {"Add", "AddV2"}, {"Sub", "Sub"}, {"Mul", "Mul"}, {"Div", "RealDiv"},
      {"Pow", "Pow"}, {"Relu", "Relu"}, {"Tan", "Tan"}, {"Atan", "Atan"},
      {"LessOrEqual", "LessEqual"}, {"GreaterOrEqual", "GreaterEqual"},
      {"Mod", "FloorMod"}, {"GatherND", "GatherNd"}, {"Sinh", "Sinh"},
      {"Cosh", "Cosh"},
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
  table["Elu"] = [](const Operation& o) {
    return elu(o, o.real("alpha", 1), 1);
  };
  table["Celu"] = [](const Operation& o) {
    return elu(o, o.real("alpha", 1), o.real("alpha", 1));
  };
  table["Mish"] = [](const Operation& o) -> Ids {
    return {o.b.mul(o.in(0),
                    o.b.node("Tanh", {o.b.node("Softplus", {o.in(0)})}))};
  };
  table["Max"] = chain("Maximum");
  table["Min"] = chain("Minimum");
  table["Sum"] = chain("AddV2");
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
