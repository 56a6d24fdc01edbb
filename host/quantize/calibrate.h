// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Calibration: what range each value of a float graph takes on samples.
#ifndef MOTE_HOST_QUANTIZE_CALIBRATE_H_
#define MOTE_HOST_QUANTIZE_CALIBRATE_H_

#include <functional>

#include "host/quantize/rows.h"
#include "host/quantize/trace.h"

namespace mote::quantize {

// Inputs of the main graph, one entry a sample.
using Samples = std::vector<run::Step>;

struct Interval {
  float low = 0;
  float high = 0;

  void include(float value) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  void include(const Interval& other) {
    include(other.low);
    include(other.high);
  }
  bool operator==(const Interval&) const = default;
};

// How a range is chosen from what was seen.
enum class Method {
  kMinMax,         // all of it
  kMovingAverage,  // of the extremes of each sample, the latest weighing 1/10
  kPercentile,     // all but one element in 10,000 at each end
  kMse,            // what loses least in steps of 8 bits, squared
};
// "minmax", "moving-average", "percentile", "mse"; empty for other names.
std::optional<Method> method_of(const std::string& name);

// Told after each of `count` pieces of work.
using Progress = std::function<void(size_t done, size_t count)>;

// Ranges by graph and value; values that are no computed floats have none.
using Ranges = std::vector<std::vector<std::optional<Interval>>>;

struct Calibration {
  Ranges ranges;
  AllRows rows;
};

// Runs every sample, on all processors. Samples follow one another as a stream
// when the model has an operator that keeps frames (SVDF, shared variables);
// else each starts from the first state. Fails when a value is not finite.
// where: what messages call the module.
base::Result<Calibration> calibrate(const ir::Module& module,
                                    const Samples& samples, Method method,
                                    const std::string& where,
                                    const Progress& progress);

// Runs the samples in parts, each with a tracer and a watch of its own, on all
// processors. The number of parts does not depend on the machine.
base::Result<void> trace_all(const ir::Module& module, const Samples& samples,
                             const std::string& where, const Progress& progress,
                             const std::function<Watch(size_t part)>& watch_of);
inline constexpr size_t kParts = 8;  // at most

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_CALIBRATE_H_
