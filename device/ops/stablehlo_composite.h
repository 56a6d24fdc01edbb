// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// STABLEHLO_COMPOSITE: computes what its decomposition, a subgraph, does.
#ifndef MOTE_DEVICE_OPS_STABLEHLO_COMPOSITE_H_
#define MOTE_DEVICE_OPS_STABLEHLO_COMPOSITE_H_

#include "device/ops/control.h"

namespace mote::ops {

struct StablehloComposite : CallOfOne<StablehloComposite> {
  static constexpr char kName[] = "STABLEHLO_COMPOSITE";
  static constexpr int16_t kCode = 206;
  static constexpr uint16_t kOptionsType = 277;
  static constexpr CallFn kCall = call_composite;
  static constexpr uint32_t kSlot = 1;
  static constexpr char kOption[] = "decomposition_subgraph_index";

  static Status check(const Context& context) {
    if (context.outputs() < 1) return Status::kWrongOperands;
    for (int i = 0; i < context.inputs(); ++i) {
      if (!context.input(i).present()) {
        return context.refuse(Status::kWrongOperands, i);
      }
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STABLEHLO_COMPOSITE_H_
