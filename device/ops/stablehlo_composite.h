// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// STABLEHLO_COMPOSITE: computes what its decomposition, a subgraph, does.
#ifndef MOTE_DEVICE_OPS_STABLEHLO_COMPOSITE_H_
#define MOTE_DEVICE_OPS_STABLEHLO_COMPOSITE_H_

#include "device/ops/control.h"

namespace mote::ops {

struct StablehloComposite : Control<StablehloComposite> {
  static constexpr char kName[] = "STABLEHLO_COMPOSITE";
  static constexpr int16_t kCode = 206;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 277;
  static constexpr CallFn kCall = call_composite;

  struct Options {
    int32_t subgraph;

    template <class V>
    static void fields(Options& o, V& v) {
      v(1, "decomposition_subgraph_index", o.subgraph);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.outputs() < 1) return Status::kWrongOperands;
    for (int i = 0; i < context.inputs(); ++i) {
      if (!context.input(i).present()) {
        return context.refuse(Status::kWrongOperands, i);
      }
    }
    p = {{options.subgraph, -1}};
    return ask(needs);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STABLEHLO_COMPOSITE_H_
