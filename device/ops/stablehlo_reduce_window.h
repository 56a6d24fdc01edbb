// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// STABLEHLO_REDUCE_WINDOW: the elements under each window made one by a
// subgraph, from operand 1 on.
#ifndef MOTE_DEVICE_OPS_STABLEHLO_REDUCE_WINDOW_H_
#define MOTE_DEVICE_OPS_STABLEHLO_REDUCE_WINDOW_H_

#include "device/ops/window_reduction.h"

namespace mote::ops {

struct StablehloReduceWindow : WindowReduction {
  static constexpr char kName[] = "STABLEHLO_REDUCE_WINDOW";
  static constexpr int16_t kCode = 198;
  static constexpr uint16_t kOptionsType = 269;

  struct Options {
    Numbers<int64_t> window_dimensions, window_strides, base_dilations,
        window_dilations, padding;
    int32_t body;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "window_dimensions", o.window_dimensions);
      v(1, "window_strides", o.window_strides);
      v(2, "base_dilations", o.base_dilations);
      v(3, "window_dilations", o.window_dilations);
      v(4, "padding", o.padding);
      v(5, "body_subgraph_index", o.body);
    }
  };

  static Status call(const CallSite& site);
  static constexpr CallFn kCall = &call;
  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
};

inline Status StablehloReduceWindow::call(const CallSite& site) {
  return call_with_body(site, kOps<List<StablehloReduceWindow>>[0].eval);
}

inline Status StablehloReduceWindow::prepare(const Context& context,
                                             const Options& options, Params& p,
                                             Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const uint32_t rank =
      static_cast<uint32_t>(context.input(kX).shape.rank);
  const Numbers<int64_t> each[] = {
      options.window_dimensions, options.window_strides,
      options.base_dilations, options.window_dilations};
  for (const Numbers<int64_t>& numbers : each) {
    if (numbers.size != 0 && numbers.size != rank) return Status::kBadOption;
  }
  if (options.padding.size != 0 && options.padding.size != 2 * rank) {
    return Status::kBadOption;
  }
  p = {};
  p.body.subgraph = options.body;
  WindowSteps axes[kMaxRank];
  for (uint32_t d = 0; d < rank; ++d) {
    const auto at = [d](const Numbers<int64_t>& numbers) {
      return numbers.size == 0 ? 1 : numbers[d];
    };
    axes[d] = {at(each[0]), at(each[1]), at(each[3]), at(each[2]), 0, 0};
    if (options.padding.size == 0) continue;
    axes[d].low = options.padding[2 * d];
    axes[d].high = options.padding[2 * d + 1];
  }
  return prepare_windows(context, axes, p, needs);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STABLEHLO_REDUCE_WINDOW_H_
