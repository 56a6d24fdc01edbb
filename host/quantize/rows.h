// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What the weights of products are multiplied with while a float graph runs:
// some rows of it, evenly from all positions of all samples.
#ifndef MOTE_HOST_QUANTIZE_ROWS_H_
#define MOTE_HOST_QUANTIZE_ROWS_H_

#include <map>
#include <span>

#include "host/ir/graph.h"

namespace mote::quantize {

// One after the other, each in the order of the weights of one output channel;
// of a depthwise convolution in that of all weights.
using Rows = std::vector<float>;

// By graph and node; empty for nodes without constant weights.
using AllRows = std::vector<std::vector<Rows>>;

class RowSource {
 public:
  // samples: how many there will be.
  RowSource(const ir::Module& module, size_t samples);

  // Appends rows of what nodes read when they read this value. turn: tells one
  // call from another, so that they take different positions.
  void follow(int32_t graph, ir::ValueId value, std::span<const float> x,
              size_t turn, AllRows& rows) const;

  AllRows empty() const;

 private:
  // How one node reads its input; a dense layer is a window of one row.
  struct Window {
    size_t node;
    int64_t in[3];   // height, width, channels
    int64_t out[2];  // rows and columns of windows
    int64_t kernel[2], stride[2], dilation[2], before[2];
    size_t rows;  // to take of all samples, about
    int64_t size() const { return kernel[0] * kernel[1] * in[2]; }
  };

  void add_node(size_t graph, size_t node);
  static bool describe(const ir::Graph& graph, const ir::Node& node,
                       Window& window);
  static void append(const Window& window, std::span<const float> image,
                     int64_t place, Rows& rows);

  const ir::Module& module_;
  size_t samples_;
  std::multimap<std::pair<int32_t, ir::ValueId>, Window> windows_;
};

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_ROWS_H_
