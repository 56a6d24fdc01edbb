// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// CALL_ONCE: runs a subgraph at the first invoke, to set variables.
#ifndef MOTE_DEVICE_OPS_CALL_ONCE_H_
#define MOTE_DEVICE_OPS_CALL_ONCE_H_

#include "device/ops/control.h"

namespace mote::ops {

struct CallOnce : CallOfOne<CallOnce> {
  static constexpr char kName[] = "CALL_ONCE";
  static constexpr int16_t kCode = 129;
  static constexpr uint16_t kOptionsType = 103;
  static constexpr CallFn kCall = call_once;
  static constexpr uint32_t kSlot = 0;
  static constexpr char kOption[] = "init_subgraph_index";

  static Status check(const Context& context) {
    return context.inputs() == 0 && context.outputs() == 0
               ? Status::kOk : Status::kWrongOperands;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CALL_ONCE_H_
