// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// BROADCAST_ARGS: the shape to which two shapes broadcast.
#ifndef MOTE_DEVICE_OPS_BROADCAST_ARGS_H_
#define MOTE_DEVICE_OPS_BROADCAST_ARGS_H_

#include "device/ops/op.h"

namespace mote::ops {

struct BroadcastArgs {
  static constexpr char kName[] = "BROADCAST_ARGS";
  static constexpr int16_t kCode = 145;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 0;
  using Variants = ops::Variants<int32_t, int64_t>;
  using Options = NoOptions;
  struct Params {
    int32_t counts[2];  // dimensions of each shape
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 2 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Tensor out = context.output(0);
    const int variant = find_variant(Variants(), out.type);
    if (variant < 0) return context.refuse(Status::kWrongType, kOutput);
    for (int i = 0; i < 2; ++i) {
      const Tensor in = context.input(i);
      if (in.type != out.type) return context.refuse(Status::kWrongType, i);
      if (in.shape.rank != 1) return context.refuse(Status::kWrongShape, i);
      p.counts[i] = in.shape[0];
    }
    needs.variant = static_cast<uint8_t>(variant);
    return out.shape.rank == 1 && out.shape[0] == max(p.counts[0], p.counts[1])
               ? Status::kOk : context.refuse(Status::kWrongShape, kOutput);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const int32_t count = max(p.counts[0], p.counts[1]);
    X* out = buffers.template output<X>(0);
    for (int32_t d = 0; d < count; ++d) {
      X size = 1;
      for (int i = 0; i < 2; ++i) {
        const int32_t at = d - (count - p.counts[i]);
        const X own = at < 0 ? X(1) : buffers.template input<X>(i)[at];
        if (size != 1 && own != 1 && own != size) return Status::kBadData;
        if (size == 1) size = own;
      }
      out[d] = size;
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BROADCAST_ARGS_H_
