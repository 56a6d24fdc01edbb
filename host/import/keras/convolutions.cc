// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Convolutions and pools, of images and of sequences: a sequence is an image of
// height one.
#include <algorithm>

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

std::vector<int64_t> four(const std::vector<int64_t>& two) {
  return two.size() == 1 ? std::vector<int64_t>{1, 1, two[0], 1}
                         : std::vector<int64_t>{1, two[0], two[1], 1};
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
          {"strides", four(layer.numbers("strides", rank, 1))},
          {"dilations", four(layer.numbers("dilation_rate", rank, 1))}};
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
  if (rank == 2) return layer.b.node(op, {x, w}, std::move(attributes));
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

Ids transposed(const Layer& layer) {
  const Builder& b = layer.b;
  ir::Attributes attributes = window(layer, 2);
  const std::vector<int64_t> strides = layer.numbers("strides", 2, 1);
  const std::vector<int64_t> size = layer.numbers("kernel_size", 2, 1);
  const bool same = layer.word("padding", "valid") == "same";
  if (layer.config.contains("output_padding") &&
      !layer.config["output_padding"].is_null()) {
    layer.refuse("output_padding");
  }
  Ids shape = {b.extent(layer.x(), 0)};
  for (size_t i = 0; i < 2; ++i) {
    const ir::ValueId whole = b.mul(
        b.extent(layer.x(), static_cast<int64_t>(i) + 1), b.integer(strides[i]));
    const int64_t more = same ? 0 : std::max<int64_t>(size[i] - strides[i], 0);
    shape.push_back(b.add(whole, b.integer(more)));
  }
  shape.push_back(b.integer(layer.integer("filters", 1)));
  const ir::ValueId y =
      b.node("Conv2DBackpropInput",
             {b.node("Pack", shape), layer.weight(0), layer.x()},
             std::move(attributes));
  return {finish(layer, y, 1)};
}

Make pool(const char* op, size_t rank) {
  return [op, rank](const Layer& layer) -> Ids {
    require_channels_last(layer);
    const std::vector<int64_t> size = layer.numbers("pool_size", rank, 2);
    const Json strides = layer.config.value("strides", Json());
    ir::Attributes attributes = {
        {"padding", upper(layer.word("padding", "valid"))},
        {"ksize", four(size)},
        {"strides", four(strides.is_null()
                             ? size : layer.numbers("strides", rank, 2))}};
    if (rank == 2) return {layer.b.node(op, {layer.x()}, attributes)};
    return {narrow(layer, layer.b.node(op, {widen(layer, layer.x(), 1)},
                                       attributes))};
  };
}

Make global_pool(const char* op, size_t rank) {
  return [op, rank](const Layer& layer) -> Ids {
    require_channels_last(layer);
    const ir::ValueId axes =
        rank == 1 ? layer.b.list({1}) : layer.b.list({1, 2});
    return {layer.b.node(op, {layer.x(), axes},
                         {{"keep_dims", layer.flag("keepdims", false)}})};
  };
}

}  // namespace

void add_convolutions(Table& table) {
  table["Conv1D"] = convolution("Conv2D", 1);
  table["Conv2D"] = convolution("Conv2D", 2);
  table["DepthwiseConv1D"] = convolution("DepthwiseConv2dNative", 1);
  table["DepthwiseConv2D"] = convolution("DepthwiseConv2dNative", 2);
  table["SeparableConv1D"] = separable(1);
  table["SeparableConv2D"] = separable(2);
  table["Conv2DTranspose"] = transposed;
  table["MaxPooling1D"] = pool("MaxPool", 1);
  table["MaxPooling2D"] = pool("MaxPool", 2);
  table["AveragePooling1D"] = pool("AvgPool", 1);
  table["AveragePooling2D"] = pool("AvgPool", 2);
  table["GlobalAveragePooling1D"] = global_pool("Mean", 1);
  table["GlobalAveragePooling2D"] = global_pool("Mean", 2);
  table["GlobalMaxPooling1D"] = global_pool("Max", 1);
  table["GlobalMaxPooling2D"] = global_pool("Max", 2);
}

}  // namespace mote::keras
