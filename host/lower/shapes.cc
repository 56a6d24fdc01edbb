// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Operators that ask for shapes, which are all known, or alter nothing else.
#include <algorithm>
#include <cstring>
#include <set>

#include "host/lower/call.h"

namespace mote::lower {
namespace {

ir::ValueId numbers(Emitter& e, const std::vector<int64_t>& values,
                    const Dims& shape, Type type) {
  if (type != Type::kInt64) return e.ints(values, shape);
  base::Bytes bytes(values.size() * sizeof(int64_t));
  if (!bytes.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return e.constant(type, shape, std::move(bytes));
}

Type out_type(const Call& call) {
  return call.attribute("out_type", Type::kInt32);
}

Ids shape_of(const Call& call) {
  const Dims shape = call.shape(0);
  return {numbers(call.e(), shape, {static_cast<int64_t>(shape.size())},
                  out_type(call))};
}

Ids reshape(const Call& call) {
  Emitter& e = call.e();
  Dims to = call.ints(1);
  const int64_t whole = product(call.shape(0));
  int64_t known = 1;
  for (const int64_t extent : to) {
    known = product({known, extent == -1 ? 1 : extent});
  }
  if (std::ranges::count(to, -1) == 1 && known > 0) {
    *std::ranges::find(to, -1) = whole / known;
  }
  if (std::ranges::any_of(to, [](int64_t extent) { return extent < 0; })) {
    e.refuse("the shape that it asks for is none",
             "give the shapes of the inputs with --input-shape");
  }
  return {e.reshape(call.in(0), to)};
}

Ids squeeze(const Call& call) {
  const Dims from = call.shape(0);
  std::set<size_t> axes;
  for (const int64_t axis : call.list("squeeze_dims")) {
    axes.insert(call.axis(axis, static_cast<int64_t>(from.size())));
  }
  Dims to;
  for (size_t i = 0; i < from.size(); ++i) {
    const bool dropped = axes.empty() ? from[i] == 1 : axes.contains(i);
    if (!dropped) to.push_back(from[i]);
  }
  return {call.e().reshape(call.in(0), to)};
}

Ids expand(const Call& call) {
  Dims to = call.shape(0);
  const size_t axis =
      call.axis(call.integer(1), static_cast<int64_t>(to.size()) + 1);
  to.insert(to.begin() + static_cast<ptrdiff_t>(axis), 1);
  return {call.e().reshape(call.in(0), to)};
}

Ids fill(const Call& call) {
  Emitter& e = call.e();
  const Dims to = call.ints(0);
  if (!e.is_constant(call.in(1))) {
    return {e.emit("FILL", {e.ints(to), call.in(1)}, call.type(1), to)};
  }
  if (ir::elements(to) < 0 || product(to) > (1 << 26)) {
    e.refuse("it fills an array that is too large", "convert a smaller model");
  }
  const base::Bytes one = *e.value(call.in(1)).constant;
  base::Bytes bytes;
  bytes.reserve(one.size() * static_cast<size_t>(product(to)));
  for (int64_t i = 0; i < product(to); ++i) {
    bytes.insert(bytes.end(), one.begin(), one.end());
  }
  return {e.constant(call.type(1), to, std::move(bytes))};
}

Ids range(const Call& call) {
  Emitter& e = call.e();
  const bool known = e.is_constant(call.in(0)) && e.is_constant(call.in(1)) &&
                     e.is_constant(call.in(2));
  if (!known || call.type(0) == Type::kFloat32) {
    e.refuse("a range of floats or of unknown length",
             "compute it outside of the model");
  }
  const int64_t start = call.integer(0);
  const int64_t limit = call.integer(1);
  const int64_t step = call.integer(2);
  std::vector<int64_t> values;
  // 32-bit numbers, so that nothing overflows here.
  if (step == 0 || start != static_cast<int32_t>(start) ||
      limit != static_cast<int32_t>(limit) ||
      (limit - start) / step > (1 << 24)) {
    e.refuse("a range without end", "save the model again: it is damaged");
  }
  for (int64_t i = start; step > 0 ? i < limit : i > limit; i += step) {
    values.push_back(i);
  }
  return {numbers(e, values, {static_cast<int64_t>(values.size())},
                  call.type(0))};
}

Ids transpose(const Call& call) {
  std::vector<int64_t> order = call.ints(1);
  for (int64_t& axis : order) {
    axis = static_cast<int64_t>(
        call.axis(axis, static_cast<int64_t>(order.size())));
  }
  return {call.e().transpose(call.in(0), order)};
}

Ids broadcast_to(const Call& call) {
  Emitter& e = call.e();
  // ONNX asks for ones where the array has more.
  const Dims to = broadcast(e, call.shape(0), call.ints(1));
  if (call.shape(0) == to) return {call.in(0)};
  return {e.emit("BROADCAST_TO", {call.in(0), e.ints(to)}, call.type(0), to)};
}

Ids tile(const Call& call) {
  Emitter& e = call.e();
  const std::vector<int64_t> times = call.ints(1);
  Dims to = call.shape(0);
  if (times.size() != to.size()) {
    e.refuse("it repeats dimensions that the array does not have",
             "save the model again: it is damaged");
  }
  for (size_t i = 0; i < to.size(); ++i) {
    if (times[i] < 0 || times[i] > (1 << 26)) {
      e.refuse("it repeats a dimension too often", "save the model again");
    }
    to[i] *= times[i];
  }
  if (to == call.shape(0)) return {call.in(0)};
  return {e.emit("TILE", {call.in(0), e.ints(times)}, call.type(0), to)};
}

Ids pad(const Call& call) {
  return {call.e().pad(call.in(0), call.ints(1))};
}

Ids pad_v2(const Call& call) {
  Emitter& e = call.e();
  const std::vector<int64_t> amounts = call.ints(1);
  Dims to = call.shape(0);
  if (amounts.size() != 2 * to.size()) return pad(call);
  for (size_t i = 0; i < to.size(); ++i) {
    to[i] += amounts[2 * i] + amounts[2 * i + 1];
  }
  const ir::ValueId table =
      e.ints(amounts, {static_cast<int64_t>(to.size()), 2});
  return {e.emit("PADV2", {call.in(0), table, call.in(2)}, call.type(0), to)};
}

Ids mirror_pad(const Call& call) {
  Emitter& e = call.e();
  const std::vector<int64_t> amounts = call.ints(1);
  Dims to = call.shape(0);
  if (amounts.size() != 2 * to.size()) return pad(call);
  for (size_t i = 0; i < to.size(); ++i) {
    to[i] += amounts[2 * i] + amounts[2 * i + 1];
  }
  const ir::ValueId table =
      e.ints(amounts, {static_cast<int64_t>(to.size()), 2});
  return {e.emit("MIRROR_PAD", {call.in(0), table}, call.type(0), to,
                 {{"mode", call.attribute<std::string>("mode", "REFLECT")}})};
}

}  // namespace

void add_shapes(Table& table) {
  table["tf.Shape"] = shape_of;
  table["tf.Rank"] = [](const Call& call) -> Ids {
    return {call.e().ints({call.e().rank(call.in(0))}, Dims())};
  };
  table["tf.Size"] = [](const Call& call) -> Ids {
    return {numbers(call.e(), {product(call.shape(0))}, {}, out_type(call))};
  };
  table["tf.Reshape"] = reshape;
  table["tf.Squeeze"] = squeeze;
  table["tf.ExpandDims"] = expand;
  table["tf.Fill"] = fill;
  table["tf.Range"] = range;
  table["tf.Transpose"] = transpose;
  table["tf.BroadcastTo"] = broadcast_to;
  table["tf.Tile"] = tile;
  table["tf.Pad"] = pad;
  table["tf.PadV2"] = pad_v2;
  table["tf.MirrorPad"] = mirror_pad;
}

}  // namespace mote::lower
