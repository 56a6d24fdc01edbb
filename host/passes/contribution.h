// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What known channels add to the sums of a convolution or dense layer.
#ifndef MOTE_HOST_PASSES_CONTRIBUTION_H_
#define MOTE_HOST_PASSES_CONTRIBUTION_H_

#include <optional>

#include "device/ops/window.h"
#include "host/passes/channel_ops.h"
#include "host/passes/known_channels.h"

namespace mote::passes {

// Collects, for one node of rule kMix, input channels whose share of every
// output's sum is the same at every position, so that a bias can hold it.
class Contributions {
 public:
  Contributions(const ir::Graph& graph, const ir::Node& node,
                const KnownChannels& known);

  // Adds the channel's share. False, and nothing is added, when the share
  // depends on the input or on the position, or would not fit the bias.
  bool add(size_t channel);

  // The bias with all shares that were added; legal only with a bias.
  ir::Constant bias() const;
  bool any() const;  // a share that is not 0

 private:
  int64_t weight(size_t output, size_t tap, size_t channel) const;
  bool reads(size_t channel) const;
  std::optional<std::vector<int64_t>> share(size_t channel) const;
  std::vector<int64_t> sums_at(size_t channel, size_t row, int32_t y,
                               int32_t x) const;

  const ir::Graph& graph_;
  const ir::Node& node_;
  const KnownChannels& known_;
  const ir::Value& in_;
  ops::Window window_ = {};  // of a dense layer: one tap, a row a position
  size_t rows_;              // images, or rows of a dense layer
  size_t inputs_, outputs_, taps_;
  std::vector<int64_t> added_;
};

}  // namespace mote::passes

#endif  // MOTE_HOST_PASSES_CONTRIBUTION_H_
