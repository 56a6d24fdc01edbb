// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Convolutions, pools, dense layers and normalizations, channels first.
#include <algorithm>
#include <limits>

#include "host/import/onnx/operation.h"

namespace mote::onnx {
namespace {

const std::string kFirst = "NCHW";

// A window's strides, dilations and padding. A sequence is an image of height
// one: its window gets a first dimension.
struct Window {
  size_t rank = 2;
  std::vector<int64_t> strides, dilations, pads;  // pads: before, then after

  Window(const Operation& o, size_t given) : rank(given) {
    strides = filled(o.list("strides"), rank, 1);
    dilations = filled(o.list("dilations"), rank, 1);
    pads = filled(o.list("pads"), 2 * rank, 0);
    if (rank == 1) {
      strides.insert(strides.begin(), 1);
      dilations.insert(dilations.begin(), 1);
      pads = {0, pads[0], 0, pads[1]};
    }
    if (rank > 2) o.refuse("more than two dimensions");
    for (const int64_t n : pads) {
      if (n < 0) o.refuse("negative padding");
    }
  }

  static std::vector<int64_t> filled(std::vector<int64_t> given, size_t count,
                                     int64_t absent) {
    given.resize(count, absent);
    return given;
  }
  bool padded() const {
    return std::ranges::any_of(pads, [](int64_t n) { return n != 0; });
  }
  std::vector<int64_t> edges() const {
    return {0, 0, 0, 0, pads[0], pads[2], pads[1], pads[3]};
  }
  ir::Attributes attributes(const Operation& o) const {
    ir::Attributes out = {
        {"data_format", kFirst},
        {"strides", std::vector<int64_t>{1, 1, strides[0], strides[1]}},
        {"dilations", std::vector<int64_t>{1, 1, dilations[0], dilations[1]}}};
    const std::string automatic = o.word("auto_pad", "NOTSET");
    if (automatic == "SAME_UPPER") {
      out["padding"] = std::string("SAME");
    } else if (automatic == "SAME_LOWER") {
      o.refuse("auto_pad SAME_LOWER");
    } else if (padded()) {
      out["padding"] = std::string("EXPLICIT");
      out["explicit_paddings"] = edges();
    } else {
      out["padding"] = std::string("VALID");
    }
    return out;
  }
};

ir::ValueId widen(const Operation& o, ir::ValueId x, size_t rank) {
  return rank == 2 ? x : o.b.node("ExpandDims", {x, o.b.integer(2)});
}

ir::ValueId narrow(const Operation& o, ir::ValueId x, size_t rank) {
  if (rank == 2) return x;
  return o.b.node("Squeeze", {x}, {{"squeeze_dims", std::vector<int64_t>{2}}});
}

// A vector as [C, 1, 1].
ir::ValueId by_channel(const Operation& o, ir::ValueId vector) {
  return o.b.node("Reshape", {vector, o.b.list({-1, 1, 1})});
}

Ids convolution(const Operation& o) {
  const std::vector<int64_t> shape = o.constant_shape(1);
  if (shape.size() < 3 || shape.size() > 4) o.refuse("weights of this shape");
  const size_t rank = shape.size() - 2;
  const Window window(o, rank);
  const Builder& b = o.b;
  const int64_t groups = o.integer("group", 1);
  ir::ValueId w = widen(o, o.in(1), rank);  // [out, in / groups, h, w]
  const bool depthwise = groups > 1 && shape[1] == 1;
  if (groups < 1 || shape[0] % groups != 0) o.refuse("a number of groups");
  if (depthwise) {
    const int64_t height = rank == 2 ? shape[2] : 1;
    w = b.node("Reshape", {w, b.list({groups, shape[0] / groups, height,
                                      shape.back()})});
    w = b.node("Transpose", {w, b.list({2, 3, 0, 1})});
  } else {
    w = b.node("Transpose", {w, b.list({2, 3, 1, 0})});
  }
  ir::ValueId y =
      b.node(depthwise ? "DepthwiseConv2dNative" : "Conv2D",
             {widen(o, o.in(0), rank), w}, window.attributes(o));
  if (o.has(2)) y = b.add(y, by_channel(o, o.in(2)));
  return {narrow(o, y, rank)};
}

// Zeros are the lowest where nothing is below zero.
ir::ValueId padded_for_maximum(const Operation& o, const Window& window,
                               ir::ValueId x) {
  const std::string maker = o.maker(0);
  const bool positive = maker == "tf.Relu" || maker == "tf.Relu6";
  const ir::ValueId table =
      o.b.node("Reshape", {o.b.list(window.edges()), o.b.list({4, 2})});
  if (positive) return o.b.node("Pad", {x, table});
  const double lowest = std::numeric_limits<float>::lowest();
  return o.b.node("PadV2", {x, table, o.b.number(lowest)});
}

Make pool(const char* op, bool maximum) {
  return [op, maximum](const Operation& o) -> Ids {
    std::vector<int64_t> size = o.list("kernel_shape");
    if (size.empty() || size.size() > 2) o.refuse("a window of this size");
    const size_t rank = size.size();
    const Window window(o, rank);
    if (rank == 1) size.insert(size.begin(), 1);
    if (o.integer("ceil_mode", 0) != 0) o.refuse("ceil_mode");
    ir::ValueId x = widen(o, o.in(0), rank);
    if (window.padded() && maximum) {
      x = padded_for_maximum(o, window, x);
    } else if (window.padded()) {
      if (o.integer("count_include_pad", 0) == 0) {
        o.refuse("padding that the average leaves out");
      }
      x = o.b.node("Pad", {x, o.b.node("Reshape", {o.b.list(window.edges()),
                                                   o.b.list({4, 2})})});
    }
    ir::Attributes attributes = window.attributes(o);
    if (window.padded()) attributes["padding"] = std::string("VALID");
    attributes.erase("explicit_paddings");
    attributes["ksize"] = std::vector<int64_t>{1, 1, size[0], size[1]};
    return {narrow(o, o.b.node(op, {x}, attributes), rank)};
  };
}

Make global_pool(const char* op) {
  return [op](const Operation& o) -> Ids {
    return {o.b.node(op, {o.in(0), o.b.list({2, 3})}, {{"keep_dims", true}})};
  };
}

// alpha * A * B + beta * C.
Ids gemm(const Operation& o) {
  const Builder& b = o.b;
  if (o.real("alpha", 1) != 1 || o.real("beta", 1) != 1) {
    o.refuse("alpha or beta that is not 1");
  }
  ir::ValueId y = b.node("MatMul", {o.in(0), o.in(1)},
                         {{"transpose_a", o.integer("transA", 0) != 0},
                          {"transpose_b", o.integer("transB", 0) != 0}});
  if (o.has(2)) y = b.add(y, o.in(2));
  return {y};
}

// Operands: x, scale, bias, mean, variance. Works for one channel dimension.
Ids batch_normalization(const Operation& o) {
  const Builder& b = o.b;
  const ir::ValueId root = b.node(
      "Rsqrt", {b.add(o.in(4), b.number(o.real("epsilon", 1e-5)))});
  const ir::ValueId factor = b.mul(o.in(1), root);
  const ir::ValueId offset = b.node("Sub", {o.in(2), b.mul(o.in(3), factor)});
  return {b.add(b.mul(o.in(0), by_channel(o, factor)),
                by_channel(o, offset))};
}

Ids layer_normalization(const Operation& o) {
  const Builder& b = o.b;
  if (o.integer("axis", -1) != -1) o.refuse("an axis that is not the last");
  const ir::Attributes keep = {{"keep_dims", true}};
  const ir::ValueId mean = b.node("Mean", {o.in(0), b.list({-1})}, keep);
  const ir::ValueId square = b.node("SquaredDifference", {o.in(0), mean});
  const ir::ValueId variance = b.node("Mean", {square, b.list({-1})}, keep);
  const ir::ValueId root = b.node(
      "Rsqrt", {b.add(variance, b.number(o.real("epsilon", 1e-5)))});
  ir::ValueId y = b.mul(b.node("Sub", {o.in(0), mean}), root);
  y = b.mul(y, o.in(1));
  return {o.has(2) ? b.add(y, o.in(2)) : y};
}

}  // namespace

void add_layers(Table& table) {
  table["Conv"] = convolution;
  table["MaxPool"] = pool("MaxPool", true);
  table["AveragePool"] = pool("AvgPool", false);
  table["GlobalAveragePool"] = global_pool("Mean");
  table["GlobalMaxPool"] = global_pool("Max");
  table["Gemm"] = gemm;
  table["BatchNormalization"] = batch_normalization;
  table["LayerNormalization"] = layer_normalization;
}

}  // namespace mote::onnx
