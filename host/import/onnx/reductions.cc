// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Reductions, positions of extremes, sums of products.
#include "host/import/onnx/operation.h"

namespace mote::onnx {
namespace {

// Axes: an attribute in old models, an operand in new ones; none means all.
ir::ValueId axes(const Operation& o) {
  const Builder& b = o.b;
  if (o.has(1)) return o.in(1);
  const std::vector<int64_t> given = o.list("axes");
  if (!given.empty()) return b.list(given);
  return b.node("Range", {b.integer(0), b.node("Rank", {o.in(0)}),
                          b.integer(1)});
}

ir::ValueId reduce(const Operation& o, const char* op, ir::ValueId x,
                   bool keep) {
  return o.b.node(op, {x, axes(o)}, {{"keep_dims", keep}});
}

bool keeps(const Operation& o) { return o.integer("keepdims", 1) != 0; }

// before, after: on each element and on each result; null: nothing.
Make reduction(const char* op, const char* before = nullptr,
               const char* after = nullptr) {
  return [=](const Operation& o) -> Ids {
    if (!o.has(1) && o.integer("noop_with_empty_axes", 0) != 0 &&
        o.list("axes").empty()) {
      return {o.in(0)};
    }
    const ir::ValueId x =
        before == nullptr ? o.in(0) : o.b.node(before, {o.in(0)});
    const ir::ValueId y = reduce(o, op, x, keeps(o));
    return {after == nullptr ? y : o.b.node(after, {y})};
  };
}

// The largest is taken out first, so that no power overflows.
Ids log_sum_exp(const Operation& o) {
  const Builder& b = o.b;
  const ir::ValueId most = reduce(o, "Max", o.in(0), true);
  const ir::ValueId powers = b.node("Exp", {b.node("Sub", {o.in(0), most})});
  const ir::ValueId sum = b.node("Log", {reduce(o, "Sum", powers, keeps(o))});
  return {b.add(sum, keeps(o) ? most : reduce(o, "Max", o.in(0), false))};
}

Make position(const char* op) {
  return [op](const Operation& o) -> Ids {
    const int64_t axis = o.integer("axis", 0);
    ir::ValueId y = o.b.node(op, {o.in(0), o.b.integer(axis)});
    if (o.integer("keepdims", 1) != 0) {
      y = o.b.node("ExpandDims", {y, o.b.integer(axis)});
    }
    return {y};
  };
}

Ids top_k(const Operation& o) {
  if (o.integer("axis", -1) != -1 || o.integer("largest", 1) == 0) {
    o.refuse("the smallest, or an axis that is not the last");
  }
  const std::vector<int64_t> k = o.constant_ints(1);
  if (k.size() != 1) o.refuse("a number of results that is not known");
  return o.b.nodes("TopKV2", {o.in(0), o.b.integer(k[0])}, 2);
}

Ids cumulative_sum(const Operation& o) {
  return {o.b.node("Cumsum", {o.in(0), o.in(1)},
                   {{"exclusive", o.integer("exclusive", 0) != 0},
                    {"reverse", o.integer("reverse", 0) != 0}})};
}

Ids einsum(const Operation& o) {
  Ids given;
  for (size_t i = 0; i < o.inputs.size(); ++i) given.push_back(o.in(i));
  return {o.b.node("Einsum", given, {{"equation", o.word("equation", "")}})};
}

}  // namespace

void add_reductions(Table& table) {
  table["ReduceMean"] = reduction("Mean");
  table["ReduceSum"] = reduction("Sum");
  table["ReduceMax"] = reduction("Max");
  table["ReduceMin"] = reduction("Min");
  table["ReduceProd"] = reduction("Prod");
  table["ReduceL1"] = reduction("Sum", "Abs");
  table["ReduceL2"] = reduction("Sum", "Square", "Sqrt");
  table["ReduceSumSquare"] = reduction("Sum", "Square");
  table["ReduceLogSumExp"] = log_sum_exp;
  table["ArgMax"] = position("ArgMax");
  table["ArgMin"] = position("ArgMin");
  table["TopK"] = top_k;
  table["CumSum"] = cumulative_sum;
  table["Einsum"] = einsum;
}

}  // namespace mote::onnx
