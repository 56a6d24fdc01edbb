// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How often values of which size occur, and the ranges that follow from it.
#ifndef MOTE_HOST_QUANTIZE_HISTOGRAM_H_
#define MOTE_HOST_QUANTIZE_HISTOGRAM_H_

#include <array>

#include "host/quantize/calibrate.h"

namespace mote::quantize {

class Histogram {
 public:
  // Counts values of this interval, which is not empty.
  explicit Histogram(Interval range) : range_(range) {}

  void add(float value);
  void add(const Histogram& other);

  // Leaves out the given part of the elements at each end.
  Interval percentile(double outside) const;
  // The range whose `levels` even steps lose least, as the sum of squares: what
  // lies within is off by up to half a step, what lies outside is clamped.
  Interval least_squares(int levels) const;

 private:
  static constexpr size_t kBins = 2048;

  double width() const {
    return (static_cast<double>(range_.high) - range_.low) / kBins;
  }
  double centre(size_t bin) const {
    return range_.low + (static_cast<double>(bin) + 0.5) * width();
  }
  double loss(Interval kept, int levels) const;

  Interval range_;
  std::array<uint64_t, kBins> bins_ = {};
};

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_HISTOGRAM_H_
