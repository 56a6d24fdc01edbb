// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SHAPE: the input's dimensions.
#ifndef MOTE_DEVICE_OPS_SHAPE_H_
#define MOTE_DEVICE_OPS_SHAPE_H_

#include "device/ops/op.h"

namespace mote::ops {

struct ShapeOf {
  static constexpr char kName[] = "SHAPE";
  static constexpr int16_t kCode = 77;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 55;
  using Variants = ops::Variants<int32_t, int64_t>;

  struct Options {
    Type out_type;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "out_type", o.out_type);
    }
  };
  struct Params {
    int32_t rank;
    int32_t dims[kMaxRank];
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 1 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Tensor in = context.input(0);
    const Tensor out = context.output(0);
    if (!in.present()) return context.refuse(Status::kWrongOperands, 0);
    const int variant = find_variant(Variants(), out.type);
    if (variant < 0) return context.refuse(Status::kWrongType, kOutput);
    if (out.shape.rank != 1 || out.shape[0] != in.shape.rank) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    p.rank = in.shape.rank;
    for (int d = 0; d < p.rank; ++d) p.dims[d] = in.shape[d];
    needs.variant = static_cast<uint8_t>(variant);
    needs.any_alignment = UINT32_MAX;
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    X* out = buffers.template output<X>(0);
    for (int32_t d = 0; d < p.rank; ++d) out[d] = p.dims[d];
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SHAPE_H_
