// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Elements chosen by their positions.
#include "host/lower/call.h"

namespace mote::lower {
namespace {

Ids gather_along(const Call& call, int64_t named, int64_t batch) {
  Emitter& e = call.e();
  const Dims from = call.shape(0);
  const Dims indices = call.shape(1);
  const size_t axis = call.axis(named, static_cast<int64_t>(from.size()));
  const size_t shared =
      batch == 0 ? 0
                 : call.axis(batch, static_cast<int64_t>(indices.size()) + 1);
  Dims to(from.begin(), from.begin() + static_cast<ptrdiff_t>(axis));
  to.insert(to.end(), indices.begin() + static_cast<ptrdiff_t>(shared),
            indices.end());
  to.insert(to.end(), from.begin() + static_cast<ptrdiff_t>(axis) + 1,
            from.end());
  return {e.emit("GATHER", {call.in(0), call.in(1)}, call.type(0), to,
                 {{"axis", static_cast<int64_t>(axis)},
                  {"batch_dims", static_cast<int64_t>(shared)}})};
}

Ids gather_nd(const Call& call) {
  Emitter& e = call.e();
  const Dims from = call.shape(0);
  const Dims indices = call.shape(1);
  if (indices.empty() || indices.back() < 0 ||
      static_cast<size_t>(indices.back()) > from.size()) {
    e.refuse("indices of more dimensions than the array has", "save it again");
  }
  Dims to(indices.begin(), indices.end() - 1);
  to.insert(to.end(), from.begin() + indices.back(), from.end());
  return {e.emit("GATHER_ND", {call.in(0), call.in(1)}, call.type(0), to)};
}

Ids one_hot(const Call& call) {
  Emitter& e = call.e();
  Dims to = call.shape(0);
  const int64_t rank = static_cast<int64_t>(to.size()) + 1;
  const size_t axis = call.axis(call.attribute<int64_t>("axis", -1), rank);
  to.insert(to.begin() + static_cast<ptrdiff_t>(axis), call.integer(1));
  return {e.emit("ONE_HOT", {call.in(0), call.in(1), call.in(2), call.in(3)},
                 call.type(2), to, {{"axis", static_cast<int64_t>(axis)}})};
}

Ids reverse(const Call& call) {
  return {call.e().emit("REVERSE_V2", {call.in(0), call.in(1)}, call.type(0),
                        call.shape(0))};
}

Ids scatter_nd(const Call& call) {
  const Dims to = call.ints(2);
  return {call.e().emit("SCATTER_ND",
                        {call.in(0), call.in(1), call.e().ints(to)},
                        call.type(1), to)};
}

}  // namespace

void add_gathers(Table& table) {
  table["tf.Gather"] = [](const Call& call) {
    return gather_along(call, 0, 0);
  };
  table["tf.GatherV2"] = [](const Call& call) {
    return gather_along(call, call.integer(2),
                        call.attribute<int64_t>("batch_dims", 0));
  };
  table["tf.GatherNd"] = gather_nd;
  table["tf.OneHot"] = one_hot;
  table["tf.ReverseV2"] = reverse;
  table["tf.ScatterNd"] = scatter_nd;
}

}  // namespace mote::lower
