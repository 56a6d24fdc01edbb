// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Parts of arrays, and arrays put together.
#include <algorithm>

#include "host/lower/call.h"

namespace mote::lower {
namespace {

// A strided slice, dimension by dimension of its input.
struct Slice {
  std::vector<int64_t> begin, end, stride;
  int64_t end_mask = 0;  // dimensions whose end lies before the first element
  Dims shape;            // of the part, before dimensions are added or dropped
  Dims result;
  bool whole = true;
};

Slice analyse(const Call& call) {
  Emitter& e = call.e();
  const Dims from = call.shape(0);
  const auto begin = call.ints(1), end = call.ints(2), stride = call.ints(3);
  const auto mask = [&](const char* name, size_t i) {
    return i < 32 && (call.attribute<int64_t>(name, 0) >> i & 1) != 0;
  };
  Slice out;
  size_t named = 0;  // dimensions of the input that entries name
  for (size_t i = 0; i < begin.size(); ++i) {
    named += !mask("new_axis_mask", i) && !mask("ellipsis_mask", i);
  }
  if (named > from.size() || begin.size() != end.size() ||
      begin.size() != stride.size()) {
    e.refuse("it slices dimensions that the array does not have",
             "save the model again: it is damaged");
  }
  const auto keep = [&] {
    const int64_t extent = from[out.begin.size()];
    out.begin.push_back(0);
    out.end.push_back(extent);
    out.stride.push_back(1);
    out.shape.push_back(extent);
    out.result.push_back(extent);
  };
  for (size_t i = 0; i < begin.size(); ++i) {
    if (mask("ellipsis_mask", i)) {
      for (size_t k = from.size() - named; k > 0; --k) keep();
      named = from.size();
      continue;
    }
    if (mask("new_axis_mask", i)) {
      out.result.push_back(1);
      continue;
    }
    const int64_t extent = from[out.begin.size()];
    const int64_t step = stride[i];
    if (step == 0) e.refuse("a stride of zero", "save the model again");
    const auto position = [&](int64_t at, bool masked, bool is_end) {
      const int64_t lowest = step > 0 ? 0 : -1;
      const int64_t highest = step > 0 ? extent : extent - 1;
      if (masked) return (step > 0) == is_end ? highest : lowest;
      return std::clamp(at < 0 ? at + extent : at, lowest, highest);
    };
    if (mask("shrink_axis_mask", i)) {
      const int64_t at = begin[i] < 0 ? begin[i] + extent : begin[i];
      if (at < 0 || at >= extent) {
        e.refuse("an index out of range", "save the model again");
      }
      out.whole = out.whole && extent == 1;
      out.begin.push_back(at);
      out.end.push_back(at + 1);
      out.stride.push_back(1);
      out.shape.push_back(1);
      continue;
    }
    const int64_t first = position(begin[i], mask("begin_mask", i), false);
    const int64_t last = position(end[i], mask("end_mask", i), true);
    const int64_t span = step > 0 ? last - first : first - last;
    const int64_t count =
        std::max<int64_t>(0, (span + std::abs(step) - 1) / std::abs(step));
    if (last < 0) out.end_mask |= int64_t{1} << out.begin.size();
    out.whole = out.whole && count == extent && step == 1;
    out.begin.push_back(std::max<int64_t>(first, 0));
    out.end.push_back(std::max<int64_t>(last, 0));
    out.stride.push_back(step);
    out.shape.push_back(count);
    out.result.push_back(count);
  }
  while (out.begin.size() < from.size()) keep();
  return out;
}

Ids strided_slice(const Call& call) {
  Emitter& e = call.e();
  const Slice slice = analyse(call);
  if (slice.whole) return {e.reshape(call.in(0), slice.result)};
  const ir::ValueId part = e.emit(
      "STRIDED_SLICE",
      {call.in(0), e.ints(slice.begin), e.ints(slice.end),
       e.ints(slice.stride)},
      call.type(0), slice.shape, {{"end_mask", slice.end_mask}});
  return {e.reshape(part, slice.result)};
}

Ids plain_slice(const Call& call) {
  Emitter& e = call.e();
  const Dims from = call.shape(0);
  const std::vector<int64_t> begin = call.ints(1);
  Dims size = call.ints(2);
  bool fits = begin.size() == from.size() && size.size() == from.size();
  for (size_t i = 0; fits && i < from.size(); ++i) {
    if (size[i] == -1) size[i] = from[i] - begin[i];
    fits = begin[i] >= 0 && size[i] >= 0 && size[i] <= from[i] - begin[i];
  }
  if (!fits) {
    e.refuse("it slices more than there is",
             "give the shapes of the inputs with --input-shape");
  }
  if (size == from) return {call.in(0)};
  return {e.emit("SLICE", {call.in(0), e.ints(begin), e.ints(size)},
                 call.type(0), size)};
}

Ids concatenate(Emitter& e, Ids parts, size_t axis) {
  if (parts.size() == 1) return parts;
  Dims to = e.shape(parts.front());
  to[axis] = 0;
  for (const ir::ValueId part : parts) {
    if (e.shape(part).size() != to.size()) {
      e.refuse("it joins arrays of different numbers of dimensions",
               "save the model again: it is damaged");
    }
    to[axis] += e.shape(part)[axis];
  }
  return {e.emit("CONCATENATION", parts, e.type(parts.front()), to,
                 {{"axis", static_cast<int64_t>(axis)}})};
}

Ids concat(const Call& call) {
  Ids parts = call.operands();
  const bool first = call.node().op == "tf.Concat";
  if (parts.size() < 2) call.e().refuse("nothing to join", "save it again");
  const size_t at = first ? 0 : parts.size() - 1;
  const int64_t named = call.integer(at);
  parts.erase(parts.begin() + static_cast<ptrdiff_t>(at));
  return concatenate(call.e(), parts,
                     call.axis(named, call.e().rank(parts.front())));
}

Ids pack(const Call& call) {
  Emitter& e = call.e();
  Dims to = call.shape(0);
  const size_t axis = call.axis(call.attribute<int64_t>("axis", 0),
                                static_cast<int64_t>(to.size()) + 1);
  const int64_t count = static_cast<int64_t>(call.operands().size());
  to.insert(to.begin() + static_cast<ptrdiff_t>(axis), count);
  if (count == 1) return {e.reshape(call.in(0), to)};
  return {e.emit("PACK", call.operands(), call.type(0), to,
                 {{"values_count", count},
                  {"axis", static_cast<int64_t>(axis)}})};
}

Ids unpack(const Call& call) {
  Emitter& e = call.e();
  Dims to = call.shape(0);
  const size_t axis = call.axis(call.attribute<int64_t>("axis", 0),
                                static_cast<int64_t>(to.size()));
  const int64_t count = to[axis];
  to.erase(to.begin() + static_cast<ptrdiff_t>(axis));
  if (count == 1) return {e.reshape(call.in(0), to)};
  return e.emit("UNPACK", {call.in(0)},
                std::vector<OutputSpec>(static_cast<size_t>(count),
                                        {call.type(0), to}),
                {{"num", count}, {"axis", static_cast<int64_t>(axis)}});
}

Ids split(const Call& call) {
  Emitter& e = call.e();
  Dims to = call.shape(1);
  const size_t axis =
      call.axis(call.integer(0), static_cast<int64_t>(to.size()));
  const int64_t count = call.attribute<int64_t>("num_split", 1);
  if (count < 1 || to[axis] % count != 0) {
    e.refuse("it splits into parts that are not equal", "save it again");
  }
  if (count == 1) return {call.in(1)};
  to[axis] /= count;
  const ir::ValueId where = e.ints({static_cast<int64_t>(axis)}, Dims());
  return e.emit("SPLIT", {where, call.in(1)},
                std::vector<OutputSpec>(static_cast<size_t>(count),
                                        {call.type(1), to}),
                {{"num_splits", count}});
}

Ids split_v(const Call& call) {
  Emitter& e = call.e();
  const Dims from = call.shape(0);
  const size_t axis =
      call.axis(call.integer(2), static_cast<int64_t>(from.size()));
  std::vector<int64_t> sizes = call.ints(1);
  int64_t rest = from[axis];
  for (const int64_t size : sizes) rest -= size == -1 ? 0 : size;
  std::replace(sizes.begin(), sizes.end(), int64_t{-1}, rest);
  std::vector<OutputSpec> outputs;
  for (const int64_t size : sizes) {
    Dims to = from;
    to[axis] = size;
    outputs.push_back({call.type(0), to});
  }
  const ir::ValueId where = e.ints({static_cast<int64_t>(axis)}, Dims());
  return e.emit("SPLIT_V", {call.in(0), e.ints(sizes), where}, outputs,
                {{"num_splits", static_cast<int64_t>(sizes.size())}});
}

// Elements move round: the last ones come first.
Ids roll(const Call& call) {
  Emitter& e = call.e();
  ir::ValueId x = call.in(0);
  const std::vector<int64_t> shifts = call.ints(1), axes = call.ints(2);
  if (shifts.size() != axes.size()) {
    e.refuse("shifts and dimensions in different numbers", "save it again");
  }
  for (size_t i = 0; i < axes.size(); ++i) {
    const Dims shape = e.shape(x);
    const size_t axis = call.axis(axes[i], static_cast<int64_t>(shape.size()));
    const int64_t extent = shape[axis];
    if (extent == 0) continue;
    const int64_t back = ((shifts[i] % extent) + extent) % extent;
    if (back == 0) continue;
    const auto part = [&](int64_t from, int64_t count) {
      Dims begin(shape.size(), 0), size = shape;
      begin[axis] = from;
      size[axis] = count;
      return e.emit("SLICE", {x, e.ints(begin), e.ints(size)}, e.type(x), size);
    };
    const Ids parts = {part(extent - back, back), part(0, extent - back)};
    x = e.emit("CONCATENATION", parts, e.type(x), shape,
               {{"axis", static_cast<int64_t>(axis)}});
  }
  return {x};
}

// Of matrices that are known: what lies no further from the diagonal.
Ids band(const Call& call) {
  Emitter& e = call.e();
  const ir::Value x = e.value(call.in(0));
  const Dims shape = call.shape(0);
  const int64_t low = call.integer(1), high = call.integer(2);
  const int64_t size = ir::byte_size(x.type, Dims{1});
  if (x.constant == nullptr || shape.size() < 2 || size < 1) {
    e.refuse("the band of a matrix that is computed", "replace it by a mask");
  }
  base::Bytes bytes = *x.constant;
  const int64_t rows = shape[shape.size() - 2], columns = shape.back();
  const int64_t count = static_cast<int64_t>(bytes.size()) / size;
  for (int64_t i = 0; i < count; ++i) {
    const int64_t row = i / columns % rows, column = i % columns;
    const bool kept = (low < 0 || row - column <= low) &&
                      (high < 0 || column - row <= high);
    if (!kept) std::fill_n(bytes.begin() + i * size, size, uint8_t{0});
  }
  return {e.constant(x.type, shape, std::move(bytes))};
}

}  // namespace

void add_slices(Table& table) {
  table["tf.StridedSlice"] = strided_slice;
  table["tf.Slice"] = plain_slice;
  table["tf.ConcatV2"] = table["tf.Concat"] = concat;
  table["tf.Pack"] = pack;
  table["tf.Unpack"] = unpack;
  table["tf.Split"] = split;
  table["tf.SplitV"] = split_v;
  table["tf.Roll"] = roll;
  table["tf.MatrixBandPart"] = band;
}

}  // namespace mote::lower
