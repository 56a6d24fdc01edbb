// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Operators that call subgraphs or share variables with them. They compute
// nothing themselves: the interpreter does, through their row's `call`. They
// are compiled only into programs whose list names one.
#ifndef MOTE_DEVICE_OPS_CONTROL_H_
#define MOTE_DEVICE_OPS_CONTROL_H_

#include "device/ops/list.h"

namespace mote::ops {

// In device/runtime/control.cc.
Status call_if(const CallSite& site);
Status call_while(const CallSite& site);
Status call_once(const CallSite& site);
Status call_composite(const CallSite& site);
Status call_variable(const CallSite& site);

// The subgraphs that an operator calls.
struct CallParams {
  int32_t subgraphs[2];
};

// Op gives name, code, version, options type and kCall.
template <class Op>
struct Control {
  using Variants = ops::Variants<void>;
  using Params = CallParams;

  // Asks for the slot in which the runtime keeps what it needs.
  static Status ask(Needs& needs) {
    needs.state = 4;
    return Status::kOk;
  }
  template <class Isa, class V>
  static Status eval(const Params&, const Buffers&) {
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CONTROL_H_
