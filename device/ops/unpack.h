// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// UNPACK: an output for each index of a dimension, without it.
#ifndef MOTE_DEVICE_OPS_UNPACK_H_
#define MOTE_DEVICE_OPS_UNPACK_H_

#include "device/ops/parts.h"

namespace mote::ops {

struct Unpack : TakenApart<0> {
  static constexpr char kName[] = "UNPACK";
  static constexpr int16_t kCode = 88;
  static constexpr uint8_t kVersion = 6;
  static constexpr uint16_t kOptionsType = 64;

  struct Options {
    int32_t num, axis;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "num", o.num);
      v(1, "axis", o.axis);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.inputs() != 1) return Status::kWrongOperands;
    const Status status = check_movable(context, 0);
    if (status != Status::kOk) return status;
    const Tensor in = context.input(0);
    const int axis = dimension(options.axis, in.shape.rank);
    if (axis < 0) return Status::kBadOption;
    if (in.shape[axis] != context.outputs()) return Status::kWrongOperands;
    p.parts = equal_parts(in, axis, context.outputs());
    needs.any_alignment = UINT32_MAX;
    return check_outputs(context, in, axis, -1);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_UNPACK_H_
