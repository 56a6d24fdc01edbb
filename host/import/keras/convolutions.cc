// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Convolutions and pools, of images and of sequences: a sequence is an image of
// height one.
#include <algorithm>
#include <numeric>

#include "host/import/keras/layer.h"

namespace mote::keras {
namespace {

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return static_cast<char>(std::toupper(c));
  });
  return text;
}

void require_channels_last(const Layer& layer) {
  if (layer.word("data_format", "channels_last") != "channels_last") {
    layer.refuse("data_format is not channels_last");
  }
}

// With the dimensions of batch, height where there is none, and channels.
std::vector<int64_t> with_others(std::vector<int64_t> inner) {
  inner.insert(inner.begin(), inner.size() == 1 ? 2 : 1, 1);
  inner.push_back(1);
  return inner;
}

ir::ValueId widen(const Layer& layer, ir::ValueId x, int64_t axis) {
  return layer.b.node("ExpandDims", {x, layer.b.integer(axis)});
}

ir::ValueId narrow(const Layer& layer, ir::ValueId x) {
  return layer.b.node("Squeeze", {x},
                      {{"squeeze_dims", std::vector<int64_t>{1}}});
}

ir::Attributes window(const Layer& layer, size_t rank) {
  require_channels_last(layer);
  std::string padding = layer.word("padding", "valid");
  if (padding == "causal") padding = "valid";  // padded before
  return {{"padding", upper(padding)},
          {"strides", with_others(layer.numbers("strides", rank, 1))},
          {"dilations", with_others(layer.numbers("dilation_rate", rank, 1))}};
}

// Zeros before a causal convolution.
ir::ValueId padded(const Layer& layer, ir::ValueId x) {
  if (layer.word("padding", "valid") != "causal") return x;
  const int64_t reach = (layer.numbers("kernel_size", 1, 1)[0] - 1) *
                        layer.numbers("dilation_rate", 1, 1)[0];
  const ir::ValueId table = layer.b.node(
      "Reshape", {layer.b.list({0, 0, reach, 0, 0, 0}), layer.b.list({3, 2})});
  return layer.b.node("Pad", {x, table});
}

ir::ValueId finish(const Layer& layer, ir::ValueId x, size_t bias) {
  if (layer.flag("use_bias", true)) {
    x = layer.b.node("BiasAdd", {x, layer.weight(bias)});
  }
  const auto it = layer.config.find("activation");
  return it == layer.config.end() ? x : activate(layer.b, x, *it);
}

// op on images, with weights widened and outputs narrowed for sequences.
ir::ValueId apply(const Layer& layer, const char* op, size_t rank,
                  ir::ValueId x, ir::ValueId w, ir::Attributes attributes) {
  if (rank > 1) return layer.b.node(op, {x, w}, std::move(attributes));
  return narrow(layer, layer.b.node(op, {widen(layer, x, 1),
                                         widen(layer, w, 0)},
                                    std::move(attributes)));
}

Make convolution(const char* op, size_t rank) {
  return [op, rank](const Layer& layer) -> Ids {
    const ir::ValueId x = padded(layer, layer.x());
    return {finish(layer, apply(layer, op, rank, x, layer.weight(0),
                                window(layer, rank)), 1)};
  };
}

Make separable(size_t rank) {
  return [rank](const Layer& layer) -> Ids {
    const ir::ValueId x = padded(layer, layer.x());
    ir::ValueId y = apply(layer, "DepthwiseConv2dNative", rank, x,
                          layer.weight(0), window(layer, rank));
    const std::vector<int64_t> ones(4, 1);
    y = apply(layer, "Conv2D", rank, y, layer.weight(1),
              {{"padding", std::string("VALID")}, {"strides", ones}});
    return {finish(layer, y, 2)};
  };
}

// What a transposed convolution makes of an extent times its stride: Keras
// counts an output padding in place of the filter's overhang.
int64_t overhang(const Layer& layer, size_t rank, size_t axis) {
  const int64_t stride = layer.numbers("strides", rank, 1)[axis];
  const int64_t size = layer.numbers("kernel_size", rank, 1)[axis];
  const bool same = layer.word("padding", "valid") == "same";
  const Json given = layer.config.value("output_padding", Json());
  if (given.is_null()) return same ? 0 : std::max<int64_t>(size - stride, 0);
  const int64_t padding = layer.numbers("output_padding", rank, 0)[axis];
  return (same ? size % 2 : size) - stride + padding;
}

Make transposed(size_t rank) {
  return [rank](const Layer& layer) -> Ids {
    const Builder& b = layer.b;
    ir::Attributes attributes = window(layer, rank);
    const std::vector<int64_t> strides = layer.numbers("strides", rank, 1);
    Ids shape = {b.extent(layer.x(), 0)};
    if (rank == 1) shape.push_back(b.integer(1));
    for (size_t i = 0; i < rank; ++i) {
      const ir::ValueId whole =
          b.mul(b.extent(layer.x(), static_cast<int64_t>(i) + 1),
                b.integer(strides[i]));
      shape.push_back(b.add(whole, b.integer(overhang(layer, rank, i))));
    }
    shape.push_back(b.integer(layer.integer("filters", 1)));
    ir::ValueId x = layer.x(), w = layer.weight(0);
    if (rank == 1) {
      x = widen(layer, x, 1);
      w = widen(layer, w, 0);
    }
    const char* op =
        rank == 3 ? "Conv3DBackpropInputV2" : "Conv2DBackpropInput";
    ir::ValueId y =
        b.node(op, {b.node("Pack", shape), w, x}, std::move(attributes));
    if (rank == 1) y = narrow(layer, y);
    return {finish(layer, y, 1)};
  };
}

Make pool(const char* op, size_t rank) {
  return [op, rank](const Layer& layer) -> Ids {
    require_channels_last(layer);
    const std::vector<int64_t> size = layer.numbers("pool_size", rank, 2);
    const Json strides = layer.config.value("strides", Json());
    ir::Attributes attributes = {
        {"padding", upper(layer.word("padding", "valid"))},
        {"ksize", with_others(size)},
        {"strides", with_others(strides.is_null()
                             ? size : layer.numbers("strides", rank, 2))}};
    if (rank > 1) return {layer.b.node(op, {layer.x()}, attributes)};
    return {narrow(layer, layer.b.node(op, {widen(layer, layer.x(), 1)},
                                       attributes))};
  };
}

Make global_pool(const char* op, size_t rank) {
  return [op, rank](const Layer& layer) -> Ids {
    require_channels_last(layer);
    std::vector<int64_t> axes(rank);
    std::iota(axes.begin(), axes.end(), 1);
    return {layer.b.node(op, {layer.x(), layer.b.list(axes)},
                         {{"keep_dims", layer.flag("keepdims", false)}})};
  };
}

// The mean over time of the steps that a mask leaves.
Ids average_over_time(const Layer& layer) {
  const Ids mask = layer.named("mask");
  if (mask.size() != 1) return global_pool("Mean", 1)(layer);
  const Builder& b = layer.b;
  const ir::Attributes keep = {{"keep_dims", layer.flag("keepdims", false)}};
  const ir::ValueId there =
      b.node("Cast", {b.node("ExpandDims", {mask[0], b.integer(-1)})},
             {{"DstT", Type::kFloat32}});
  const ir::ValueId sum =
      b.node("Sum", {b.mul(layer.x(), there), b.list({1})}, keep);
  return {b.node("RealDiv", {sum, b.node("Sum", {there, b.list({1})}, keep)})};
}

}  // namespace

void add_convolutions(Table& table) {
  table["Conv1D"] = convolution("Conv2D", 1);
  table["Conv2D"] = convolution("Conv2D", 2);
  table["DepthwiseConv1D"] = convolution("DepthwiseConv2dNative", 1);
  table["DepthwiseConv2D"] = convolution("DepthwiseConv2dNative", 2);
  table["SeparableConv1D"] = separable(1);
  table["SeparableConv2D"] = separable(2);
  table["Conv3D"] = convolution("Conv3D", 3);
  table["Conv1DTranspose"] = transposed(1);
  table["Conv2DTranspose"] = transposed(2);
  table["Conv3DTranspose"] = transposed(3);
  table["MaxPooling1D"] = pool("MaxPool", 1);
  table["MaxPooling2D"] = pool("MaxPool", 2);
  table["AveragePooling1D"] = pool("AvgPool", 1);
  table["AveragePooling2D"] = pool("AvgPool", 2);
  table["MaxPooling3D"] = pool("MaxPool3D", 3);
  table["AveragePooling3D"] = pool("AvgPool3D", 3);
  table["GlobalAveragePooling1D"] = average_over_time;
  table["GlobalAveragePooling2D"] = global_pool("Mean", 2);
  table["GlobalAveragePooling3D"] = global_pool("Mean", 3);
  table["GlobalMaxPooling3D"] = global_pool("Max", 3);
  table["GlobalMaxPooling1D"] = global_pool("Max", 1);
  table["GlobalMaxPooling2D"] = global_pool("Max", 2);
}

}  // namespace mote::keras
