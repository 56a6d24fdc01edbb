// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// LOGICAL_NOT: true for 0, else false.
#ifndef MOTE_DEVICE_OPS_LOGICAL_NOT_H_
#define MOTE_DEVICE_OPS_LOGICAL_NOT_H_

#include "device/ops/unary.h"

namespace mote::ops {

struct LogicalNot : Unary<LogicalNot> {
  static constexpr char kName[] = "LOGICAL_NOT";
  static constexpr int16_t kCode = 87;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 63;
  using Variants = ops::Variants<bool>;

  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const uint8_t* in = buffers.input<uint8_t>(0);
    uint8_t* out = buffers.output<uint8_t>(0);
    for (int32_t i = 0; i < p.count; ++i) out[i] = in[i] == 0;
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LOGICAL_NOT_H_
