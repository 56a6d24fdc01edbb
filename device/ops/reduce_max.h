// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// REDUCE_MAX along axes.
#ifndef MOTE_DEVICE_OPS_REDUCE_MAX_H_
#define MOTE_DEVICE_OPS_REDUCE_MAX_H_

#include "device/ops/reduce_extremum.h"

namespace mote::ops {

struct ReduceMax : ReduceExtremum<ReduceMax> {
  static constexpr char kName[] = "REDUCE_MAX";
  static constexpr int16_t kCode = 82;
  static constexpr uint8_t kVersion = 3;

  template <class X>
  static X start() { return lowest<X>(); }
  template <class X>
  static bool better(X candidate, X best) { return candidate > best; }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REDUCE_MAX_H_
