// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How often values of which size occur, and the ranges that follow from it.
#ifndef MOTE_HOST_QUANTIZE_HISTOGRAM_H_
#define MOTE_HOST_QUANTIZE_HISTOGRAM_H_

#include <span>

#include "host/quantize/calibrate.h"

namespace mote::quantize {

// Bins of equal width around 0 that reach as far as the values so far: a power
// of two, so that the order of values, and of parts of them, makes no
// difference.
class Histogram {
 public:
  // Counts finite values but for 0, which every range represents exactly: it
  // decides nothing. Those of the smallest normal float and below count as
  // nothing, too.
  void add(std::span<const float> values);
  void add(const Histogram& other);

  // Leaves out the given part of the elements at each end. extremes: of all
  // values; what is given is within them.
  Interval percentile(double outside, Interval extremes) const;
  // The range whose `levels` even steps lose least, as the sum of squares: what
  // lies within is off by up to half a step, what lies outside is clamped.
  Interval least_squares(int levels, Interval extremes) const;

 private:
  static constexpr size_t kBins = 2048;

  double width() const;
  double low(size_t bin) const;  // where it begins
  void reach(int exponent);
  double loss(Interval kept, int levels) const;

  int exponent_ = 0;            // values are below 2^exponent_ in size
  std::vector<uint64_t> bins_;  // empty before the first value
};

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_HISTOGRAM_H_
