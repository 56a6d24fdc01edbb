// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Functions of keras.ops that move elements, and those that are layers, too.
#include <algorithm>

#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

std::vector<int64_t> list_of(const Layer& layer, const char* name) {
  const Json value = layer.config.value(name, Json());
  if (value.is_number()) return {value.get<int64_t>()};
  if (!value.is_array()) layer.refuse(std::string(name) + " is not stated");
  return value.get<std::vector<int64_t>>();
}

// An axis counted from the front.
int64_t axis_of(const Layer& layer, int64_t axis) {
  const int64_t rank = static_cast<int64_t>(layer.rank(layer.x()));
  if (axis < -rank || axis >= rank) layer.refuse("an axis that is not there");
  return axis < 0 ? axis + rank : axis;
}

Ids stack(const Layer& layer) {
  return {layer.b.node("Pack", layer.inputs,
                       {{"axis", layer.integer("axis", 0)}})};
}

Ids unstack(const Layer& layer) {
  const int64_t count = layer.integer("num", 0);
  if (count < 1 || count > 4096) layer.refuse("a number of parts");
  return layer.b.nodes("Unpack", {layer.x()}, static_cast<size_t>(count),
                       {{"num", count}, {"axis", layer.integer("axis", 0)}});
}

Ids split(const Layer& layer) {
  const Builder& b = layer.b;
  const Json given = layer.config.value("indices_or_sections", Json());
  const int64_t axis = layer.integer("axis", 0);
  if (given.is_number()) {
    const int64_t count = given.get<int64_t>();
    if (count < 1 || count > 4096) layer.refuse("a number of parts");
    return b.nodes("Split", {b.integer(axis), layer.x()},
                   static_cast<size_t>(count), {{"num_split", count}});
  }
  std::vector<int64_t> sizes;
  int64_t last = 0;
  for (const int64_t at : list_of(layer, "indices_or_sections")) {
    sizes.push_back(at - last);
    last = at;
  }
  sizes.push_back(-1);
  return b.nodes("SplitV", {layer.x(), b.list(sizes), b.integer(axis)},
                 sizes.size());
}

Ids reshape(const Layer& layer) {
  std::vector<int64_t> shape;
  size_t open = 0;
  for (const Json& n : layer.config.value("newshape", Json::array())) {
    shape.push_back(n.is_number() ? n.get<int64_t>() : -1);
    open += shape.back() == -1;
  }
  if (open < 2) return {layer.b.node("Reshape", {layer.x(),
                                                 layer.b.list(shape)})};
  // The first open one is the batch.
  shape.erase(shape.begin());
  return {layer.b.reshape(layer.x(), 1, shape)};
}

Ids transpose(const Layer& layer) {
  std::vector<int64_t> order;
  if (layer.config.value("axes", Json()).is_array()) {
    order = list_of(layer, "axes");
  } else {
    for (size_t i = layer.rank(layer.x()); i > 0; --i) {
      order.push_back(static_cast<int64_t>(i) - 1);
    }
  }
  return {layer.b.node("Transpose", {layer.x(), layer.b.list(order)})};
}

Ids swap_axes(const Layer& layer) {
  std::vector<int64_t> order(layer.rank(layer.x()));
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int64_t>(i);
  std::swap(
      order[static_cast<size_t>(axis_of(layer, layer.integer("axis1", 0)))],
      order[static_cast<size_t>(axis_of(layer, layer.integer("axis2", 0)))]);
  return {layer.b.node("Transpose", {layer.x(), layer.b.list(order)})};
}

Ids expand_dims(const Layer& layer) {
  ir::ValueId x = layer.x();
  for (const int64_t axis : list_of(layer, "axis")) {
    x = layer.b.node("ExpandDims", {x, layer.b.integer(axis)});
  }
  return {x};
}

Ids squeeze(const Layer& layer) {
  return {layer.b.node("Squeeze", {layer.x()},
                       {{"squeeze_dims", layer.axes({})}})};
}

Ids flip(const Layer& layer) {
  return {layer.b.node("ReverseV2", {layer.x(),
                                     layer.b.list(list_of(layer, "axis"))})};
}

// One axis of an array of `rank`: from begin on, whole where end is 0.
ir::ValueId part(const Builder& b, ir::ValueId x, int64_t axis, int64_t begin,
                 int64_t end) {
  const size_t entries = static_cast<size_t>(axis) + 1;
  std::vector<int64_t> from(entries, 0), to(entries, 0), ones(entries, 1);
  from.back() = begin;
  to.back() = end;
  int64_t begins = (int64_t{1} << axis) - 1, ends = begins;
  if (begin == 0) begins |= int64_t{1} << axis;
  if (end == 0) ends |= int64_t{1} << axis;
  return b.node("StridedSlice", {x, b.list(from), b.list(to), b.list(ones)},
                {{"begin_mask", begins}, {"end_mask", ends}});
}

Ids roll(const Layer& layer) {
  const Builder& b = layer.b;
  const std::vector<int64_t> axes = list_of(layer, "axis");
  const std::vector<int64_t> shifts = list_of(layer, "shift");
  if (axes.size() != shifts.size()) layer.refuse("shifts in another number");
  ir::ValueId x = layer.x();
  for (size_t i = 0; i < axes.size(); ++i) {
    const int64_t axis = axis_of(layer, axes[i]);
    if (shifts[i] == 0) continue;
    x = b.node("ConcatV2", {part(b, x, axis, -shifts[i], 0),
                            part(b, x, axis, 0, -shifts[i]), b.integer(axis)});
  }
  return {x};
}

Ids repeat(const Layer& layer) {
  const Builder& b = layer.b;
  const int64_t axis = axis_of(layer, layer.integer("axis", 0));
  const int64_t rank = static_cast<int64_t>(layer.rank(layer.x()));
  const int64_t times = layer.integer("repeats", 0);
  if (times < 1) layer.refuse("repeats that are not one number");
  std::vector<int64_t> counts(static_cast<size_t>(rank) + 1, 1);
  counts[static_cast<size_t>(axis) + 1] = times;
  const ir::ValueId wide =
      b.node("ExpandDims", {layer.x(), b.integer(axis + 1)});
  Ids shape;
  for (int64_t i = 0; i < rank; ++i) {
    const ir::ValueId extent = b.extent(layer.x(), i);
    shape.push_back(i == axis ? b.mul(extent, b.integer(times)) : extent);
  }
  return {b.node("Reshape", {b.node("Tile", {wide, b.list(counts)}),
                             b.node("Pack", shape)})};
}

Ids tile(const Layer& layer) {
  std::vector<int64_t> counts = list_of(layer, "repeats");
  const size_t rank = layer.rank(layer.x());
  if (counts.size() > rank) layer.refuse("repeats of more dimensions");
  counts.insert(counts.begin(), rank - counts.size(), 1);
  return {layer.b.node("Tile", {layer.x(), layer.b.list(counts)})};
}

Ids pad(const Layer& layer) {
  const Builder& b = layer.b;
  std::vector<int64_t> amounts;
  for (const Json& pair : layer.config.value("pad_width", Json::array())) {
    amounts.push_back(pair.at(0).get<int64_t>());
    amounts.push_back(pair.at(1).get<int64_t>());
  }
  const int64_t rank = static_cast<int64_t>(amounts.size() / 2);
  const ir::ValueId table =
      b.node("Reshape", {b.list(amounts), b.list({rank, 2})});
  std::string mode = layer.word("mode", "constant");
  if (mode == "constant") {
    const Json& value = layer.argument(1, "constant_values");
    if (!value.is_number()) return {b.node("Pad", {layer.x(), table})};
    return {b.node("PadV2", {layer.x(), table, b.number(value.get<double>())})};
  }
  if (mode != "reflect" && mode != "symmetric") layer.refuse("mode " + mode);
  for (char& c : mode) c = static_cast<char>(c - 'a' + 'A');
  return {b.node("MirrorPad", {layer.x(), table}, {{"mode", mode}})};
}

Ids take(const Layer& layer) {
  const Builder& b = layer.b;
  const Json& given = layer.argument(1, "indices");
  const Ids tensors = tensors_in(given);
  ir::ValueId indices;
  if (tensors.size() == 1) {
    indices = b.node("Cast", {tensors[0]}, {{"DstT", Type::kInt32}});
  } else if (given.is_number()) {
    indices = b.integer(given.get<int64_t>());
  } else {
    indices = b.list(given.get<std::vector<int64_t>>());
  }
  const std::vector<int64_t> axis = layer.axes({});
  if (axis.size() != 1) layer.refuse("elements of a flattened array");
  return {b.node("GatherV2", {layer.x(), indices, b.integer(axis[0])})};
}

// x[...]: numbers, slices, None and Ellipsis.
Ids get_item(const Layer& layer) {
  const Builder& b = layer.b;
  const Json& key = layer.argument(1, "key");
  const Json entries = key.is_array() ? key : Json::array({key});
  std::vector<int64_t> begin, end, stride;
  int64_t masks[5] = {};  // begin, end, new axis, shrink, ellipsis
  int64_t bit = 1;
  for (const Json& entry : entries) {
    begin.push_back(0);
    end.push_back(0);
    stride.push_back(1);
    if (entry.is_number_integer()) {
      begin.back() = entry.get<int64_t>();
      end.back() = begin.back() + 1;
      masks[3] |= bit;
    } else if (entry.is_null()) {
      masks[2] |= bit;
    } else if (entry.is_object() &&
               entry.value("class_name", Json()) == Json("__slice__")) {
      const Json& slice = entry.at("config");
      const auto take = [&](const char* name, int64_t& into, int64_t& mask) {
        const Json& value = slice.at(name);
        if (value.is_number()) into = value.get<int64_t>();
        else mask |= bit;
      };
      int64_t unused = 0;
      take("start", begin.back(), masks[0]);
      take("stop", end.back(), masks[1]);
      take("step", stride.back(), unused);
    } else if (entry.is_object() &&
               entry.value("class_name", Json()) == Json("__ellipsis__")) {
      masks[4] |= bit;
    } else {
      layer.refuse("an index that is neither a number nor a slice");
    }
    if (begin.size() > 16) layer.refuse("an index of too many dimensions");
    bit <<= 1;
  }
  return {b.node("StridedSlice",
                 {layer.x(), b.list(begin), b.list(end), b.list(stride)},
                 {{"begin_mask", masks[0]}, {"end_mask", masks[1]},
                  {"new_axis_mask", masks[2]}, {"shrink_axis_mask", masks[3]},
                  {"ellipsis_mask", masks[4]}})};
}

Ids one_hot(const Layer& layer) {
  const Builder& b = layer.b;
  const ir::ValueId indices =
      b.node("Cast", {layer.x()}, {{"DstT", Type::kInt32}});
  return {b.node("OneHot", {indices, b.integer(layer.integer("num_classes", 1)),
                            b.number(1), b.number(0)},
                 {{"axis", layer.integer("axis", -1)}})};
}

Type type_named(const Layer& layer, const Json& dtype) {
  const Json name = dtype.is_object() ? dtype.at("config").value("name", Json())
                                      : dtype;
  static const std::map<std::string, Type> types = {
      {"float32", Type::kFloat32}, {"float16", Type::kFloat32},
      {"bfloat16", Type::kFloat32}, {"int32", Type::kInt32},
      {"int64", Type::kInt64}, {"int8", Type::kInt8}, {"uint8", Type::kUInt8},
      {"bool", Type::kBool}};
  const auto it = name.is_string() ? types.find(name.get<std::string>())
                                   : types.end();
  if (it == types.end()) layer.refuse("a type that is not known");
  return it->second;
}

Ids cast(const Layer& layer) {
  const Json given = layer.config.value("dtype", Json("float32"));
  return {layer.b.node("Cast", {layer.x()}, {{"DstT", type_named(layer, given)}})};
}

Ids top_k(const Layer& layer) {
  return layer.b.nodes("TopKV2", {layer.x(),
                                  layer.b.integer(layer.integer("k", 1))}, 2);
}

Make block(const char* op) {
  return [op](const Layer& layer) -> Ids {
    return {layer.b.node(op, {layer.x()},
                         {{"block_size", layer.integer("block_size", 1)}})};
  };
}

Ids broadcast_to(const Layer& layer) {
  std::vector<int64_t> shape = list_of(layer, "shape");
  return {layer.b.node("BroadcastTo", {layer.x(), layer.b.list(shape)})};
}

Ids einsum(const Layer& layer) {
  return {layer.b.node("Einsum", layer.inputs,
                       {{"equation", layer.word("subscripts", "")}})};
}

// A function that does what a layer does, with this number of dimensions.
Make as_layer(const char* name) {
  return [name](const Layer& layer) -> Ids {
    const size_t rank = layer.rank(layer.x());
    if (rank < 3 || rank > 5) layer.refuse("a pool of such an array");
    return layers().at(name + std::to_string(rank - 2) + "D")(layer);
  };
}

Ids resize(const Layer& layer) {
  Json config = layer.config;
  const std::vector<int64_t> size = layer.numbers("size", 2, 1);
  config["height"] = size[0];
  config["width"] = size[1];
  return layers().at("Resizing")(
      {layer.kind, config, layer.call, layer.inputs, layer.weights, layer.b});
}

}  // namespace

void add_arrays(Table& table) {
  table["Concatenate"] = [](const Layer& layer) {
    return layers().at("Concatenate")(layer);
  };
  table["Stack"] = stack;
  table["Unstack"] = unstack;
  table["Split"] = split;
  table["Reshape"] = reshape;
  table["Transpose"] = transpose;
  table["SwapAxes"] = table["Swapaxes"] = swap_axes;
  table["ExpandDims"] = expand_dims;
  table["Squeeze"] = squeeze;
  table["Flip"] = flip;
  table["Roll"] = roll;
  table["Repeat"] = repeat;
  table["Tile"] = tile;
  table["Pad"] = pad;
  table["Take"] = take;
  table["GetItem"] = get_item;
  table["OneHot"] = one_hot;
  table["Cast"] = cast;
  table["TopK"] = top_k;
  table["DepthToSpace"] = block("DepthToSpace");
  table["SpaceToDepth"] = block("SpaceToDepth");
  table["BroadcastTo"] = broadcast_to;
  table["Einsum"] = einsum;
  table["MaxPool"] = as_layer("MaxPooling");
  table["AveragePool"] = as_layer("AveragePooling");
  table["Resize"] = resize;
}

}  // namespace mote::keras
