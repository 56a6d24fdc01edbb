// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// IF: condition (bool), arguments -> what the chosen subgraph gives for them.
#ifndef MOTE_DEVICE_OPS_IF_H_
#define MOTE_DEVICE_OPS_IF_H_

#include "device/ops/control.h"

namespace mote::ops {

struct If : Control<If> {
  static constexpr char kName[] = "IF";
  static constexpr int16_t kCode = 118;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 92;
  static constexpr CallFn kCall = call_if;

  struct Options {
    int32_t then_subgraph, else_subgraph;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "then_subgraph_index", o.then_subgraph);
      v(1, "else_subgraph_index", o.else_subgraph);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.inputs() < 1) return Status::kWrongOperands;
    const Tensor condition = context.input(0);
    if (condition.type != Type::kBool) {
      return context.refuse(Status::kWrongType, 0);
    }
    if (condition.elements() != 1) {
      return context.refuse(Status::kWrongShape, 0);
    }
    p = {{options.then_subgraph, options.else_subgraph}};
    return ask(needs);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_IF_H_
