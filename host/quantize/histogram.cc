// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/histogram.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <numeric>

namespace mote::quantize {

double Histogram::width() const {
  return std::ldexp(2.0 / static_cast<double>(kBins), exponent_);
}

double Histogram::low(size_t bin) const {
  return (static_cast<double>(bin) - kBins / 2) * width();
}

// Two bins become one, as often as it takes.
void Histogram::reach(int exponent) {
  if (bins_.empty()) {
    bins_.resize(kBins);
    exponent_ = exponent;
  }
  if (exponent <= exponent_) return;
  const int shift = std::min(exponent - exponent_, 30);
  std::vector<uint64_t> wide(kBins);
  for (size_t i = 0; i < kBins; ++i) {
    const int64_t place = static_cast<int64_t>(i) - int64_t{kBins / 2};
    wide[static_cast<size_t>((place >> shift) + int64_t{kBins / 2})] +=
        bins_[i];
  }
  bins_ = std::move(wide);
  exponent_ = exponent;
}

void Histogram::add(std::span<const float> values) {
  float most = 0;
  for (const float x : values) most = std::max(most, std::fabs(x));
  if (!(most > FLT_MIN)) return;
  int exponent = 0;
  (void)std::frexp(most, &exponent);
  reach(exponent);
  const double scale = 1 / width();
  for (const float x : values) {
    if (x == 0) continue;
    ++bins_[static_cast<size_t>(x * scale + kBins / 2)];
  }
}

void Histogram::add(const Histogram& other) {
  if (other.bins_.empty()) return;
  Histogram wide = other;
  reach(other.exponent_);
  wide.reach(exponent_);
  for (size_t i = 0; i < kBins; ++i) bins_[i] += wide.bins_[i];
}

Interval Histogram::percentile(double outside, Interval extremes) const {
  if (bins_.empty()) return extremes;
  const uint64_t all = std::accumulate(bins_.begin(), bins_.end(), uint64_t{0});
  const double spare = outside * static_cast<double>(all);
  size_t first = 0;
  double passed = 0;
  while (first < kBins - 1 &&
         (passed += static_cast<double>(bins_[first])) <= spare) {
    ++first;
  }
  size_t last = kBins - 1;
  passed = 0;
  while (last > first &&
         (passed += static_cast<double>(bins_[last])) <= spare) {
    --last;
  }
  return {std::max(static_cast<float>(low(first)), extremes.low),
          std::min(static_cast<float>(low(last + 1)), extremes.high)};
}

double Histogram::loss(Interval kept, int levels) const {
  const double step =
      (static_cast<double>(kept.high) - kept.low) / (levels - 1);
  const double inside = step * step / 12;
  double sum = 0;
  for (size_t i = 0; i < kBins; ++i) {
    if (bins_[i] == 0) continue;
    const double x = low(i) + width() / 2;
    const double past = std::max({kept.low - x, x - kept.high, 0.0});
    sum += static_cast<double>(bins_[i]) * (inside + past * past);
  }
  return sum;
}

Interval Histogram::least_squares(int levels, Interval extremes) const {
  constexpr int kTries = 40;
  Interval best = extremes;
  double least = loss(best, levels);
  // One end after the other: they hardly depend on each other.
  for (const bool top : {true, false}) {
    const Interval start = best;
    for (int i = 1; i < kTries; ++i) {
      Interval kept = start;
      float& end = top ? kept.high : kept.low;
      end *= 1.0f - static_cast<float>(i) / (2 * kTries);
      const double lost = loss(kept, levels);
      if (lost < least) {
        least = lost;
        best = kept;
      }
    }
  }
  return best;
}

}  // namespace mote::quantize
