// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// PACK: the inputs side by side along a new dimension.
#ifndef MOTE_DEVICE_OPS_PACK_H_
#define MOTE_DEVICE_OPS_PACK_H_

#include "device/ops/parts.h"

namespace mote::ops {

struct Pack {
  static constexpr char kName[] = "PACK";
  static constexpr int16_t kCode = 83;
  static constexpr uint8_t kVersion = 5;
  static constexpr uint16_t kOptionsType = 59;
  using Variants = ops::Variants<void>;  // any type: bytes are moved

  struct Options {
    int32_t values_count, axis;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "values_count", o.values_count);
      v(1, "axis", o.axis);
    }
  };
  struct Params {
    EqualParts parts;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.outputs() != 1) return Status::kWrongOperands;
    const Status status = check_movable(context, 0);
    if (status != Status::kOk) return status;
    const Tensor out = context.output(0);
    const int axis = dimension(options.axis, out.shape.rank);
    if (axis < 0) return Status::kBadOption;
    if (out.shape[axis] != context.inputs()) return Status::kWrongOperands;
    for (int i = 0; i < context.inputs(); ++i) {
      if (!is_part(context.input(i), out, axis, -1)) {
        return context.refuse(Status::kWrongShape, i);
      }
    }
    p.parts = equal_parts(out, axis, context.inputs());
    needs.any_alignment = UINT32_MAX;
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    for (int32_t i = 0; i < p.parts.count; ++i) {
      p.parts.put(buffers.input<uint8_t>(i), i, buffers.output<uint8_t>(0));
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_PACK_H_
