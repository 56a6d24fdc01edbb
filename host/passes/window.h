// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The windows of convolutions and pools of a graph.
#ifndef MOTE_HOST_PASSES_WINDOW_H_
#define MOTE_HOST_PASSES_WINDOW_H_

#include <optional>

#include "device/ops/window.h"
#include "host/ir/graph.h"

namespace mote::passes {

// Of a CONV_2D or DEPTHWISE_CONV_2D whose weights have the kernel's height and
// width as dimensions 1 and 2. None when shapes are not known or don't fit.
std::optional<ops::Window> window_of(const ir::Graph& graph,
                                     const ir::Node& node);

}  // namespace mote::passes

#endif  // MOTE_HOST_PASSES_WINDOW_H_
