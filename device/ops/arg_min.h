// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ARG_MIN along an axis.
#ifndef MOTE_DEVICE_OPS_ARG_MIN_H_
#define MOTE_DEVICE_OPS_ARG_MIN_H_

#include "device/ops/arg_extremum.h"

namespace mote::ops {

struct ArgMin : ArgExtremum<ArgMin> {
  static constexpr char kName[] = "ARG_MIN";
  static constexpr int16_t kCode = 79;
  static constexpr uint16_t kOptionsType = 57;

  template <class X>
  static bool better(X candidate, X best) { return candidate < best; }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ARG_MIN_H_
