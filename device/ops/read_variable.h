// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// READ_VARIABLE: handle -> the variable's value; zeros before it was set.
#ifndef MOTE_DEVICE_OPS_READ_VARIABLE_H_
#define MOTE_DEVICE_OPS_READ_VARIABLE_H_

#include "device/ops/control.h"

namespace mote::ops {

struct ReadVariable : Control<ReadVariable> {
  static constexpr char kName[] = "READ_VARIABLE";
  static constexpr int16_t kCode = 143;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 112;
  static constexpr CallFn kCall = call_variable;
  using Options = NoOptions;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs&) {
    if (context.inputs() != 1 || context.outputs() != 1) {
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

#endif  // MOTE_DEVICE_OPS_READ_VARIABLE_H_
