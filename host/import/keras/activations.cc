// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

ir::ValueId gate(const Builder& b, ir::ValueId x) {
  const ir::ValueId sum = b.node("Relu6", {b.add(x, b.number(3))});
  return b.mul(sum, b.number(1.0 / 6));
}

ir::ValueId gelu(const Builder& b, ir::ValueId x) {
  const ir::ValueId erf =
      b.node("Erf", {b.mul(x, b.number(0.7071067811865476))});
  return b.mul(b.mul(x, b.number(0.5)), b.add(erf, b.number(1)));
}

// With a cubic in place of the error function.
ir::ValueId gelu_tanh(const Builder& b, ir::ValueId x) {
  const ir::ValueId cube = b.mul(b.node("Pow", {x, b.number(3)}),
                                 b.number(0.044715));
  const ir::ValueId curve = b.node(
      "Tanh", {b.mul(b.add(x, cube), b.number(0.7978845608028654))});
  return b.mul(b.mul(x, b.number(0.5)), b.add(curve, b.number(1)));
}

ir::ValueId clamp(const Builder& b, ir::ValueId x, double low, double high) {
  return b.node("Minimum", {b.node("Maximum", {x, b.number(low)}),
                            b.number(high)});
}

ir::ValueId leaky(const Builder& b, ir::ValueId x, double slope) {
  return b.node("LeakyRelu", {x}, {{"alpha", slope}});
}

// The activations that few models have; kNoValue: none of them.
ir::ValueId rare(const Builder& b, ir::ValueId x, const std::string& name) {
  const auto relu = [&](ir::ValueId y) { return b.node("Relu", {y}); };
  const auto neg = [&](ir::ValueId y) { return b.node("Neg", {y}); };
  if (name == "mish") {
    return b.mul(x, b.node("Tanh", {b.node("Softplus", {x})}));
  }
  if (name == "celu") return b.node("Elu", {x});
  if (name == "glu") {
    const Ids halves = b.nodes("Split", {b.integer(-1), x}, 2,
                               {{"num_split", int64_t{2}}});
    return b.mul(halves[0], b.node("Sigmoid", {halves[1]}));
  }
  if (name == "hard_tanh") return clamp(b, x, -1, 1);
  if (name == "hard_shrink") {
    const ir::ValueId far =
        b.node("Greater", {b.node("Abs", {x}), b.number(0.5)});
    return b.node("SelectV2", {far, x, b.node("ZerosLike", {x})});
  }
  if (name == "soft_shrink") {
    return b.node("Sub", {relu(b.add(x, b.number(-0.5))),
                          relu(b.add(neg(x), b.number(-0.5)))});
  }
  if (name == "log_sigmoid") return neg(b.node("Softplus", {neg(x)}));
  if (name == "squareplus") {
    const ir::ValueId root =
        b.node("Sqrt", {b.add(b.node("Square", {x}), b.number(4))});
    return b.mul(b.add(x, root), b.number(0.5));
  }
  if (name == "tanh_shrink") return b.node("Sub", {x, b.node("Tanh", {x})});
  if (name == "sparse_sigmoid") {
    return clamp(b, b.mul(b.add(x, b.number(1)), b.number(0.5)), 0, 1);
  }
  if (name == "sparse_plus") {  // a parabola from -1 to 1
    const ir::ValueId near = b.add(clamp(b, x, -1, 1), b.number(1));
    return b.add(b.mul(b.node("Square", {near}), b.number(0.25)),
                 relu(b.add(x, b.number(-1))));
  }
  return ir::kNoValue;
}

std::string name_of(const Json& activation) {
  if (activation.is_string()) return activation.get<std::string>();
  if (!activation.is_object()) return "linear";
  const Json& config = activation.contains("config") ? activation["config"]
                                                     : activation;
  if (config.is_string()) return config.get<std::string>();
  const auto name = activation.find("class_name");
  return name != activation.end() && name->is_string()
             ? name->get<std::string>() : "linear";
}

}  // namespace

ir::ValueId activate(const Builder& b, ir::ValueId x, const Json& activation) {
  struct Row {
    const char* name;
    const char* op;
  };
  constexpr Row kRows[] = {
      {"relu", "Relu"}, {"relu6", "Relu6"}, {"sigmoid", "Sigmoid"},
      {"tanh", "Tanh"}, {"softmax", "Softmax"}, {"elu", "Elu"},
      {"selu", "Selu"}, {"softplus", "Softplus"}, {"softsign", "Softsign"},
      {"exponential", "Exp"}, {"log_softmax", "LogSoftmax"}};
  const std::string name = name_of(activation);
  for (const Row& row : kRows) {
    if (name == row.name) return b.node(row.op, {x});
  }
  if (name == "linear") return x;
  if (name == "gelu") return gelu(b, x);
  if (name == "silu" || name == "swish") {
    return b.mul(x, b.node("Sigmoid", {x}));
  }
  if (name == "hard_sigmoid") return gate(b, x);
  if (name == "hard_silu" || name == "hard_swish") return b.mul(x, gate(b, x));
  if (name == "leaky_relu") return leaky(b, x, 0.2);
  if (name == "gelu_tanh") return gelu_tanh(b, x);
  if (const ir::ValueId y = rare(b, x, name); y != ir::kNoValue) return y;
  throw Unreadable{{"layer '" + b.layer() + "'",
                    "the activation '" + name + "' is not known",
                    "save the model as a SavedModel"}};
}

namespace {

// Up to max_value above the threshold, negative_slope below it.
Ids relu(const Layer& layer) {
  const Builder& b = layer.b;
  const ir::ValueId x = layer.x();
  const double most = layer.real("max_value", -1);
  const double slope = layer.real("negative_slope", 0);
  const double threshold = layer.real("threshold", 0);
  if (slope != 0 && threshold == 0 && most < 0) return {leaky(b, x, slope)};
  ir::ValueId y;
  if (threshold == 0) {
    y = b.node(most == 6 ? "Relu6" : "Relu", {x});
  } else {
    const ir::ValueId above = b.node("Greater", {x, b.number(threshold)});
    y = b.node("SelectV2", {above, x, b.node("ZerosLike", {x})});
  }
  if (most >= 0 && (most != 6 || threshold != 0)) {
    if (threshold != 0) y = b.node("Maximum", {y, b.number(0)});
    y = b.node("Minimum", {y, b.number(most)});
  }
  if (slope == 0) return {y};
  const ir::ValueId below = b.node(
      "Minimum", {b.add(x, b.number(-threshold)), b.number(0)});
  return {b.add(y, b.mul(below, b.number(slope)))};
}

// x above 0, else alpha * (exp(x) - 1).
Ids elu(const Layer& layer) {
  const Builder& b = layer.b;
  const double alpha = layer.real("alpha", 1);
  if (alpha == 1) return {b.node("Elu", {layer.x()})};
  const ir::ValueId below =
      b.node("Elu", {b.node("Minimum", {layer.x(), b.number(0)})});
  return {b.add(b.node("Relu", {layer.x()}), b.mul(below, b.number(alpha)))};
}

}  // namespace

void add_activations(Table& table) {
  table["Activation"] = [](const Layer& layer) -> Ids {
    const auto it = layer.config.find("activation");
    return {it == layer.config.end() ? layer.x()
                                     : activate(layer.b, layer.x(), *it)};
  };
  table["ReLU"] = relu;
  table["LeakyReLU"] = [](const Layer& layer) -> Ids {
    const double old = layer.real("alpha", 0.3);
    return {leaky(layer.b, layer.x(), layer.real("negative_slope", old))};
  };
  table["ELU"] = elu;
  table["Softmax"] = [](const Layer& layer) -> Ids {
    const std::vector<int64_t> axes = layer.axes({-1});
    if (axes.size() != 1) layer.refuse("several axes");
    if (!layer.named("mask").empty()) layer.refuse("a mask");
    return {layer.b.node("Softmax", {layer.x()}, {{"axis", axes[0]}})};
  };
  table["PReLU"] = [](const Layer& layer) -> Ids {
    const Builder& b = layer.b;
    const ir::ValueId positive = b.node("Relu", {layer.x()});
    const ir::ValueId negative = b.node("Relu", {b.node("Neg", {layer.x()})});
    const ir::ValueId alpha = b.node("Neg", {layer.weight(0)});
    return {b.add(positive, b.mul(alpha, negative))};
  };
}

}  // namespace mote::keras
