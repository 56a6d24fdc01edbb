// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Operators that move elements or ask for shapes.
#include <algorithm>

#include "host/import/onnx/operation.h"

namespace mote::onnx {
namespace {

// Axes: an attribute in old models, an operand in new ones.
std::vector<int64_t> axes(const Operation& o, size_t operand) {
  return o.has(operand) ? o.constant_ints(operand) : o.list("axes");
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

// Entry i of a list of integers, as a list of one; of a constant it is kept
// within 32 bits, where ONNX writes more for "to the end".
ir::ValueId entry(const Operation& o, size_t operand, const char* name,
                  size_t i) {
  const Builder& b = o.b;
  const bool computed = o.has(operand) &&
                        b.graph().value(o.in(operand)).constant == nullptr;
  if (computed) {
    const int64_t at = static_cast<int64_t>(i);
    const ir::ValueId one = b.node("StridedSlice",
                                   {o.in(operand), b.list({at}),
                                    b.list({at + 1}), b.list({1})});
    return b.node("Cast", {one}, {{"DstT", Type::kInt32}});
  }
  const std::vector<int64_t> list =
      o.has(operand) ? o.constant_ints(operand) : o.list(name);
  if (i >= list.size()) o.refuse("lists that differ in length");
  return b.list({std::clamp<int64_t>(list[i], INT32_MIN, INT32_MAX)});
}

// Dimension by dimension: those that no axis names stay whole. Where an axis
// counts from the end, an ellipsis stands for those before it.
Ids slice(const Operation& o) {
  const Builder& b = o.b;
  std::vector<int64_t> over = o.has(3) ? o.constant_ints(3) : o.list("axes");
  const std::vector<int64_t> steps =
      o.has(4) ? o.constant_ints(4) : std::vector<int64_t>();
  if (over.empty()) {
    int64_t count = static_cast<int64_t>(o.list("starts").size());
    for (const size_t operand : {size_t{1}, size_t{2}}) {
      if (!o.has(operand)) continue;
      const ir::Value& bounds = b.graph().value(o.in(operand));
      // Of bounds that are all computed exporters write one.
      count = std::max<int64_t>(
          count, bounds.constant == nullptr ? 1 : ir::elements(bounds.shape));
    }
    for (int64_t i = 0; i < std::min<int64_t>(count, 8); ++i) over.push_back(i);
  }
  ir::ValueId x = o.in(0);
  for (size_t i = 0; i < over.size(); ++i) {
    if (over[i] < -8 || over[i] > 7) o.refuse("an axis that is not there");
    const bool last = over[i] < 0;
    const size_t before = last ? 1 : static_cast<size_t>(over[i]);
    const size_t after = last ? static_cast<size_t>(-over[i] - 1) : 0;
    const auto among = [&](ir::ValueId one, int64_t other) {
      return b.node("ConcatV2",
                    {b.list(std::vector<int64_t>(before, other)), one,
                     b.list(std::vector<int64_t>(after, other)), b.integer(0)});
    };
    const int64_t all = (int64_t{1} << (before + 1 + after)) - 1;
    const int64_t others = all & ~(int64_t{1} << before);
    const int64_t step = i < steps.size() ? steps[i] : 1;
    x = b.node("StridedSlice",
               {x, among(entry(o, 1, "starts", i), 0),
                among(entry(o, 2, "ends", i), 0), among(b.list({step}), 1)},
               {{"begin_mask", others}, {"end_mask", others},
                {"ellipsis_mask", int64_t{last ? 1 : 0}}});
  }
  return {x};
}

// Positions that count from the end are counted from the start.
Ids gather(const Operation& o) {
  const Builder& b = o.b;
  const int64_t axis = o.integer("axis", 0);
  ir::ValueId indices = o.in(1);
  const ir::Value& value = b.graph().value(indices);
  if (value.constant != nullptr) {
    const std::vector<int64_t> list = o.constant_ints(1);
    if (std::ranges::any_of(list, [](int64_t i) { return i < 0; })) {
      indices = b.node("FloorMod",
                       {b.node("Cast", {indices}, {{"DstT", Type::kInt32}}),
                        b.extent(o.in(0), axis)});
    }
  }
  return {b.node("GatherV2", {o.in(0), indices, b.integer(axis)})};
}

// Before all, then after all; here pairs.
Ids pad(const Operation& o) {
  const Builder& b = o.b;
  if (o.has(3)) o.refuse("axes");
  const ir::ValueId rows = b.node(
      "Reshape", {o.has(1) ? o.in(1) : b.list(o.list("pads")),
                  b.list({2, -1})});
  const ir::ValueId table = b.node("Transpose", {rows, b.list({1, 0})});
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
    size = b.node("Cast", {b.node("StridedSlice",
                                  {o.in(3), b.list({2}), b.list({4}),
                                   b.list({1})})},
                  {{"DstT", Type::kInt32}});
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

// Channels [c, block, block] (CRD) or [block, block, c] (DCR) to pixels; the
// operator knows the second order.
Ids depth_to_space(const Operation& o) {
  const Builder& b = o.b;
  const int64_t block = o.integer("blocksize", 1);
  if (block < 1 || block > 1024) o.refuse("a block of no size");
  ir::ValueId x = o.in(0);
  const ir::ValueId n = b.extent(x, 0), h = b.extent(x, 2), w = b.extent(x, 3);
  if (o.word("mode", "DCR") == "CRD") {
    const ir::ValueId split =
        b.node("Reshape", {x, b.node("Pack", {n, b.integer(-1),
                                              b.integer(block * block), h, w})});
    const ir::ValueId turned =
        b.node("Transpose", {split, b.list({0, 2, 1, 3, 4})});
    x = b.node("Reshape", {turned, b.node("Pack", {n, b.integer(-1), h, w})});
  }
  const ir::ValueId y =
      b.node("DepthToSpace", {b.node("Transpose", {x, b.list({0, 2, 3, 1})})},
             {{"block_size", block}});
  return {b.node("Transpose", {y, b.list({0, 3, 1, 2})})};
}

// Of a known matrix what lies on one side of a diagonal.
Ids triangle(const Operation& o) {
  const int64_t k =
      o.has(1) ? static_cast<int64_t>(o.constant_number(1).value_or(0)) : 0;
  const bool upper = o.integer("upper", 1) != 0;
  if (k != 0) o.refuse("a diagonal that is not the main one");
  return {o.b.node("MatrixBandPart",
                   {o.in(0), o.b.integer(upper ? 0 : -1),
                    o.b.integer(upper ? -1 : 0)})};
}

}  // namespace

void add_shapes(Table& table) {
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
  table["DepthToSpace"] = depth_to_space;
  table["Trilu"] = triangle;
  table["Range"] = [](const Operation& o) -> Ids {
    return {o.b.node("Range", {o.in(0), o.in(1), o.in(2)})};
  };
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
