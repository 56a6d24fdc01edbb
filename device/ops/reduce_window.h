// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// REDUCE_WINDOW: the elements under each window made one, from operand 1 on.
// Operands 2 to 4 are the window's size, its step and the distance of its
// elements, by dimension.
#ifndef MOTE_DEVICE_OPS_REDUCE_WINDOW_H_
#define MOTE_DEVICE_OPS_REDUCE_WINDOW_H_

#include "device/ops/integers.h"
#include "device/ops/window_reduction.h"

namespace mote::ops {

struct ReduceWindow : WindowReduction {
  static constexpr char kName[] = "REDUCE_WINDOW";
  static constexpr int16_t kCode = 205;
  static constexpr uint16_t kOptionsType = 276;
  enum More { kSize = 2, kStep, kDistance, kInputs };

  struct Options {
    int32_t function;  // a Merge

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "reduce_function", o.function);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
};

inline Status ReduceWindow::prepare(const Context& context,
                                    const Options& options, Params& p,
                                    Needs& needs) {
  if (context.inputs() != kInputs || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  if (options.function < static_cast<int32_t>(Merge::kAdd) ||
      options.function > static_cast<int32_t>(Merge::kAny)) {
    return Status::kBadOption;
  }
  p = {};
  p.body.merge = static_cast<Merge>(options.function);
  const int rank = context.input(kX).shape.rank;
  WindowSteps axes[kMaxRank];
  for (int i = kSize; i <= kDistance; ++i) {
    Integers numbers;
    const Status status = read_integers(context, i, rank, numbers);
    if (status != Status::kOk) return status;
    for (int d = 0; d < rank; ++d) {
      const int64_t n = numbers[d];
      if (n < 1 || n > INT32_MAX) return context.refuse(Status::kBadOption, i);
      if (i == kSize) axes[d].size = n;
      if (i == kStep) axes[d].step = n;
      if (i == kDistance) axes[d].distance = n;
    }
  }
  return prepare_windows(context, axes, p, needs);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REDUCE_WINDOW_H_
