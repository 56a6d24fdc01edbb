// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Reductions over dimensions, and the positions of extremes.
#include <algorithm>
#include <set>

#include "host/lower/call.h"

namespace mote::lower {
namespace {

Lowering reduction(const char* op) {
  return [op](const Call& call) -> Ids {
    Emitter& e = call.e();
    const Dims from = call.shape(0);
    const bool keep = call.attribute("keep_dims", false);
    std::set<size_t> axes;
    for (const int64_t axis : call.ints(1)) {
      axes.insert(call.axis(axis, e.rank(call.in(0))));
    }
    if (axes.empty()) return {call.in(0)};
    Dims to;
    bool alone = true;  // each reduced dimension has one element
    for (size_t i = 0; i < from.size(); ++i) {
      const bool reduced = axes.contains(i);
      alone = alone && (!reduced || from[i] == 1);
      if (!reduced || keep) to.push_back(reduced ? 1 : from[i]);
    }
    if (alone) return {e.reshape(call.in(0), to)};
    const ir::ValueId list =
        e.ints(std::vector<int64_t>(axes.begin(), axes.end()));
    return {e.emit(op, {call.in(0), list}, call.type(0), to,
                   {{"keep_dims", keep}})};
  };
}

Lowering position(const char* op) {
  return [op](const Call& call) -> Ids {
    Emitter& e = call.e();
    Dims to = call.shape(0);
    const size_t axis = call.axis(call.integer(1), e.rank(call.in(0)));
    to.erase(to.begin() + static_cast<ptrdiff_t>(axis));
    const Type type = call.attribute("output_type", Type::kInt64);
    const ir::ValueId where = e.ints({static_cast<int64_t>(axis)}, Dims());
    return {e.emit(op, {call.in(0), where}, type, to,
                   {{"output_type", type}})};
  };
}

Ids top_k(const Call& call) {
  Dims to = call.shape(0);
  if (to.empty()) call.e().refuse("the largest of a scalar", "use an array");
  to.back() = call.integer(1);
  return call.e().emit("TOPK_V2", {call.in(0), call.in(1)},
                       {{call.type(0), to}, {Type::kInt32, to}});
}

Ids cumulative(const Call& call) {
  return {call.e().emit("CUMSUM", {call.in(0), call.in(1)}, call.type(0),
                        call.shape(0),
                        {{"exclusive", call.attribute("exclusive", false)},
                         {"reverse", call.attribute("reverse", false)}})};
}

}  // namespace

void add_reductions(Table& table) {
  table["tf.Mean"] = reduction("MEAN");
  table["tf.Sum"] = reduction("SUM");
  table["tf.Max"] = reduction("REDUCE_MAX");
  table["tf.Min"] = reduction("REDUCE_MIN");
  table["tf.Prod"] = reduction("REDUCE_PROD");
  table["tf.Any"] = reduction("REDUCE_ANY");
  table["tf.All"] = reduction("REDUCE_ALL");
  table["tf.ArgMax"] = position("ARG_MAX");
  table["tf.ArgMin"] = position("ARG_MIN");
  table["tf.TopKV2"] = top_k;
  table["tf.Cumsum"] = cumulative;
}

}  // namespace mote::lower
