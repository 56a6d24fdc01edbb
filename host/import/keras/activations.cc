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

ir::ValueId leaky(const Builder& b, ir::ValueId x, double slope) {
  return b.node("LeakyRelu", {x}, {{"alpha", slope}});
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
  if (name == "mish") {
    return b.mul(x, b.node("Tanh", {b.node("Softplus", {x})}));
  }
  throw Unreadable{{"layer '" + b.layer() + "'",
                    "the activation '" + name + "' is not known",
                    "save the model as a SavedModel"}};
}

void add_activations(Table& table) {
  table["Activation"] = [](const Layer& layer) -> Ids {
    const auto it = layer.config.find("activation");
    return {it == layer.config.end() ? layer.x()
                                     : activate(layer.b, layer.x(), *it)};
  };
  table["ReLU"] = [](const Layer& layer) -> Ids {
    const double most = layer.real("max_value", -1);
    const double slope = layer.real("negative_slope", 0);
    const double threshold = layer.real("threshold", 0);
    if (threshold != 0 || (slope != 0 && most >= 0)) {
      layer.refuse("a threshold, or a slope together with a maximum");
    }
    if (slope != 0) return {leaky(layer.b, layer.x(), slope)};
    if (most < 0) return {layer.b.node("Relu", {layer.x()})};
    if (most == 6) return {layer.b.node("Relu6", {layer.x()})};
    return {layer.b.node("Minimum", {layer.b.node("Relu", {layer.x()}),
                                     layer.b.number(most)})};
  };
  table["LeakyReLU"] = [](const Layer& layer) -> Ids {
    const double old = layer.real("alpha", 0.3);
    return {leaky(layer.b, layer.x(), layer.real("negative_slope", old))};
  };
  table["ELU"] = [](const Layer& layer) -> Ids {
    if (layer.real("alpha", 1) != 1) layer.refuse("an alpha that is not 1");
    return {layer.b.node("Elu", {layer.x()})};
  };
  table["Softmax"] = [](const Layer& layer) -> Ids {
    if (layer.integer("axis", -1) != -1) {
      layer.refuse("an axis that is not the last");
    }
    return {layer.b.node("Softmax", {layer.x()})};
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
