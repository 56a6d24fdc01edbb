// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ARG_MAX along an axis.
#ifndef MOTE_DEVICE_OPS_ARG_MAX_H_
#define MOTE_DEVICE_OPS_ARG_MAX_H_

#include "device/ops/arg_extremum.h"

namespace mote::ops {

struct ArgMax : ArgExtremum<ArgMax> {
  static constexpr char kName[] = "ARG_MAX";
  static constexpr int16_t kCode = 56;
  static constexpr uint16_t kOptionsType = 40;

  template <class X>
  static bool better(X candidate, X best) { return candidate > best; }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ARG_MAX_H_
