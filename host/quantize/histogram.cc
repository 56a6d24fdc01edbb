// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/histogram.h"

#include <algorithm>
#include <numeric>

namespace mote::quantize {

void Histogram::add(float value) {
  const double place = (static_cast<double>(value) - range_.low) / width();
  const double last = kBins - 1;
  ++bins_[static_cast<size_t>(std::clamp(place, 0.0, last))];
}

void Histogram::add(const Histogram& other) {
  for (size_t i = 0; i < kBins; ++i) bins_[i] += other.bins_[i];
}

Interval Histogram::percentile(double outside) const {
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
  const double low = range_.low + static_cast<double>(first) * width();
  const double high = range_.low + static_cast<double>(last + 1) * width();
  return {static_cast<float>(low), static_cast<float>(high)};
}

double Histogram::loss(Interval kept, int levels) const {
  const double step =
      (static_cast<double>(kept.high) - kept.low) / (levels - 1);
  const double inside = step * step / 12;
  double sum = 0;
  for (size_t i = 0; i < kBins; ++i) {
    if (bins_[i] == 0) continue;
    const double x = centre(i);
    const double past = std::max({kept.low - x, x - kept.high, 0.0});
    sum += static_cast<double>(bins_[i]) * (inside + past * past);
  }
  return sum;
}

Interval Histogram::least_squares(int levels) const {
  constexpr int kTries = 40;
  Interval best = range_;
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
