// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// REDUCE_ALL along axes.
#ifndef MOTE_DEVICE_OPS_REDUCE_ALL_H_
#define MOTE_DEVICE_OPS_REDUCE_ALL_H_

#include "device/ops/reduce_logical.h"

namespace mote::ops {

struct ReduceAll : ReduceLogical<ReduceAll> {
  static constexpr char kName[] = "REDUCE_ALL";
  static constexpr int16_t kCode = 140;
  static constexpr uint8_t kVersion = 1;
  static constexpr bool kStart = true;
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REDUCE_ALL_H_
