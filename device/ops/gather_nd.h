// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// GATHER_ND: the slices at the coordinates in the last dimension of the
// indices.
#ifndef MOTE_DEVICE_OPS_GATHER_ND_H_
#define MOTE_DEVICE_OPS_GATHER_ND_H_

#include "device/ops/coordinates.h"

namespace mote::ops {

struct GatherNd {
  static constexpr char kName[] = "GATHER_ND";
  static constexpr int16_t kCode = 107;
  static constexpr uint8_t kVersion = 6;
  static constexpr uint16_t kOptionsType = 83;
  // By the type of the indices; elements of any type are moved.
  using Variants = ops::Variants<int32_t, int64_t, int16_t>;
  using Options = NoOptions;
  struct Params {
    Coordinates coordinates;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 2 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Status status = check_movable(context, 0);
    if (status != Status::kOk) return status;
    const Tensor in = context.input(0);
    const Tensor indices = context.input(1);
    const int variant = find_variant(Variants(), indices.type);
    if (variant < 0) return context.refuse(Status::kWrongType, 1);
    needs.variant = static_cast<uint8_t>(variant);
    needs.any_alignment = 1u;
    if (!make_coordinates(in, indices.shape, p.coordinates)) {
      return context.refuse(Status::kWrongShape, 1);
    }
    return are_slices(context.output(0).shape, in.shape, indices.shape)
               ? Status::kOk : context.refuse(Status::kWrongShape, kOutput);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const Coordinates& c = p.coordinates;
    const X* indices = buffers.template input<X>(1);
    uint8_t* to = buffers.template output<uint8_t>(0);
    for (int32_t i = 0; i < c.count; ++i, to += c.slice) {
      int32_t slice = 0;
      if (!c.find(indices + i * c.depth, slice)) return Status::kBadData;
      copy_bytes(to, buffers.template input<uint8_t>(0) + slice * c.slice,
                 static_cast<uint32_t>(c.slice));
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_GATHER_ND_H_
