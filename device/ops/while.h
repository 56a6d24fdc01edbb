// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// WHILE: loop variables -> the same when the condition subgraph says no.
#ifndef MOTE_DEVICE_OPS_WHILE_H_
#define MOTE_DEVICE_OPS_WHILE_H_

#include "device/ops/control.h"

namespace mote::ops {

struct While : Control<While> {
  static constexpr char kName[] = "WHILE";
  static constexpr int16_t kCode = 119;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 93;
  static constexpr CallFn kCall = call_while;

  struct Options {
    int32_t condition, body;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "cond_subgraph_index", o.condition);
      v(1, "body_subgraph_index", o.body);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.inputs() != context.outputs()) return Status::kWrongOperands;
    p = {{options.condition, options.body}};
    return ask(needs);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_WHILE_H_
