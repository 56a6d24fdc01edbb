// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Convolutions, pools and dense layers, channels first.
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

// Edges of an image, with the pixels that the last window lacks where it may
// hang over.
ir::ValueId edge_table(const Operation& o, const Window& window,
                       const std::vector<int64_t>& size, ir::ValueId x) {
  const Builder& b = o.b;
  std::vector<int64_t> edges = window.edges();
  Ids entries;
  for (size_t i = 0; i < edges.size(); ++i) {
    const bool after = i == 5 || i == 7;
    ir::ValueId amount = b.integer(edges[i]);
    if (after && o.integer("ceil_mode", 0) != 0) {
      const size_t axis = i / 2 - 2;
      const int64_t stride = window.strides[axis];
      // size - pads - extent, modulo the stride.
      const ir::ValueId rest = b.node(
          "Sub", {b.integer(size[axis] - edges[i - 1] - edges[i]),
                  b.extent(x, static_cast<int64_t>(axis) + 2)});
      amount = b.add(amount, b.node("FloorMod", {rest, b.integer(stride)}));
    }
    entries.push_back(amount);
  }
  return b.node("Reshape", {b.node("Pack", entries), b.list({4, 2})});
}

// What does not change a maximum: zeros where nothing is below zero; pixels
// mirrored at the edge where each lies in the window itself; else the lowest
// number, which no quantized range can hold.
ir::ValueId padded_for_maximum(const Operation& o, const Window& window,
                               const std::vector<int64_t>& size,
                               ir::ValueId table, ir::ValueId x) {
  const std::string maker = o.maker(0);
  if (maker == "tf.Relu" || maker == "tf.Relu6") {
    return o.b.node("Pad", {x, table});
  }
  bool mirrored = true;
  for (size_t i = 0; i < 2; ++i) {
    const bool over = o.integer("ceil_mode", 0) != 0;
    const int64_t after = window.pads[i + 2] + (over ? window.strides[i] - 1 : 0);
    mirrored = mirrored && 2 * window.pads[i] <= size[i] && 2 * after <= size[i];
  }
  if (mirrored) {
    return o.b.node("MirrorPad", {x, table},
                    {{"mode", std::string("SYMMETRIC")}});
  }
  const double lowest = std::numeric_limits<float>::lowest();
  return o.b.node("PadV2", {x, table, o.b.number(lowest)});
}

// Whether the windows of an average lie as with padding 'same', which leaves
// out what lies beyond the image.
bool centered(const Window& window, const std::vector<int64_t>& size) {
  bool out = true;
  for (size_t i = 0; i < 2; ++i) {
    out = out && window.strides[i] == 1 && window.pads[i] == size[i] / 2 &&
          window.pads[i + 2] == size[i] / 2 && size[i] % 2 == 1;
  }
  return out;
}

Make pool(const char* op, bool maximum) {
  return [op, maximum](const Operation& o) -> Ids {
    const Builder& b = o.b;
    std::vector<int64_t> size = o.list("kernel_shape");
    if (size.empty() || size.size() > 2) o.refuse("a window of this size");
    const size_t rank = size.size();
    const Window window(o, rank);
    if (rank == 1) size.insert(size.begin(), 1);
    const bool over = o.integer("ceil_mode", 0) != 0;
    ir::Attributes attributes = window.attributes(o);
    attributes.erase("explicit_paddings");
    attributes["ksize"] = std::vector<int64_t>{1, 1, size[0], size[1]};
    const auto pooled = [&](ir::ValueId x) {
      return b.node(op, {x}, attributes);
    };
    const ir::ValueId x = widen(o, o.in(0), rank);
    if (!window.padded() && !over) return {narrow(o, pooled(x), rank)};
    attributes["padding"] = std::string("VALID");
    const ir::ValueId table = edge_table(o, window, size, x);
    if (maximum) {
      return {narrow(o, pooled(padded_for_maximum(o, window, size, table, x)), rank)};
    }
    const bool counted = o.integer("count_include_pad", 0) != 0;
    if (counted && over) o.refuse("ceil_mode of an average that counts padding");
    if (!counted && !over && centered(window, size)) {
      attributes["padding"] = std::string("SAME");
      return {narrow(o, pooled(x), rank)};
    }
    ir::ValueId y = pooled(b.node("Pad", {x, table}));
    if (!counted) {
      const ir::ValueId ones = b.node("OnesLike", {x});
      y = b.node("RealDiv", {y, pooled(b.node("Pad", {ones, table}))});
    }
    return {narrow(o, y, rank)};
  };
}

Make global_pool(const char* op) {
  return [op](const Operation& o) -> Ids {
    const ir::ValueId axes =
        o.b.node("Range", {o.b.integer(2), o.b.node("Rank", {o.in(0)}),
                           o.b.integer(1)});
    return {o.b.node(op, {o.in(0), axes}, {{"keep_dims", true}})};
  };
}

// alpha * A * B + beta * C.
Ids gemm(const Operation& o) {
  const Builder& b = o.b;
  ir::ValueId y = b.node("MatMul", {o.in(0), o.in(1)},
                         {{"transpose_a", o.integer("transA", 0) != 0},
                          {"transpose_b", o.integer("transB", 0) != 0}});
  const double alpha = o.real("alpha", 1), beta = o.real("beta", 1);
  if (alpha != 1) y = b.mul(y, b.number(alpha));
  if (!o.has(2)) return {y};
  return {b.add(y, beta == 1 ? o.in(2) : b.mul(o.in(2), b.number(beta)))};
}

// The filter is [in, out, h, w]; what `pads` cuts off is computed first, unless
// it is what padding 'same' leaves out.
Ids transposed(const Operation& o) {
  const Builder& b = o.b;
  const std::vector<int64_t> shape = o.constant_shape(1);
  if (shape.size() < 3 || shape.size() > 4) o.refuse("weights of this shape");
  const size_t rank = shape.size() - 2;
  const Window window(o, rank);
  if (o.integer("group", 1) != 1) o.refuse("groups");
  if (window.dilations != std::vector<int64_t>{1, 1}) o.refuse("dilations");
  if (o.word("auto_pad", "NOTSET") != "NOTSET" ||
      o.attribute("output_shape") != nullptr) {
    o.refuse("an output whose shape is not stated by pads");
  }
  std::vector<int64_t> more = Window::filled(o.list("output_padding"), rank, 0);
  if (rank == 1) more.insert(more.begin(), 0);
  const int64_t size[] = {rank == 2 ? shape[2] : 1, shape.back()};
  bool same = true, whole = true;
  for (size_t i = 0; i < 2; ++i) {
    const int64_t before = window.pads[i], after = window.pads[i + 2];
    const int64_t cut = size[i] - window.strides[i];
    if (more[i] < 0 || more[i] > after) o.refuse("output_padding over its pads");
    same = same && before + after - more[i] == cut && before == cut / 2;
    whole = whole && before == 0 && after == more[i];
  }
  const ir::ValueId x = widen(o, o.in(0), rank);
  Ids extents = {b.extent(x, 0), b.integer(shape[1])};
  Ids ends;
  for (size_t i = 0; i < 2; ++i) {
    const ir::ValueId steps = b.mul(b.extent(x, static_cast<int64_t>(i) + 2),
                                    b.integer(window.strides[i]));
    const int64_t over = size[i] - window.strides[i];
    extents.push_back(same ? steps : b.add(steps, b.integer(over)));
    ends.push_back(b.add(steps, b.integer(over - window.pads[i + 2] + more[i])));
  }
  const ir::ValueId w =
      b.node("Transpose", {widen(o, o.in(1), rank), b.list({2, 3, 1, 0})});
  ir::ValueId y = b.node(
      "Conv2DBackpropInput", {b.node("Pack", extents), w, x},
      {{"data_format", kFirst},
       {"padding", std::string(same ? "SAME" : "VALID")},
       {"strides", std::vector<int64_t>{1, 1, window.strides[0],
                                        window.strides[1]}}});
  if (!same && !whole) {
    y = b.node("StridedSlice",
               {y, b.list({0, 0, window.pads[0], window.pads[1]}),
                b.node("Pack", {b.integer(0), b.integer(0), ends[0], ends[1]}),
                b.list({1, 1, 1, 1})},
               {{"begin_mask", int64_t{3}}, {"end_mask", int64_t{3}}});
  }
  if (o.has(2)) y = b.add(y, by_channel(o, o.in(2)));
  return {narrow(o, y, rank)};
}

}  // namespace

void add_layers(Table& table) {
  table["Conv"] = convolution;
  table["MaxPool"] = pool("MaxPool", true);
  table["AveragePool"] = pool("AvgPool", false);
  table["GlobalAveragePool"] = global_pool("Mean");
  table["GlobalMaxPool"] = global_pool("Max");
  table["Gemm"] = gemm;
  table["ConvTranspose"] = transposed;
}

}  // namespace mote::onnx
