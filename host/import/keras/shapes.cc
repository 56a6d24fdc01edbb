// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Layers that move or repeat elements, and those that act in training only.
#include <algorithm>

#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

// Each element `times` times along the axis of an array of `rank`.
ir::ValueId repeated(const Builder& b, ir::ValueId x, int64_t axis,
                     int64_t times, size_t rank) {
  const ir::ValueId wide = b.node("ExpandDims", {x, b.integer(axis + 1)});
  std::vector<int64_t> counts(rank + 1, 1);
  counts[static_cast<size_t>(axis) + 1] = times;
  Ids shape;
  for (int64_t i = 0; i < static_cast<int64_t>(rank); ++i) {
    const ir::ValueId extent = b.extent(x, i);
    shape.push_back(i == axis ? b.mul(extent, b.integer(times)) : extent);
  }
  return b.node("Reshape", {b.node("Tile", {wide, b.list(counts)}),
                            b.node("Pack", shape)});
}

// Before and after of each inner dimension: a number, a list of numbers or of
// pairs.
std::vector<int64_t> edges(const Layer& layer, const char* name, size_t rank) {
  const Json value = layer.config.value(name, Json(1));
  std::vector<int64_t> out;
  for (size_t i = 0; i < rank; ++i) {
    const bool one = value.is_number();
    // In one dimension a pair of numbers is before and after.
    if (rank == 1 && value.is_array() && value.size() == 2) {
      return layer.numbers(name, 2, 0);
    }
    const Json item = one ? value : value.at(i);
    if (item.is_number()) {
      out.insert(out.end(), 2, item.get<int64_t>());
    } else {
      out.push_back(item.at(0).get<int64_t>());
      out.push_back(item.at(1).get<int64_t>());
    }
  }
  return out;
}

Make zero_padding(size_t rank) {
  return [rank](const Layer& layer) -> Ids {
    std::vector<int64_t> amounts = {0, 0};
    const std::vector<int64_t> inner = edges(layer, "padding", rank);
    amounts.insert(amounts.end(), inner.begin(), inner.end());
    amounts.insert(amounts.end(), 2, 0);
    const ir::ValueId table = layer.b.node(
        "Reshape", {layer.b.list(amounts),
                    layer.b.list({static_cast<int64_t>(rank) + 2, 2})});
    return {layer.b.node("Pad", {layer.x(), table})};
  };
}

Make cropping(size_t rank) {
  return [rank](const Layer& layer) -> Ids {
    const std::vector<int64_t> inner = edges(layer, "cropping", rank);
    std::vector<int64_t> begin = {0}, end = {0}, ones(rank + 1, 1);
    int64_t end_mask = 1;
    for (size_t i = 0; i < rank; ++i) {
      begin.push_back(inner[2 * i]);
      end.push_back(-inner[2 * i + 1]);
      if (inner[2 * i + 1] == 0) end_mask |= int64_t{1} << (i + 1);
    }
    return {layer.b.node("StridedSlice",
                         {layer.x(), layer.b.list(begin), layer.b.list(end),
                          layer.b.list(ones)},
                         {{"begin_mask", int64_t{1}}, {"end_mask", end_mask}})};
  };
}

Ids upsampling(const Layer& layer) {
  const Builder& b = layer.b;
  const std::vector<int64_t> size = layer.numbers("size", 2, 2);
  const bool nearest = layer.word("interpolation", "nearest") == "nearest";
  if (!nearest && layer.word("interpolation", "") != "bilinear") {
    layer.refuse("an interpolation that is neither nearest nor bilinear");
  }
  const ir::ValueId shape = b.node(
      "Pack", {b.mul(b.extent(layer.x(), 1), b.integer(size[0])),
               b.mul(b.extent(layer.x(), 2), b.integer(size[1]))});
  // Halves matter only where pixels are mixed, or a factor is no integer.
  return {b.node(nearest ? "ResizeNearestNeighbor" : "ResizeBilinear",
                 {layer.x(), shape}, {{"half_pixel_centers", !nearest}})};
}

Ids upsampling_1d(const Layer& layer) {
  const Builder& b = layer.b;
  const ir::ValueId wide = b.node("ExpandDims", {layer.x(), b.integer(1)});
  const int64_t size = layer.integer("size", 2);
  const ir::ValueId shape = b.node(
      "Pack", {b.integer(1), b.mul(b.extent(layer.x(), 1), b.integer(size))});
  const ir::ValueId y = b.node("ResizeNearestNeighbor", {wide, shape});
  return {b.node("Squeeze", {y}, {{"squeeze_dims", std::vector<int64_t>{1}}})};
}

// Each plane three times over: depth, height and width by repeats.
Ids upsampling_3d(const Layer& layer) {
  const Builder& b = layer.b;
  const std::vector<int64_t> size = layer.numbers("size", 3, 2);
  ir::ValueId x = layer.x();
  for (size_t i = 0; i < 3; ++i) {
    x = repeated(b, x, static_cast<int64_t>(i) + 1, size[i], 5);
  }
  return {x};
}

Ids resizing(const Layer& layer) {
  const Builder& b = layer.b;
  const std::string how = layer.word("interpolation", "bilinear");
  if (how != "bilinear" && how != "nearest") {
    layer.refuse("an interpolation that is neither nearest nor bilinear");
  }
  for (const char* name :
       {"crop_to_aspect_ratio", "pad_to_aspect_ratio", "antialias"}) {
    if (layer.flag(name, false)) layer.refuse(name);
  }
  const ir::ValueId size = b.list(
      {layer.integer("height", 1), layer.integer("width", 1)});
  const char* op =
      how == "nearest" ? "ResizeNearestNeighbor" : "ResizeBilinear";
  return {b.node(op, {layer.x(), size}, {{"half_pixel_centers", true}})};
}

// The middle of an image that is larger.
Ids center_crop(const Layer& layer) {
  const Builder& b = layer.b;
  Ids begin = {b.integer(0)}, size = {b.integer(-1)};
  int64_t axis = 1;
  for (const char* name : {"height", "width"}) {
    const ir::ValueId extent = b.integer(layer.integer(name, 1));
    const ir::ValueId rest =
        b.node("Sub", {b.extent(layer.x(), axis++), extent});
    begin.push_back(b.node("FloorDiv", {rest, b.integer(2)}));
    size.push_back(extent);
  }
  begin.push_back(b.integer(0));
  size.push_back(b.integer(-1));
  return {b.node("Slice", {layer.x(), b.node("Pack", begin),
                           b.node("Pack", size)})};
}

// A layer on each step of time, as on a larger batch.
Ids over_time(const Layer& layer) {
  const Builder& b = layer.b;
  const Json& inner = layer.config.at("layer");
  const std::string kind = inner.at("class_name").get<std::string>();
  const auto make = layers().find(kind);
  if (make == layers().end()) layer.refuse("a layer of kind " + kind);
  const auto tail = [&](ir::ValueId x, int64_t from) {
    return b.node("StridedSlice",
                  {b.node("Shape", {x}), b.list({from}), b.list({0}),
                   b.list({1})}, {{"end_mask", int64_t{1}}});
  };
  const auto shaped = [&](ir::ValueId x, const Ids& front, ir::ValueId rest) {
    return b.node("Reshape", {x, b.node("ConcatV2", {b.node("Pack", front),
                                                     rest, b.integer(0)})});
  };
  const ir::ValueId batch = b.extent(layer.x(), 0);
  const ir::ValueId time = b.extent(layer.x(), 1);
  const Ids inputs = {
      shaped(layer.x(), {b.mul(batch, time)}, tail(layer.x(), 2))};
  const Json call = {{"args", Json::array({tensor_json(inputs[0])})},
                     {"kwargs", Json::object()}};
  const ir::ValueId y = make->second({kind, inner.at("config"), call, inputs,
                                      layer.weights, b}).front();
  return {shaped(y, {batch, time}, tail(y, 1))};
}

Ids reshape(const Layer& layer) {
  std::vector<int64_t> shape;
  for (const Json& n : layer.config.value("target_shape", Json::array())) {
    shape.push_back(n.get<int64_t>());
  }
  return {layer.b.reshape(layer.x(), 1, shape)};
}

Ids permute(const Layer& layer) {
  std::vector<int64_t> order = {0};
  for (const Json& n : layer.config.value("dims", Json::array())) {
    order.push_back(n.get<int64_t>());
  }
  return {layer.b.node("Transpose", {layer.x(), layer.b.list(order)})};
}

Ids repeat(const Layer& layer) {
  const Builder& b = layer.b;
  const ir::ValueId wide = b.node("ExpandDims", {layer.x(), b.integer(1)});
  return {b.node("Tile", {wide, b.list({1, layer.integer("n", 1), 1})})};
}

Ids embedding(const Layer& layer) {
  const Builder& b = layer.b;
  const ir::ValueId ids =
      b.node("Cast", {layer.x()}, {{"DstT", Type::kInt32}});
  return {b.node("GatherV2", {layer.weight(0), ids, b.integer(0)})};
}

Ids rescaling(const Layer& layer) {
  const Builder& b = layer.b;
  return {b.add(b.mul(layer.x(), b.number(layer.real("scale", 1))),
                b.number(layer.real("offset", 0)))};
}

}  // namespace

void add_shapes(Table& table) {
  for (const char* name :
       {"Dropout", "SpatialDropout1D", "SpatialDropout2D", "GaussianNoise",
        "GaussianDropout", "AlphaDropout", "ActivityRegularization", "Identity",
        "Masking"}) {
    table[name] = [](const Layer& layer) -> Ids { return {layer.x()}; };
  }
  table["Flatten"] = [](const Layer& layer) -> Ids {
    return {layer.b.reshape(layer.x(), 1, {-1})};
  };
  table["ZeroPadding1D"] = zero_padding(1);
  table["ZeroPadding2D"] = zero_padding(2);
  table["Cropping1D"] = cropping(1);
  table["ZeroPadding3D"] = zero_padding(3);
  table["Cropping2D"] = cropping(2);
  table["Cropping3D"] = cropping(3);
  table["UpSampling3D"] = upsampling_3d;
  table["Resizing"] = resizing;
  table["CenterCrop"] = center_crop;
  table["TimeDistributed"] = over_time;
  table["UpSampling1D"] = upsampling_1d;
  table["UpSampling2D"] = upsampling;
  table["Reshape"] = reshape;
  table["Permute"] = permute;
  table["RepeatVector"] = repeat;
  table["Embedding"] = embedding;
  table["Rescaling"] = rescaling;
}

}  // namespace mote::keras
