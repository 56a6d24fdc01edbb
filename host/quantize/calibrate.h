// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Ranges that values take when a float graph runs on samples.
#ifndef MOTE_HOST_QUANTIZE_CALIBRATE_H_
#define MOTE_HOST_QUANTIZE_CALIBRATE_H_

#include <functional>

#include "host/quantize/ranges.h"
#include "host/run/session.h"

namespace mote::quantize {

enum class Method {
  kMinMax,         // the lowest and the highest of all samples
  kMovingAverage,  // of each sample's lowest and highest, the newest most
  kPercentile,     // without the outermost hundred-thousandths
  kMse,            // cut where the squared error of 8 bits is least
};

struct Calibration {
  Method method = Method::kMinMax;
  // Called after each sample.
  std::function<void(size_t done, size_t of)> progress;
};

// module: float operators of .tflite. samples: one set of inputs each, in the
// order of the main graph's inputs. Loops and branches are followed. Fails
// where Mote cannot run the graph and for values that are no finite numbers.
base::Result<Ranges> calibrate(const ir::Module& module,
                               const std::vector<run::Step>& samples,
                               const Calibration& calibration);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_CALIBRATE_H_
