// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/passes/window.h"

namespace mote::passes {
namespace {

// The four dimensions of a value; -1 for those that are not known or too large.
std::optional<std::array<int32_t, 4>> four(const ir::Graph& graph,
                                           ir::ValueId id) {
  if (id == ir::kNoValue) return std::nullopt;
  const ir::Value& value = graph.value(id);
  if (!value.shape || value.shape->size() != 4) return std::nullopt;
  std::array<int32_t, 4> out;
  for (size_t i = 0; i < 4; ++i) {
    const int64_t extent = (*value.shape)[i];
    out[i] = extent > INT32_MAX ? -1 : static_cast<int32_t>(extent);
  }
  return out;
}

int32_t option(const ir::Node& node, const char* name, int64_t absent) {
  const int64_t value = ir::get<int64_t>(node.attributes, name, absent);
  return value > INT16_MAX ? -1 : static_cast<int32_t>(value);
}

}  // namespace

std::optional<ops::Window> window_of(const ir::Graph& graph,
                                     const ir::Node& node) {
  const auto in = four(graph, node.input(0));
  const auto weights = four(graph, node.input(1));
  const auto out = four(graph, node.output(0));
  if (!in || !weights || !out) return std::nullopt;
  const auto padding = ir::get<std::string>(node.attributes, "padding", "SAME");
  const ops::Padding rule =
      padding == "SAME" ? ops::Padding::kSame : ops::Padding::kValid;
  const ops::WindowAxis h = {(*in)[1], (*out)[1], (*weights)[1],
                             option(node, "stride_h", 0),
                             option(node, "dilation_h_factor", 1)};
  const ops::WindowAxis w = {(*in)[2], (*out)[2], (*weights)[2],
                             option(node, "stride_w", 0),
                             option(node, "dilation_w_factor", 1)};
  ops::Window window = {};
  if (!ops::pad_before(h, rule, window.pad_top) ||
      !ops::pad_before(w, rule, window.pad_left)) {
    return std::nullopt;
  }
  window.in_h = h.in, window.out_h = h.out;
  window.in_w = w.in, window.out_w = w.out;
  window.kernel_h = static_cast<int16_t>(h.kernel);
  window.kernel_w = static_cast<int16_t>(w.kernel);
  window.stride_h = static_cast<int16_t>(h.stride);
  window.stride_w = static_cast<int16_t>(w.stride);
  window.dilation_h = static_cast<int16_t>(h.dilation);
  window.dilation_w = static_cast<int16_t>(w.dilation);
  return window;
}

}  // namespace mote::passes
