// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// VAR_HANDLE: names a variable that outlives an invoke.
#ifndef MOTE_DEVICE_OPS_VAR_HANDLE_H_
#define MOTE_DEVICE_OPS_VAR_HANDLE_H_

#include "device/ops/control.h"

namespace mote::ops {

struct VarHandle : Control<VarHandle> {
  static constexpr char kName[] = "VAR_HANDLE";
  static constexpr int16_t kCode = 142;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 111;
  static constexpr CallFn kCall = call_variable;

  struct Options {
    Numbers<char> container, shared_name;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "container", o.container);
      v(1, "shared_name", o.shared_name);
    }
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs&) {
    if (context.inputs() != 0 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    if (context.output(0).type != Type::kResource) {
      return context.refuse(Status::kWrongType, kOutput);
    }
    p = {{-1, -1}};
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_VAR_HANDLE_H_
