// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <cstring>

#include "host/passes/pass.h"
#include "host/passes/window.h"

namespace mote::passes {
namespace {

// Pixels that a PAD of [n, h, w, c] adds; none unless it pads h and w alone
// with what stands for zero.
struct Pads {
  int64_t top, bottom, left, right;
};

std::optional<Pads> pads_of(const ir::Graph& graph, const ir::Node& node) {
  if (node.op != "PAD" || node.input(0) == ir::kNoValue ||
      node.input(1) == ir::kNoValue || node.output(0) == ir::kNoValue) {
    return std::nullopt;
  }
  const ir::Value& amounts = graph.value(node.inputs[1]);
  int32_t n[8];
  if (amounts.type != Type::kInt32 || amounts.constant == nullptr ||
      amounts.constant->size() != sizeof n ||
      graph.value(node.inputs[0]).quantization.scales !=
          graph.value(node.outputs[0]).quantization.scales ||
      graph.value(node.inputs[0]).quantization.zero_points !=
          graph.value(node.outputs[0]).quantization.zero_points) {
    return std::nullopt;
  }
  std::memcpy(n, amounts.constant->data(), sizeof n);
  if (n[0] != 0 || n[1] != 0 || n[6] != 0 || n[7] != 0) return std::nullopt;
  return Pads{n[2], n[3], n[4], n[5]};
}

// What SAME adds after the last pixel.
int64_t after(int32_t in, int32_t out, int32_t stride, int32_t kernel,
              int32_t dilation, int32_t before) {
  const int64_t covered =
      (out - int64_t{1}) * stride + (kernel - int64_t{1}) * dilation + 1;
  return covered - in - before;
}

bool fold(ir::Graph& graph, const ir::Uses& users, ir::Node& node) {
  if ((node.op != "CONV_2D" && node.op != "DEPTHWISE_CONV_2D") ||
      node.input(0) == ir::kNoValue ||
      ir::get<std::string>(node.attributes, "padding", "SAME") != "VALID") {
    return false;
  }
  const int32_t at = users.maker[static_cast<size_t>(node.inputs[0])];
  if (at < 0) return false;
  const ir::Node& pad = graph.nodes[static_cast<size_t>(at)];
  const std::optional<Pads> pads = pads_of(graph, pad);
  if (!pads) return false;
  ir::Node same = node;
  same.inputs[0] = pad.inputs[0];
  same.attributes.erase("padding");
  const std::optional<ops::Window> w = window_of(graph, same);
  if (!w || w->pad_top != pads->top || w->pad_left != pads->left ||
      after(w->in_h, w->out_h, w->stride_h, w->kernel_h, w->dilation_h,
            w->pad_top) != pads->bottom ||
      after(w->in_w, w->out_w, w->stride_w, w->kernel_w, w->dilation_w,
            w->pad_left) != pads->right) {
    return false;
  }
  node = std::move(same);
  return true;
}

}  // namespace

int fold_pads(ir::Module& module) {
  int count = 0;
  for (ir::Graph& graph : module.graphs) {
    const ir::Uses users = ir::uses(graph);
    for (ir::Node& node : graph.nodes) {
      count += fold(graph, users, node) ? 1 : 0;
    }
  }
  return count;
}

}  // namespace mote::passes
