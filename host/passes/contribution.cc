// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/passes/contribution.h"

#include <algorithm>
#include <cstdlib>

#include "host/passes/window.h"

namespace mote::passes {
namespace {

// Sums and biases stay below this: nothing wraps in 32 bits on the way.
constexpr int64_t kLargestSum = 1 << 30;

}  // namespace

Contributions::Contributions(const ir::Graph& graph, const ir::Node& node,
                             const KnownChannels& known)
    : graph_(graph),
      node_(node),
      known_(known),
      in_(graph.value(node.inputs[0])),
      inputs_(static_cast<size_t>(channels(in_))),
      outputs_(static_cast<size_t>(channels(graph.value(node.outputs[0])))),
      added_(outputs_, 0) {
  if (node.op == "CONV_2D") {
    window_ = *window_of(graph, node);
  } else {
    window_.in_h = window_.in_w = window_.out_h = window_.out_w = 1;
    window_.kernel_h = window_.kernel_w = 1;
    window_.stride_h = window_.stride_w = 1;
    window_.dilation_h = window_.dilation_w = 1;
  }
  taps_ = static_cast<size_t>(window_.taps());
  rows_ = static_cast<size_t>(ir::elements(fixed_shape(in_))) / inputs_ /
          static_cast<size_t>(window_.in_h * window_.in_w);
}

// Weights are [output, tap, channel].
int64_t Contributions::weight(size_t output, size_t tap, size_t channel) const {
  const base::Bytes& w = *graph_.value(node_.inputs[1]).constant;
  return static_cast<int8_t>(w[(output * taps_ + tap) * inputs_ + channel]);
}

bool Contributions::reads(size_t channel) const {
  for (size_t o = 0; o < outputs_; ++o) {
    for (size_t tap = 0; tap < taps_; ++tap) {
      if (weight(o, tap, channel) != 0) return true;
    }
  }
  return false;
}

// The channel's share of each output's sum at one position; taps outside the
// image add nothing.
std::vector<int64_t> Contributions::sums_at(size_t channel, size_t row,
                                            int32_t y, int32_t x) const {
  const auto& points = in_.quantization.zero_points;
  const int64_t zero = points.empty() ? 0 : points[0];
  std::vector<int64_t> sums(outputs_, 0);
  for (size_t tap = 0; tap < taps_; ++tap) {
    const int32_t tap_y = static_cast<int32_t>(tap) / window_.kernel_w;
    const int32_t tap_x = static_cast<int32_t>(tap) % window_.kernel_w;
    const int32_t in_y = window_.input_y(y, tap_y);
    const int32_t in_x = window_.input_x(x, tap_x);
    if (in_y < 0 || in_y >= window_.in_h || in_x < 0 || in_x >= window_.in_w) {
      continue;
    }
    const size_t pixel =
        (row * static_cast<size_t>(window_.in_h) + static_cast<size_t>(in_y)) *
            static_cast<size_t>(window_.in_w) +
        static_cast<size_t>(in_x);
    const int64_t value =
        known_.at(in_, node_.inputs[0], pixel * inputs_ + channel) - zero;
    if (value == 0) continue;
    for (size_t o = 0; o < outputs_; ++o) {
      sums[o] += value * weight(o, tap, channel);
    }
  }
  return sums;
}

std::optional<std::vector<int64_t>> Contributions::share(size_t channel) const {
  if (!reads(channel)) return std::vector<int64_t>(outputs_, 0);
  if (!known_.is_known(node_.inputs[0], channel)) return std::nullopt;
  const std::vector<int64_t> first = sums_at(channel, 0, 0, 0);
  for (size_t row = 0; row < rows_; ++row) {
    for (int32_t y = 0; y < window_.out_h; ++y) {
      for (int32_t x = 0; x < window_.out_w; ++x) {
        if (sums_at(channel, row, y, x) != first) return std::nullopt;
      }
    }
  }
  return first;
}

bool Contributions::add(size_t channel) {
  const auto share = this->share(channel);
  if (!share) return false;
  std::vector<int64_t> sums = added_;
  for (size_t o = 0; o < outputs_; ++o) sums[o] += (*share)[o];
  const auto zero = [](int64_t sum) { return sum == 0; };
  if (!std::all_of(share->begin(), share->end(), zero)) {
    if (node_.input(2) == ir::kNoValue) return false;
    const std::vector<int64_t> bias = bias_of(graph_.value(node_.inputs[2]));
    if (bias.size() != outputs_) return false;
    for (size_t o = 0; o < outputs_; ++o) {
      if (std::abs(sums[o]) > kLargestSum || std::abs(bias[o]) > kLargestSum) {
        return false;
      }
    }
  }
  added_ = std::move(sums);
  return true;
}

ir::Constant Contributions::bias() const {
  const ir::Value& bias = graph_.value(node_.inputs[2]);
  std::vector<int64_t> sums = bias_of(bias);
  for (size_t o = 0; o < outputs_; ++o) sums[o] += added_[o];
  return bias_bytes(bias.type, sums);
}

bool Contributions::any() const {
  return std::any_of(added_.begin(), added_.end(),
                     [](int64_t sum) { return sum != 0; });
}

}  // namespace mote::passes
