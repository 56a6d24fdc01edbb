// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cmath>

#include "host/rewrite/matcher.h"
#include "host/rewrite/rewrite.h"

namespace mote::rewrite {
namespace {

// Turns the node into an operator of one operand.
bool become(ir::Node& node, const char* op, ir::ValueId x,
            ir::Attributes attributes = {}) {
  node.op = op;
  node.inputs = {x};
  node.attributes = std::move(attributes);
  return true;
}

std::vector<int64_t> ints(const ir::Graph& graph, ir::ValueId id) {
  const ir::Value& value = graph.value(id);
  std::vector<int64_t> out;
  if (value.constant == nullptr || value.type != Type::kInt32) return out;
  const auto* data = reinterpret_cast<const int32_t*>(value.constant->data());
  out.assign(data, data + value.constant->size() / sizeof(int32_t));
  return out;
}

// x * RELU6(x + 3) / 6, the sixth before or after the product.
bool hard_swish(const Matcher& match, ir::Node& node) {
  constexpr float kSixth = 1.0f / 6;
  if (node.op != "MUL") return false;
  const auto gate_of = [&](ir::ValueId id) -> ir::ValueId {
    const ir::Node* relu = match.maker(id, "RELU6");
    const ir::Node* sum = relu == nullptr
                              ? nullptr : match.maker(relu->inputs[0], "ADD");
    return sum == nullptr ? ir::kNoValue : match.other_than(*sum, 3.0f);
  };
  const auto product_of = [&](const ir::Node& mul, bool scaled) {
    for (const size_t i : {size_t{0}, size_t{1}}) {
      ir::ValueId gate = mul.inputs[i];
      if (!scaled) {
        const ir::Node* part = match.maker(gate, "MUL");
        gate = part == nullptr ? ir::kNoValue
                               : match.other_than(*part, kSixth);
      }
      const ir::ValueId x = mul.inputs[1 - i];
      if (gate != ir::kNoValue && gate_of(gate) == x) return x;
    }
    return ir::kNoValue;
  };
  ir::ValueId x = product_of(node, false);
  if (x == ir::kNoValue) {
    const ir::ValueId whole = match.other_than(node, kSixth);
    const ir::Node* inner = match.maker(whole, "MUL");
    if (inner != nullptr) x = product_of(*inner, true);
  }
  return x != ir::kNoValue && become(node, "HARD_SWISH", x);
}

// What a chain of products by constants multiplies, and by what in all.
std::pair<ir::ValueId, double> scaled(const Matcher& match, ir::ValueId id) {
  double factor = 1;
  for (;;) {
    const ir::Node* mul = match.maker(id, "MUL");
    if (mul != nullptr) {
      const size_t k = match.number(mul->inputs[0]) ? 0 : 1;
      const auto constant = match.number(mul->inputs[k]);
      if (!constant) return {id, factor};
      factor *= *constant;
      id = mul->inputs[1 - k];
    } else if (const ir::Node* neg = match.maker(id, "NEG")) {
      factor = -factor;
      id = neg->inputs[0];
    } else {
      return {id, factor};
    }
  }
}

// The product of two that are no constants under products by constants, and
// their factor; null: there is none.
std::pair<const ir::Node*, double> core(const Matcher& match,
                                        const ir::Node& node) {
  const ir::Node* at = &node;
  double factor = 1;
  while (at != nullptr && at->op == "MUL") {
    const size_t k = match.number(at->inputs[0]) ? 0 : 1;
    const auto constant = match.number(at->inputs[k]);
    if (!constant) return {at, factor};
    factor *= *constant;
    at = match.maker(at->inputs[1 - k], "MUL");
  }
  return {nullptr, factor};
}

bool near(double a, double b) { return std::fabs(a - b) < 1e-4; }

// 0.5 * x * erfc(-x / sqrt(2)), or with 1 + erf(x / sqrt(2)).
bool gelu(const Matcher& match, ir::Node& node) {
  constexpr double kRoot = 0.7071067811865476;
  const auto [product, whole] = core(match, node);
  if (product == nullptr) return false;
  for (const size_t i : {size_t{0}, size_t{1}}) {
    const auto [gate, outer] = scaled(match, product->inputs[i]);
    const auto [x, half] = scaled(match, product->inputs[1 - i]);
    if (!near(whole * half * outer, 0.5)) continue;
    ir::ValueId inner = ir::kNoValue;
    double sign = 1;
    if (const ir::Node* erfc = match.maker(gate, "tf.Erfc")) {
      inner = erfc->inputs[0];
      sign = -1;
    } else if (const ir::Node* sum = match.maker(gate, "ADD")) {
      const ir::Node* erf = match.maker(match.other_than(*sum, 1.0f), "tf.Erf");
      if (erf != nullptr) inner = erf->inputs[0];
    }
    if (inner == ir::kNoValue) continue;
    const auto [y, root] = scaled(match, inner);
    if (y == x && near(root, sign * kRoot)) return become(node, "GELU", x);
  }
  return false;
}

// 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))).
bool gelu_tanh(const Matcher& match, ir::Node& node) {
  const auto [product, whole] = core(match, node);
  if (product == nullptr) return false;
  for (const size_t i : {size_t{0}, size_t{1}}) {
    const auto [gate, outer] = scaled(match, product->inputs[i]);
    const auto [x, half] = scaled(match, product->inputs[1 - i]);
    const ir::Node* sum = match.maker(gate, "ADD");
    if (sum == nullptr || !near(whole * half * outer, 0.5)) continue;
    const ir::Node* tanh = match.maker(match.other_than(*sum, 1.0f), "TANH");
    if (tanh == nullptr) continue;
    const auto [cubic, root] = scaled(match, tanh->inputs[0]);
    const ir::Node* terms = match.maker(cubic, "ADD");
    if (terms == nullptr || !near(root, 0.7978845608)) continue;
    for (const size_t k : {size_t{0}, size_t{1}}) {
      const auto [cube, factor] = scaled(match, terms->inputs[1 - k]);
      const ir::Node* power = match.maker(cube);
      const bool third = power != nullptr &&
                         ((power->op == "POW" && power->inputs[0] == x) ||
                          (power->op == "MUL" &&
                           std::ranges::count(power->inputs, x) > 0));
      if (terms->inputs[k] == x && third && near(factor, 0.044715)) {
        return become(node, "GELU", x, {{"approximate", true}});
      }
    }
  }
  return false;
}

// Of 1 / sqrt(sum) with a bound: the sum's maker, where the bound is none above
// what the operator has: a sum of 1e-12.
const ir::Node* bounded_sum(const Matcher& match, ir::ValueId factor) {
  const auto bound = [&](ir::ValueId id, const char* op, double least,
                         double most) -> ir::ValueId {
    const ir::Node* node = match.maker(id, op);
    if (node == nullptr) return ir::kNoValue;
    const size_t k = match.number(node->inputs[0]) ? 0 : 1;
    const auto number = match.number(node->inputs[k]);
    const bool fits = number && *number >= least && *number <= most;
    return fits ? node->inputs[1 - k] : ir::kNoValue;
  };
  // The smaller of 1 / sqrt(sum) and 1e6.
  const ir::ValueId root = bound(factor, "MINIMUM", 0.99e6, 1e30);
  if (const ir::Node* node = match.maker(root, "RSQRT")) {
    return match.maker(node->inputs[0], "SUM");
  }
  // 1 / sqrt(the larger of the sum and 1e-12).
  const ir::Node* node = match.maker(factor, "RSQRT");
  return node == nullptr
             ? nullptr
             : match.maker(bound(node->inputs[0], "MAXIMUM", 0, 1.01e-12),
                           "SUM");
}

// x by the length of its last dimension.
bool unit_length(const ir::Graph& graph, const Matcher& match, ir::Node& node) {
  if (node.op != "MUL") return false;
  for (const size_t i : {size_t{0}, size_t{1}}) {
    const ir::ValueId x = node.inputs[1 - i];
    const ir::Node* sum = bounded_sum(match, node.inputs[i]);
    const ir::Node* square =
        sum == nullptr ? nullptr : match.maker(sum->inputs[0]);
    const bool squared =
        square != nullptr && square->inputs[0] == x &&
        (square->op == "SQUARE" ||
         (square->op == "MUL" && square->inputs[1] == x));
    if (!squared) continue;
    const int64_t rank = static_cast<int64_t>(graph.value(x).shape->size());
    if (ints(graph, sum->inputs[1]) == std::vector<int64_t>{rank - 1}) {
      return become(node, "L2_NORMALIZATION", x);
    }
  }
  return false;
}

// RELU(x) + RELU(-x) * -alpha, alpha a constant for each channel.
bool prelu(ir::Graph& graph, const Matcher& match, ir::Node& node) {
  if (node.op != "ADD") return false;
  for (const size_t i : {size_t{0}, size_t{1}}) {
    const ir::Node* positive = match.maker(node.inputs[i], "RELU");
    const ir::Node* mul = match.maker(node.inputs[1 - i], "MUL");
    if (positive == nullptr || mul == nullptr) continue;
    for (const size_t k : {size_t{0}, size_t{1}}) {
      const ir::Node* relu = match.maker(mul->inputs[k], "RELU");
      const ir::Node* neg =
          relu == nullptr ? nullptr : match.maker(relu->inputs[0], "NEG");
      const ir::ValueId constant = mul->inputs[1 - k];
      if (neg == nullptr || neg->inputs[0] != positive->inputs[0] ||
          !match.is_constant(constant)) {
        continue;
      }
      std::vector<float> alpha = floats(graph.value(constant));
      for (float& value : alpha) value = -value;
      const ir::ValueId x = neg->inputs[0];
      const std::vector<int64_t> shape = *graph.value(constant).shape;
      node.op = "PRELU";
      node.attributes.clear();
      node.inputs = {x, add_floats(graph, alpha, shape, node.name + "/alpha")};
      return true;
    }
  }
  return false;
}

// The larger of x and alpha * x; the smaller of RELU(x) and 6.
bool clamps(const Matcher& match, ir::Node& node) {
  if (node.op == "MINIMUM") {
    const ir::Node* relu = match.maker(match.other_than(node, 6.0f), "RELU");
    return relu != nullptr && become(node, "RELU6", relu->inputs[0]);
  }
  if (node.op != "MAXIMUM") return false;
  for (const size_t i : {size_t{0}, size_t{1}}) {
    // Exactly zero: a tiny bound keeps what follows from dividing by zero.
    if (match.number(node.inputs[i]) == 0.0f) {
      return become(node, "RELU", node.inputs[1 - i]);
    }
  }
  for (const size_t i : {size_t{0}, size_t{1}}) {
    const auto [x, alpha] = scaled(match, node.inputs[i]);
    if (x == node.inputs[1 - i] && alpha > 0 && alpha < 1) {
      return become(node, "LEAKY_RELU", x, {{"alpha", alpha}});
    }
  }
  return false;
}

// SPACE_TO_BATCH_ND, a convolution without padding, BATCH_TO_SPACE_ND is the
// convolution with dilation; only its padding has to be a usual one.
bool dilation(ir::Graph& graph, const Matcher& match, ir::Node& node) {
  if (node.op != "BATCH_TO_SPACE_ND") return false;
  ir::Node* conv = match.sole_maker(node.inputs[0], "CONV_2D");
  if (conv == nullptr) {
    conv = match.sole_maker(node.inputs[0], "DEPTHWISE_CONV_2D");
  }
  if (conv == nullptr ||
      ir::get<std::string>(conv->attributes, "padding", "") != "VALID") {
    return false;
  }
  const ir::Node* split = match.sole_maker(conv->inputs[0], "SPACE_TO_BATCH_ND");
  if (split == nullptr) return false;
  const std::vector<int64_t> block = ints(graph, split->inputs[1]);
  if (block.size() != 2 || block != ints(graph, node.inputs[1])) return false;
  const std::vector<int64_t>& from = *graph.value(split->inputs[0]).shape;
  const std::vector<int64_t>& to = *graph.value(node.outputs[0]).shape;
  const std::vector<int64_t>& w = *graph.value(conv->inputs[1]).shape;
  bool same = true, valid = true;
  for (size_t i = 1; i < 3; ++i) {
    same = same && to[i] == from[i];
    valid = valid && to[i] == from[i] - (w[i] - 1) * block[i - 1];
  }
  if (!same && !valid) return false;
  conv->attributes["padding"] = std::string(valid ? "VALID" : "SAME");
  conv->attributes["dilation_h_factor"] = block[0];
  conv->attributes["dilation_w_factor"] = block[1];
  conv->inputs[0] = split->inputs[0];
  ir::Node moved = *conv;
  moved.outputs = node.outputs;
  node = std::move(moved);
  return true;
}

}  // namespace

int recognise_patterns(ir::Graph& graph) {
  int changes = 0;
  for (ir::Node& node : graph.nodes) {
    const Matcher match(graph);
    changes += hard_swish(match, node) || gelu(match, node) ||
               gelu_tanh(match, node) || unit_length(graph, match, node) ||
               prelu(graph, match, node) ||
               clamps(match, node) || dilation(graph, match, node);
  }
  return changes;
}

}  // namespace mote::rewrite
