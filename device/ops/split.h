// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SPLIT: equal parts along an axis, which is operand 0.
#ifndef MOTE_DEVICE_OPS_SPLIT_H_
#define MOTE_DEVICE_OPS_SPLIT_H_

#include "device/ops/parts.h"

namespace mote::ops {

struct Split : TakenApart<1> {
  static constexpr char kName[] = "SPLIT";
  static constexpr int16_t kCode = 49;
  static constexpr uint8_t kVersion = 5;
  static constexpr uint16_t kOptionsType = 35;

  struct Options {
    int32_t num_splits;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "num_splits", o.num_splits);
    }
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 2) return Status::kWrongOperands;
    Integers number;
    Status status = read_integers(context, 0, 1, number);
    if (status == Status::kOk) status = check_movable(context, 1);
    if (status != Status::kOk) return status;
    const Tensor in = context.input(1);
    const int axis = dimension(number[0], in.shape.rank);
    if (axis < 0) return context.refuse(Status::kBadOption, 0);
    const int32_t count = context.outputs();
    if (in.shape[axis] % count != 0) {
      return context.refuse(Status::kWrongShape, 1);
    }
    p.parts = equal_parts(in, axis, count);
    needs.any_alignment = UINT32_MAX;
    return check_outputs(context, in, axis, in.shape[axis] / count);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SPLIT_H_
