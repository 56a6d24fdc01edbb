// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// STABLEHLO_CASE: number (int32), arguments -> what the subgraph of that number
// gives for them; the last one where there is none.
#ifndef MOTE_DEVICE_OPS_STABLEHLO_CASE_H_
#define MOTE_DEVICE_OPS_STABLEHLO_CASE_H_

#include "device/ops/control.h"

namespace mote::ops {

struct StablehloCase : Control<StablehloCase, CaseParams> {
  static constexpr char kName[] = "STABLEHLO_CASE";
  static constexpr int16_t kCode = 209;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 279;
  static constexpr CallFn kCall = call_case;

  struct Options {
    Numbers<int32_t> subgraphs;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "branch_subgraph_indices", o.subgraphs);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.inputs() < 1) return Status::kWrongOperands;
    const Tensor number = context.input(0);
    if (number.type != Type::kInt32) {
      return context.refuse(Status::kWrongType, 0);
    }
    if (number.elements() != 1) return context.refuse(Status::kWrongShape, 0);
    if (options.subgraphs.size == 0 || options.subgraphs.size > kMaxCases) {
      return Status::kBadOption;
    }
    p = {};
    p.count = static_cast<int32_t>(options.subgraphs.size);
    for (uint32_t i = 0; i < options.subgraphs.size; ++i) {
      p.subgraphs[i] = options.subgraphs[i];
    }
    return ask(needs);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STABLEHLO_CASE_H_
