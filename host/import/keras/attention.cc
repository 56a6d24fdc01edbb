// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Attention in all its forms.
#include <cmath>

#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

// What is added to scores that shall not count: after a softmax it is zero.
constexpr double kNever = -1e9;

ir::ValueId einsum(const Builder& b, const char* equation, ir::ValueId x,
                   ir::ValueId y) {
  return b.node("Einsum", {x, y}, {{"equation", std::string(equation)}});
}

// 0 where the mask is true, else kNever.
ir::ValueId penalty(const Builder& b, ir::ValueId mask) {
  const ir::ValueId hidden = b.node("LogicalNot", {mask});
  return b.mul(b.node("Cast", {hidden}, {{"DstT", Type::kFloat32}}),
               b.number(kNever));
}

// [rows, columns]: a row sees the columns up to its own.
ir::ValueId causal(const Builder& b, ir::ValueId rows, ir::ValueId columns) {
  const auto count = [&](ir::ValueId extent, int64_t axis) {
    const ir::ValueId all =
        b.node("Range", {b.integer(0), extent, b.integer(1)});
    return b.node("ExpandDims", {all, b.integer(axis)});
  };
  return b.node("LessEqual", {count(columns, 0), count(rows, 1)});
}

bool asked(const Layer& layer, const char* name) {
  return layer.argument(100, name) == Json(true);
}

// Scores [..., queries, keys] with what the call's masks forbid.
ir::ValueId masked(const Layer& layer, ir::ValueId scores, ir::ValueId queries,
                   ir::ValueId keys, bool heads) {
  const Builder& b = layer.b;
  for (const char* name : {"query_mask", "value_mask", "key_mask", "mask"}) {
    if (!layer.named(name).empty()) {
      layer.refuse("a mask of what attends or is attended to");
    }
  }
  const Ids given = layer.named("attention_mask");
  if (given.size() == 1) {
    const ir::ValueId mask =
        b.node("Cast", {given[0]}, {{"DstT", Type::kBool}});
    scores = b.add(scores, penalty(b, heads ? b.node("ExpandDims",
                                                     {mask, b.integer(1)})
                                            : mask));
  }
  if (asked(layer, "use_causal_mask")) {
    scores = b.add(scores, penalty(b, causal(b, b.extent(queries, 1),
                                             b.extent(keys, 1))));
  }
  return scores;
}

// Weights of one projection after the other.
class Projections {
 public:
  explicit Projections(const Layer& layer)
      : layer_(layer), biased_(layer.flag("use_bias", true)) {}

  ir::ValueId apply(const char* equation, ir::ValueId x, size_t which) const {
    const size_t at = which * (biased_ ? 2 : 1);
    const ir::ValueId y =
        einsum(layer_.b, equation, x, layer_.weight(at));
    return biased_ ? layer_.b.add(y, layer_.weight(at + 1)) : y;
  }

 private:
  const Layer& layer_;
  bool biased_;
};

void require_plain(const Layer& layer) {
  if (layer.flag("use_gate", false)) layer.refuse("a gate");
  if (layer.config.contains("sliding_window") &&
      !layer.config["sliding_window"].is_null()) {
    layer.refuse("a sliding window");
  }
}

// Inputs: query, value and, where it differs, key.
Ids multi_head(const Layer& layer) {
  const Builder& b = layer.b;
  require_plain(layer);
  const Projections projections(layer);
  const ir::ValueId value = layer.input(1);
  const ir::ValueId key = layer.inputs.size() > 2 ? layer.input(2) : value;
  constexpr char kHeads[] = "abc,cde->abde";
  const double depth = static_cast<double>(layer.integer("key_dim", 1));
  const ir::ValueId q = b.mul(projections.apply(kHeads, layer.x(), 0),
                              b.number(1 / std::sqrt(depth)));
  const ir::ValueId k = projections.apply(kHeads, key, 1);
  const ir::ValueId v = projections.apply(kHeads, value, 2);
  const ir::ValueId raw = einsum(b, "aecd,abcd->acbe", k, q);
  const ir::ValueId scores =
      b.node("Softmax", {masked(layer, raw, layer.x(), value, true)});
  const ir::ValueId mixed = einsum(b, "acbe,aecd->abcd", scores, v);
  Ids out = {projections.apply("abcd,cde->abe", mixed, 3)};
  if (asked(layer, "return_attention_scores")) out.push_back(scores);
  return out;
}

// Several heads of queries share one of keys and values.
Ids grouped_query(const Layer& layer) {
  const Builder& b = layer.b;
  require_plain(layer);
  const Projections projections(layer);
  const ir::ValueId value = layer.input(1);
  const ir::ValueId key = layer.inputs.size() > 2 ? layer.input(2) : value;
  const int64_t heads = layer.integer("num_query_heads", 1);
  const int64_t groups = layer.integer("num_key_value_heads", 1);
  if (groups < 1 || heads < 1 || heads % groups != 0 || heads > 4096) {
    layer.refuse("heads that do not divide evenly");
  }
  std::vector<int64_t> shared;
  for (int64_t i = 0; i < heads; ++i) shared.push_back(i * groups / heads);
  const auto spread = [&](ir::ValueId x) {
    return b.node("GatherV2", {x, b.list(shared), b.integer(2)});
  };
  constexpr char kHeads[] = "abc,cde->abde";
  const double depth = static_cast<double>(layer.integer("head_dim", 1));
  const ir::ValueId q = b.mul(projections.apply(kHeads, layer.x(), 0),
                              b.number(1 / std::sqrt(depth)));
  const ir::ValueId k = spread(projections.apply(kHeads, key, 1));
  const ir::ValueId v = spread(projections.apply(kHeads, value, 2));
  const ir::ValueId raw = einsum(b, "abcd,aecd->acbe", q, k);
  const ir::ValueId scores =
      b.node("Softmax", {masked(layer, raw, layer.x(), value, true)});
  const ir::ValueId mixed = einsum(b, "acbe,aecd->abcd", scores, v);
  return {projections.apply("abcd,cde->abe", mixed, 3)};
}

Ids weighted(const Layer& layer, ir::ValueId scores, ir::ValueId value) {
  const Builder& b = layer.b;
  const ir::ValueId shares =
      b.node("Softmax", {masked(layer, scores, layer.x(), value, false)});
  Ids out = {b.node("BatchMatMulV2", {shares, value})};
  if (asked(layer, "return_attention_scores")) out.push_back(shares);
  return out;
}

// tanh of each query plus each key, summed over the last dimension by scale.
ir::ValueId sums(const Layer& layer, ir::ValueId key,
                 std::optional<ir::ValueId> scale) {
  const Builder& b = layer.b;
  const ir::ValueId q = b.node("ExpandDims", {layer.x(), b.integer(-2)});
  const ir::ValueId k = b.node("ExpandDims", {key, b.integer(-3)});
  ir::ValueId y = b.node("Tanh", {b.add(q, k)});
  if (scale) y = b.mul(y, *scale);
  return b.node("Sum", {y, b.list({-1})}, {{"keep_dims", false}});
}

Ids attention(const Layer& layer) {
  const Builder& b = layer.b;
  const ir::ValueId value = layer.input(1);
  const ir::ValueId key = layer.inputs.size() > 2 ? layer.input(2) : value;
  if (layer.word("score_mode", "dot") != "dot") {
    layer.refuse("scores that are no products");
  }
  ir::ValueId scores =
      b.node("BatchMatMulV2", {layer.x(), key}, {{"adj_y", true}});
  if (layer.flag("use_scale", false)) scores = b.mul(scores, layer.weight(0));
  return weighted(layer, scores, value);
}

Ids additive(const Layer& layer) {
  const ir::ValueId value = layer.input(1);
  const ir::ValueId key = layer.inputs.size() > 2 ? layer.input(2) : value;
  std::optional<ir::ValueId> scale;
  if (layer.flag("use_scale", true)) scale = layer.weight(0);
  return weighted(layer, sums(layer, key, scale), value);
}

}  // namespace

void add_attention(Table& table) {
  table["MultiHeadAttention"] = multi_head;
  table["GroupQueryAttention"] = table["GroupedQueryAttention"] = grouped_query;
  table["Attention"] = attention;
  table["AdditiveAttention"] = additive;
}

}  // namespace mote::keras
