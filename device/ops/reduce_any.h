// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// REDUCE_ANY along axes.
#ifndef MOTE_DEVICE_OPS_REDUCE_ANY_H_
#define MOTE_DEVICE_OPS_REDUCE_ANY_H_

#include "device/ops/reduce_logical.h"

namespace mote::ops {

struct ReduceAny : ReduceLogical<ReduceAny> {
  static constexpr char kName[] = "REDUCE_ANY";
  static constexpr int16_t kCode = 91;
  static constexpr uint8_t kVersion = 1;
  static constexpr bool kStart = false;
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REDUCE_ANY_H_
