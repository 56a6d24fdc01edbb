// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What calibration remembers of one value.
#ifndef MOTE_HOST_QUANTIZE_OBSERVER_H_
#define MOTE_HOST_QUANTIZE_OBSERVER_H_

#include <optional>
#include <span>
#include <vector>

#include "host/quantize/calibrate.h"

namespace mote::quantize {

class Observer {
 public:
  // The elements of the value in one run. False: one is no finite number.
  bool observe(std::span<const float> elements);
  // Counts them over the range that all samples together have; legal only
  // after observe() has seen all of them.
  void count(std::span<const float> elements);

  std::optional<Range> range(Method method) const;

 private:
  Range percentile() const;
  Range least_error() const;

  std::optional<Range> whole_;
  Range average_;
  std::vector<uint64_t> counts_;
};

// Whether the method needs count().
bool needs_counts(Method method);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_OBSERVER_H_
