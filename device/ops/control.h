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
Status call_case(const CallSite& site);
Status call_while(const CallSite& site);
Status call_once(const CallSite& site);
Status call_composite(const CallSite& site);
Status call_variable(const CallSite& site);

// The subgraphs that an operator calls.
struct CallParams {
  int32_t subgraphs[2];
};

// The same of STABLEHLO_CASE.
inline constexpr uint32_t kMaxCases = 16;
struct CaseParams {
  int32_t subgraphs[kMaxCases];
  int32_t count;
};

// Op gives name, code, version, options type and kCall.
template <class Op, class P = CallParams>
struct Control {
  using Variants = ops::Variants<void>;
  using Params = P;

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

// The family of those that call one subgraph and have it as their option: Op
// gives also the option's slot and name.
template <class Op>
struct CallOfOne : Control<Op> {
  static constexpr uint8_t kVersion = 1;

  struct Options {
    int32_t subgraph;

    template <class V>
    static void fields(Options& o, V& v) {
      v(Op::kSlot, Op::kOption, o.subgraph);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        CallParams& p, Needs& needs) {
    p = {{options.subgraph, -1}};
    const Status status = Op::check(context);
    return status == Status::kOk ? Control<Op>::ask(needs) : status;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CONTROL_H_
