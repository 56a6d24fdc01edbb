// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RANK: how many dimensions the input has.
#ifndef MOTE_DEVICE_OPS_RANK_H_
#define MOTE_DEVICE_OPS_RANK_H_

#include "device/ops/op.h"

namespace mote::ops {

struct Rank {
  static constexpr char kName[] = "RANK";
  static constexpr int16_t kCode = 110;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 86;
  using Variants = ops::Variants<int32_t>;
  using Options = NoOptions;
  struct Params {
    int32_t rank;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 1 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Tensor in = context.input(0);
    const Tensor out = context.output(0);
    if (!in.present()) return context.refuse(Status::kWrongOperands, 0);
    if (out.type != Type::kInt32) {
      return context.refuse(Status::kWrongType, kOutput);
    }
    if (out.elements() != 1) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    p.rank = in.shape.rank;
    needs.any_alignment = UINT32_MAX;
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    *buffers.template output<X>(0) = p.rank;
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RANK_H_
