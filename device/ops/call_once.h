// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// CALL_ONCE: runs a subgraph at the first invoke, to set variables.
#ifndef MOTE_DEVICE_OPS_CALL_ONCE_H_
#define MOTE_DEVICE_OPS_CALL_ONCE_H_

#include "device/ops/control.h"

namespace mote::ops {

struct CallOnce : Control<CallOnce> {
  static constexpr char kName[] = "CALL_ONCE";
  static constexpr int16_t kCode = 129;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 103;
  static constexpr CallFn kCall = call_once;

  struct Options {
    int32_t subgraph;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "init_subgraph_index", o.subgraph);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.inputs() != 0 || context.outputs() != 0) {
      return Status::kWrongOperands;
    }
    p = {{options.subgraph, -1}};
    return ask(needs);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CALL_ONCE_H_
