// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of paddings that also go between the elements, or are negative and
// take some away.
#ifndef MOTE_DEVICE_OPS_SPREAD_H_
#define MOTE_DEVICE_OPS_SPREAD_H_

#include "device/ops/pad.h"

namespace mote::ops {

// Along one dimension. between: not negative.
struct Spacing {
  int64_t before, between, after;
};

// Takes two inputs, data and one element to fill with, and `more` others.
// Checks types and counts and clears the box.
Status begin_spread(const Context& context, int more, int value,
                    Padded::Params& p, Needs& needs);

// Adds dimension d to the box. Dimensions are added in their order.
Status add_spread(const Context& context, int d, const Spacing& spacing,
                  Padded::Params& p);

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SPREAD_H_
