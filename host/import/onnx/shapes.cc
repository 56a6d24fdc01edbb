// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Operators that move elements, reduce them or ask for shapes.
#include <algorithm>

#include "host/import/onnx/operation.h"

namespace mote::onnx {
namespace {

// Axes: an attribute in old models, an operand in new ones.
std::vector<int64_t> axes(const Operation& o, size_t operand) {
  return o.has(operand) ? o.constant_ints(operand) : o.list("axes");
}

Make reduction(const char* op) {
  return [op](const Operation& o) -> Ids {
    const std::vector<int64_t> over = axes(o, 1);
    if (over.empty()) o.refuse("a reduction over all dimensions");
    return {o.b.node(op, {o.in(0), o.b.list(over)},
                     {{"keep_dims", o.integer("keepdims", 1) != 0}})};
  };
}

// 0 keeps the extent of the input.
Ids reshape(const Operation& o) {
  const ir::Value& value = o.b.graph().value(o.in(1));
  if (value.constant == nullptr) {
    return {o.b.node("Reshape", {o.in(0), o.in(1)})};
  }
  Ids extents;
  int64_t i = 0;
  for (const int64_t extent : o.constant_ints(1)) {
    extents.push_back(extent == 0 ? o.b.extent(o.in(0), i)
                                  : o.b.integer(extent));
    ++i;
  }
  return {o.b.node("Reshape", {o.in(0), o.b.node("Pack", extents)})};
}

Ids flatten(const Operation& o) {
  if (o.integer("axis", 1) != 1) o.refuse("an axis that is not 1");
  return {o.b.reshape(o.in(0), 1, {-1})};
}

Ids transpose(const Operation& o) {
  const std::vector<int64_t> order = o.list("perm");
  if (order.empty()) o.refuse("no order is given");
  return {o.b.node("Transpose", {o.in(0), o.b.list(order)})};
}

Ids squeeze(const Operation& o) {
  return {o.b.node("Squeeze", {o.in(0)}, {{"squeeze_dims", axes(o, 1)}})};
}

Ids unsqueeze(const Operation& o) {
  std::vector<int64_t> places = axes(o, 1);
  std::ranges::sort(places);
  ir::ValueId x = o.in(0);
  for (const int64_t axis : places) {
    x = o.b.node("ExpandDims", {x, o.b.integer(axis)});
  }
  return {x};
}

Ids concat(const Operation& o) {
  Ids parts;
  for (size_t i = 0; i < o.inputs.size(); ++i) parts.push_back(o.in(i));
  parts.push_back(o.b.integer(o.integer("axis", 0)));
  return {o.b.node("ConcatV2", parts)};
}

Ids split(const Operation& o) {
  const size_t count = static_cast<size_t>(o.node.output_size());
  const ir::ValueId axis = o.b.integer(o.integer("axis", 0));
  std::vector<int64_t> sizes = o.has(1) ? o.constant_ints(1) : o.list("split");
  if (sizes.empty()) {
    return o.b.nodes("Split", {axis, o.in(0)}, count,
                     {{"num_split", static_cast<int64_t>(count)}});
  }
  if (sizes.size() != count) o.refuse("sizes that do not fit its outputs");
  return o.b.nodes("SplitV", {o.in(0), o.b.list(sizes), axis}, count);
}

// Dimension by dimension: those that no axis names stay whole.
Ids slice(const Operation& o) {
  const bool old = o.inputs.size() < 2;
  const auto part = [&](size_t operand, const char* name) {
    return old ? o.list(name)
               : o.has(operand) ? o.constant_ints(operand)
                                : std::vector<int64_t>();
  };
  const std::vector<int64_t> starts = part(1, "starts");
  const std::vector<int64_t> ends = part(2, "ends");
  std::vector<int64_t> over = part(3, "axes");
  const std::vector<int64_t> steps = part(4, "");
  if (over.empty()) {
    for (size_t i = 0; i < starts.size(); ++i) {
      over.push_back(static_cast<int64_t>(i));
    }
  }
  ir::ValueId x = o.in(0);
  for (size_t i = 0; i < over.size() && i < starts.size(); ++i) {
    const int64_t step = i < steps.size() ? steps[i] : 1;
    if (over[i] < 0 || over[i] > 7 || i >= ends.size() || step < 1) {
      o.refuse("a negative axis or step");
    }
    const size_t rank = static_cast<size_t>(over[i]) + 1;
    std::vector<int64_t> begin(rank, 0), end(rank, 0), stride(rank, 1);
    const auto narrow = [](int64_t n) {
      return std::clamp<int64_t>(n, INT32_MIN, INT32_MAX);
    };
    begin.back() = narrow(starts[i]);
    end.back() = narrow(ends[i]);
    stride.back() = step;
    const int64_t others = (int64_t{1} << over[i]) - 1;
    x = o.b.node("StridedSlice",
                 {x, o.b.list(begin), o.b.list(end), o.b.list(stride)},
                 {{"begin_mask", others}, {"end_mask", others}});
  }
  return {x};
}

Ids gather(const Operation& o) {
  return {o.b.node("GatherV2", {o.in(0), o.in(1),
                                o.b.integer(o.integer("axis", 0))})};
}

// Before all, then after all; here pairs.
Ids pad(const Operation& o) {
  const std::vector<int64_t> given =
      o.has(1) ? o.constant_ints(1) : o.list("pads");
  const size_t rank = given.size() / 2;
  std::vector<int64_t> pairs;
  for (size_t i = 0; i < rank; ++i) {
    pairs.push_back(given[i]);
    pairs.push_back(given[i + rank]);
  }
  const ir::ValueId table = o.b.node(
      "Reshape",
      {o.b.list(pairs), o.b.list({static_cast<int64_t>(rank), 2})});
  const std::string mode = o.word("mode", "constant");
  if (mode == "reflect") {
    return {o.b.node("MirrorPad", {o.in(0), table},
                     {{"mode", std::string("REFLECT")}})};
  }
  const double value =
      o.has(2) ? o.constant_number(2).value_or(0) : o.real("value", 0);
  if (mode != "constant") o.refuse("mode " + mode);
  if (value == 0) return {o.b.node("Pad", {o.in(0), table})};
  return {o.b.node("PadV2", {o.in(0), table, o.b.number(value)})};
}

// Of images, by whole factors or to a size.
Ids resize(const Operation& o) {
  const Builder& b = o.b;
  const bool nearest = o.word("mode", "nearest") == "nearest";
  const std::string where =
      o.word("coordinate_transformation_mode", "half_pixel");
  ir::ValueId size = ir::kNoValue;
  if (o.has(3)) {
    const std::vector<int64_t> sizes = o.constant_ints(3);
    if (sizes.size() != 4) o.refuse("an array that is no batch of images");
    size = b.list({sizes[2], sizes[3]});
  } else {
    const size_t operand = o.node.op_type() == "Upsample" ? 1 : 2;
    const ir::Value& value = b.graph().value(o.in(operand));
    if (value.constant == nullptr || ir::elements(value.shape) != 4 ||
        value.type != Type::kFloat32) {
      o.refuse("factors that are not four known numbers");
    }
    const auto* factors = reinterpret_cast<const float*>(value.constant->data());
    const float high = factors[2], wide = factors[3];
    if (high != static_cast<float>(static_cast<int>(high)) ||
        wide != static_cast<float>(static_cast<int>(wide))) {
      o.refuse("factors that are no whole numbers");
    }
    size = b.node("Pack", {b.mul(b.extent(o.in(0), 2),
                                 b.integer(static_cast<int64_t>(high))),
                           b.mul(b.extent(o.in(0), 3),
                                 b.integer(static_cast<int64_t>(wide)))});
  }
  const ir::ValueId turned =
      b.node("Transpose", {o.in(0), b.list({0, 2, 3, 1})});
  const ir::ValueId y = b.node(
      nearest ? "ResizeNearestNeighbor" : "ResizeBilinear", {turned, size},
      {{"align_corners", where == "align_corners"},
       {"half_pixel_centers", where.ends_with("half_pixel") && !nearest}});
  return {b.node("Transpose", {y, b.list({0, 3, 1, 2})})};
}

Ids constant(const Operation& o) {
  const proto::Attribute* value = o.attribute("value");
  if (value != nullptr) {
    auto tensor = tensor_of(value->t(), "node " + o.node.name());
    if (!tensor.ok()) throw Refused{tensor.error()};
    return {o.b.constant(tensor.value())};
  }
  if (o.attribute("value_float") != nullptr) {
    return {o.b.number(o.real("value_float", 0))};
  }
  if (o.attribute("value_int") != nullptr) {
    return {o.b.integer(o.integer("value_int", 0))};
  }
  if (o.attribute("value_ints") != nullptr) {
    return {o.b.list(o.list("value_ints"))};
  }
  o.refuse("a constant of no numbers");
}

Ids constant_of_shape(const Operation& o) {
  ir::ValueId one = o.b.number(0);
  if (const proto::Attribute* value = o.attribute("value")) {
    auto tensor = tensor_of(value->t(), "node " + o.node.name());
    if (!tensor.ok()) throw Refused{tensor.error()};
    tensor->shape.clear();
    one = o.b.constant(tensor.value());
  }
  return {o.b.node("Fill", {o.in(0), one})};
}

Ids arg_max(const Operation& o) {
  const int64_t axis = o.integer("axis", 0);
  ir::ValueId y = o.b.node("ArgMax", {o.in(0), o.b.integer(axis)});
  if (o.integer("keepdims", 1) != 0) {
    y = o.b.node("ExpandDims", {y, o.b.integer(axis)});
  }
  return {y};
}

}  // namespace

void add_shapes(Table& table) {
  table["ReduceMean"] = reduction("Mean");
  table["ReduceSum"] = reduction("Sum");
  table["ReduceMax"] = reduction("Max");
  table["ReduceMin"] = reduction("Min");
  table["Reshape"] = reshape;
  table["Flatten"] = flatten;
  table["Transpose"] = transpose;
  table["Squeeze"] = squeeze;
  table["Unsqueeze"] = unsqueeze;
  table["Concat"] = concat;
  table["Split"] = split;
  table["Slice"] = slice;
  table["Gather"] = gather;
  table["Pad"] = pad;
  table["Resize"] = table["Upsample"] = resize;
  table["Constant"] = constant;
  table["ConstantOfShape"] = constant_of_shape;
  table["ArgMax"] = arg_max;
  table["Shape"] = [](const Operation& o) -> Ids {
    return {o.b.node("Shape", {o.in(0)}, {{"out_type", Type::kInt64}})};
  };
  table["Expand"] = [](const Operation& o) -> Ids {
    return {o.b.node("BroadcastTo", {o.in(0), o.in(1)})};
  };
  table["Tile"] = [](const Operation& o) -> Ids {
    return {o.b.node("Tile", {o.in(0), o.in(1)})};
  };
}

}  // namespace mote::onnx
