// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/observer.h"

#include <cmath>

namespace mote::quantize {
namespace {

constexpr size_t kBins = 2048;
constexpr float kNewest = 0.1f;        // weight of the newest sample
constexpr double kOutside = 1e-5;      // share of elements left out
constexpr int kTrials = 64;            // cuts that are tried from each end

float middle(const Range& range, size_t bin) {
  const float width = (range.max - range.min) / kBins;
  return range.min + (static_cast<float>(bin) + 0.5f) * width;
}

}  // namespace

bool needs_counts(Method method) {
  return method == Method::kPercentile || method == Method::kMse;
}

bool Observer::observe(std::span<const float> elements) {
  if (elements.empty()) return true;
  Range seen{elements.front(), elements.front()};
  bool finite = true;
  for (const float element : elements) {
    finite = finite && std::isfinite(element);
    seen.include({element, element});
  }
  if (!finite) return false;
  if (!whole_) {
    whole_ = average_ = seen;
    return true;
  }
  whole_->include(seen);
  average_.min += kNewest * (seen.min - average_.min);
  average_.max += kNewest * (seen.max - average_.max);
  return true;
}

void Observer::count(std::span<const float> elements) {
  if (!whole_ || whole_->max <= whole_->min) return;
  counts_.resize(kBins);
  const double per_bin =
      kBins / (static_cast<double>(whole_->max) - whole_->min);
  for (const float element : elements) {
    const double bin = (static_cast<double>(element) - whole_->min) * per_bin;
    ++counts_[std::min(static_cast<size_t>(std::max(bin, 0.0)), kBins - 1)];
  }
}

Range Observer::percentile() const {
  uint64_t all = 0;
  for (const uint64_t n : counts_) all += n;
  const auto spare = static_cast<uint64_t>(static_cast<double>(all) * kOutside);
  size_t low = 0, high = kBins - 1;
  for (uint64_t n = counts_[low]; n <= spare && low < high;) {
    n += counts_[++low];
  }
  for (uint64_t n = counts_[high]; n <= spare && high > low;) {
    n += counts_[--high];
  }
  const float width = (whole_->max - whole_->min) / kBins;
  return {whole_->min + static_cast<float>(low) * width,
          whole_->min + static_cast<float>(high + 1) * width};
}

Range Observer::least_error() const {
  const auto error = [&](const Range& range) {
    const Affine affine = affine_of(range, Type::kInt8);
    double sum = 0;
    for (size_t i = 0; i < kBins; ++i) {
      if (counts_[i] == 0) continue;
      const float real = middle(*whole_, i);
      const int64_t q = quantized(real, affine, Type::kInt8);
      const double off =
          static_cast<double>(q - affine.zero_point) * affine.scale - real;
      // Within the range what counts is rounding, which bins cannot tell.
      const double rounding = static_cast<double>(affine.scale) * affine.scale / 12;
      sum += static_cast<double>(counts_[i]) * std::max(off * off, rounding);
    }
    return sum;
  };
  Range best = *whole_;
  double least = error(best);
  for (int i = 1; i < kTrials; ++i) {
    const float share = 1 - static_cast<float>(i) / kTrials;
    for (const Range& cut : {Range{whole_->min * share, whole_->max * share},
                             Range{whole_->min, whole_->max * share},
                             Range{whole_->min * share, whole_->max}}) {
      const double found = error(cut);
      if (found < least) {
        least = found;
        best = cut;
      }
    }
  }
  return best;
}

std::optional<Range> Observer::range(Method method) const {
  if (!whole_) return std::nullopt;
  if (method == Method::kMovingAverage) return average_;
  if (counts_.empty()) return whole_;
  return method == Method::kPercentile ? percentile() : least_error();
}

}  // namespace mote::quantize
