// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ASSIGN_VARIABLE: handle, value -> nothing; sets the variable.
#ifndef MOTE_DEVICE_OPS_ASSIGN_VARIABLE_H_
#define MOTE_DEVICE_OPS_ASSIGN_VARIABLE_H_

#include "device/ops/control.h"

namespace mote::ops {

struct AssignVariable : Control<AssignVariable> {
  static constexpr char kName[] = "ASSIGN_VARIABLE";
  static constexpr int16_t kCode = 144;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 113;
  static constexpr CallFn kCall = call_variable;
  using Options = NoOptions;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs&) {
    if (context.inputs() != 2 || context.outputs() != 0) {
      return Status::kWrongOperands;
    }
    if (context.input(0).type != Type::kResource) {
      return context.refuse(Status::kWrongType, 0);
    }
    p = {{-1, -1}};
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ASSIGN_VARIABLE_H_
