// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/rounding.h"

#include <algorithm>
#include <cmath>

namespace mote::quantize {
namespace {

constexpr int kSweeps = 8;  // at most, over the weights of a channel

// Second moments of what the weights of a channel are multiplied with.
struct Moments {
  size_t depth = 0;
  std::vector<float> mean;
  std::vector<float> products;  // depth x depth

  const float* row(size_t k) const { return products.data() + k * depth; }
};

// Elements of the row are `step` apart, from `first` on.
Moments moments_of(const Rows& rows, size_t width, size_t first, size_t step,
                   bool centred) {
  Moments m;
  m.depth = (width - first + step - 1) / step;
  m.mean.resize(m.depth);
  m.products.resize(m.depth * m.depth);
  const size_t count = rows.size() / width;
  const float part = 1.0f / static_cast<float>(count);
  for (size_t r = 0; r < count; ++r) {
    for (size_t k = 0; k < m.depth; ++k) {
      m.mean[k] += part * rows[r * width + first + k * step];
    }
  }
  std::vector<float> x(m.depth);
  for (size_t r = 0; r < count; ++r) {
    for (size_t k = 0; k < m.depth; ++k) {
      x[k] = rows[r * width + first + k * step] - (centred ? m.mean[k] : 0);
    }
    for (size_t k = 0; k < m.depth; ++k) {
      if (x[k] == 0) continue;
      const float scaled = part * x[k];
      float* out = m.products.data() + k * m.depth;
      for (size_t j = 0; j < m.depth; ++j) out[j] += scaled * x[j];
    }
  }
  // Few rows say little of how elements go together; believe them in part.
  const float trust =
      static_cast<float>(count) / static_cast<float>(count + m.depth);
  for (size_t k = 0; k < m.depth; ++k) {
    for (size_t j = 0; j < m.depth; ++j) {
      if (j != k) m.products[k * m.depth + j] *= trust;
    }
  }
  return m;
}

// Rounds the weights of one channel; gives the average of what is missing.
class ChannelRounder {
 public:
  ChannelRounder(const Moments& m, float scale, int64_t most)
      : m_(m), scale_(scale), most_(most), error_(m.depth), slope_(m.depth) {}

  double round(const std::vector<float>& weights, std::vector<int64_t>& steps) {
    for (size_t k = 0; k < m_.depth; ++k) {
      error_[k] = weights[k] - scale_ * static_cast<float>(steps[k]);
    }
    for (size_t k = 0; k < m_.depth; ++k) add_slope(k, error_[k]);
    for (int sweep = 0; sweep < kSweeps && improve(weights, steps); ++sweep) {
    }
    double missing = 0;
    for (size_t k = 0; k < m_.depth; ++k) {
      missing += static_cast<double>(error_[k]) * m_.mean[k];
    }
    return missing;
  }

 private:
  void add_slope(size_t k, float change) {
    const float* row = m_.row(k);
    for (size_t j = 0; j < m_.depth; ++j) slope_[j] += change * row[j];
  }

  bool improve(const std::vector<float>& weights, std::vector<int64_t>& steps) {
    bool any = false;
    for (size_t k = 0; k < m_.depth; ++k) {
      const int64_t move = error_[k] > 0 ? 1 : -1;
      const float change = scale_ * static_cast<float>(move);
      const int64_t step = steps[k] + move;
      // The other neighbour of the weight, and what it would change.
      const float gain = change * (change * m_.row(k)[k] - 2 * slope_[k]);
      if (gain >= 0 || step < -most_ || step > most_ || error_[k] == 0) {
        continue;
      }
      steps[k] = step;
      error_[k] = weights[k] - scale_ * static_cast<float>(step);
      add_slope(k, -change);
      any = true;
    }
    return any;
  }

  const Moments& m_;
  const float scale_;
  const int64_t most_;
  std::vector<float> error_;
  std::vector<float> slope_;  // products times error
};

}  // namespace

Rounded round_weights(const std::vector<float>& weights,
                      const Channels& channels,
                      const std::vector<float>& scales, const Rows& rows,
                      bool depthwise, bool bias, int64_t most) {
  Rounded out;
  out.steps.resize(weights.size());
  out.shift.resize(channels.count);
  for (size_t i = 0; i < weights.size(); ++i) {
    const float scale = scales[channels.channel(i)];
    out.steps[i] =
        std::clamp(step_of(weights[i], scale, 0, Type::kInt16), -most, most);
  }
  const size_t depth =
      channels.count == 0 ? 0 : weights.size() / channels.count;
  if (rows.empty() || depth == 0) return out;
  // Channels of a depthwise convolution lie innermost, each with inputs of its
  // own; those of other products are rows of weights and share all inputs.
  Moments shared;
  if (!depthwise) shared = moments_of(rows, depth, 0, 1, bias);
  for (size_t c = 0; c < channels.count; ++c) {
    std::vector<float> own(depth);
    std::vector<int64_t> steps(depth);
    const size_t first = depthwise ? c : c * depth;
    const size_t stride = depthwise ? channels.count : 1;
    for (size_t k = 0; k < depth; ++k) {
      own[k] = weights[first + k * stride];
      steps[k] = out.steps[first + k * stride];
    }
    Moments apart;
    if (depthwise) {
      apart = moments_of(rows, weights.size(), c, channels.count, bias);
    }
    ChannelRounder rounder(depthwise ? apart : shared, scales[c], most);
    out.shift[c] = rounder.round(own, steps);
    for (size_t k = 0; k < depth; ++k) {
      out.steps[first + k * stride] = steps[k];
    }
  }
  return out;
}

}  // namespace mote::quantize
