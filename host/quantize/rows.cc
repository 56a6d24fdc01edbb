// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/rows.h"

#include <algorithm>

#include "host/quantize/form.h"

namespace mote::quantize {
namespace {

constexpr size_t kRows = 1024;  // of a node, about
// A channel of a depthwise convolution has a few weights and inputs of its own.
constexpr size_t kDepthwiseRows = 128;
// Of a node in a loop, which reads many times a sample.
constexpr size_t kMostRows = 4096;

int64_t option(const ir::Node& node, const char* name, int64_t absent) {
  return ir::get<int64_t>(node.attributes, name, absent);
}

const ir::Shape* shape_of(const ir::Graph& graph, const ir::Node& node,
                          size_t input, size_t rank) {
  if (input >= node.inputs.size() || node.inputs[input] == ir::kNoValue) {
    return nullptr;
  }
  const ir::Value& value = graph.value(node.inputs[input]);
  const bool fits = is_real(value) && value.shape &&
                    value.shape->size() == rank &&
                    std::all_of(value.shape->begin(), value.shape->end(),
                                [](int64_t extent) { return extent > 0; });
  return fits ? &value.shape : nullptr;
}

}  // namespace

RowSource::RowSource(const ir::Module& module, size_t samples)
    : module_(module), samples_(std::max<size_t>(samples, 1)) {
  for (size_t g = 0; g < module.graphs.size(); ++g) {
    for (size_t n = 0; n < module.graphs[g].nodes.size(); ++n) add_node(g, n);
  }
}

AllRows RowSource::empty() const {
  AllRows rows;
  for (const ir::Graph& graph : module_.graphs) {
    rows.emplace_back(graph.nodes.size());
  }
  return rows;
}

void RowSource::add_node(size_t g, size_t n) {
  const ir::Graph& graph = module_.graphs[g];
  const ir::Node& node = graph.nodes[n];
  Window window = {n, {1, 1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}, {0, 0}, kRows};
  if (node.inputs.size() < 2 || node.inputs[1] == ir::kNoValue) return;
  if (graph.value(node.inputs[1]).constant == nullptr) return;
  if (!describe(graph, node, window)) return;
  windows_.insert({{static_cast<int32_t>(g), node.inputs[0]}, window});
}

bool RowSource::describe(const ir::Graph& graph, const ir::Node& node,
                         Window& window) {
  if (node.op == "FULLY_CONNECTED") {
    const ir::Shape* weights = shape_of(graph, node, 1, 2);
    if (weights == nullptr) return false;
    window.in[2] = (**weights)[1];
    return true;
  }
  if (node.op != "CONV_2D" && node.op != "DEPTHWISE_CONV_2D") return false;
  if (node.op != "CONV_2D") window.rows = kDepthwiseRows;
  const ir::Shape* x = shape_of(graph, node, 0, 4);
  const ir::Shape* w = shape_of(graph, node, 1, 4);
  const ir::Shape& y = graph.value(node.outputs[0]).shape;
  if (x == nullptr || w == nullptr || !y || y->size() != 4) return false;
  // Else a channel reads a part of them (groups), or several read the same.
  if ((**w)[3] != (**x)[3]) return false;
  const bool same =
      ir::get<std::string>(node.attributes, "padding", "SAME") == "SAME";
  window.in[2] = (**x)[3];
  for (size_t d = 0; d < 2; ++d) {
    window.in[d] = (**x)[1 + d];
    window.out[d] = (*y)[1 + d];
    window.kernel[d] = (**w)[1 + d];
    window.stride[d] = option(node, d == 0 ? "stride_h" : "stride_w", 0);
    window.dilation[d] =
        option(node, d == 0 ? "dilation_h_factor" : "dilation_w_factor", 1);
    const int64_t reach = (window.out[d] - 1) * window.stride[d] +
                          (window.kernel[d] - 1) * window.dilation[d] + 1;
    window.before[d] =
        same ? std::max<int64_t>(reach - window.in[d], 0) / 2 : 0;
    if (window.out[d] < 1) return false;
  }
  return true;
}

void RowSource::append(const Window& window, std::span<const float> image,
                       int64_t place, Rows& rows) {
  const int64_t top = place / window.out[1] * window.stride[0];
  const int64_t left = place % window.out[1] * window.stride[1];
  const int64_t channels = window.in[2];
  for (int64_t ky = 0; ky < window.kernel[0]; ++ky) {
    const int64_t y = top + ky * window.dilation[0] - window.before[0];
    for (int64_t kx = 0; kx < window.kernel[1]; ++kx) {
      const int64_t x = left + kx * window.dilation[1] - window.before[1];
      const bool inside =
          y >= 0 && y < window.in[0] && x >= 0 && x < window.in[1];
      if (!inside) {
        rows.insert(rows.end(), static_cast<size_t>(channels), 0.0f);
        continue;
      }
      const auto pixel = image.begin() + (y * window.in[1] + x) * channels;
      rows.insert(rows.end(), pixel, pixel + channels);
    }
  }
}

void RowSource::follow(int32_t graph, ir::ValueId value,
                       std::span<const float> x, size_t turn,
                       AllRows& rows) const {
  const auto [first, last] = windows_.equal_range({graph, value});
  for (auto it = first; it != last; ++it) {
    const Window& window = it->second;
    const size_t image =
        static_cast<size_t>(window.in[0] * window.in[1] * window.in[2]);
    const size_t windows = static_cast<size_t>(window.out[0] * window.out[1]);
    const size_t places = x.size() / image * windows;
    Rows& taken = rows[static_cast<size_t>(graph)][window.node];
    const size_t width = static_cast<size_t>(window.size());
    const size_t each = (window.rows + samples_ - 1) / samples_;
    const size_t count =
        taken.size() / width < kMostRows ? std::min(each, places) : 0;
    for (size_t i = 0; i < count; ++i) {
      // Steps of a large prime go round all places.
      const size_t place = (i * places / count + turn * 7919) % places;
      append(window, x.subspan(place / windows * image, image),
             static_cast<int64_t>(place % windows), taken);
    }
  }
}

}  // namespace mote::quantize
