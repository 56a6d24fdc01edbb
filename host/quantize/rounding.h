// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Rounding weights so that the products come out right, rather than each
// weight.
#ifndef MOTE_HOST_QUANTIZE_ROUNDING_H_
#define MOTE_HOST_QUANTIZE_ROUNDING_H_

#include "host/quantize/form.h"
#include "host/quantize/rows.h"

namespace mote::quantize {

struct Rounded {
  std::vector<int64_t> steps;
  // What integer weights lack on average, by channel: to be added to the bias.
  std::vector<double> shift;
};

// steps: the weights divided by the scales of their channels, each rounded to
// one of its two neighbours and within -most..most. Over the rows, the sum of
// squared errors of the products is as small as one weight after the other can
// make it; a constant error does not count when a bias can take it. Without
// rows: the nearest, and no shift. depthwise: rows hold all channels.
Rounded round_weights(const std::vector<float>& weights,
                      const Channels& channels,
                      const std::vector<float>& scales, const Rows& rows,
                      bool depthwise, bool bias, int64_t most);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_ROUNDING_H_
