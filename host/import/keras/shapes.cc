// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Layers that move or repeat elements, and those that act in training only.
#include <algorithm>

#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

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
  table["Cropping2D"] = cropping(2);
  table["UpSampling1D"] = upsampling_1d;
  table["UpSampling2D"] = upsampling;
  table["Reshape"] = reshape;
  table["Permute"] = permute;
  table["RepeatVector"] = repeat;
  table["Embedding"] = embedding;
  table["Rescaling"] = rescaling;
}

}  // namespace mote::keras
