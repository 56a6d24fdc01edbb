// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SPACE_TO_BATCH_ND: an image taken apart into the grids of its blocks.
#ifndef MOTE_DEVICE_OPS_SPACE_TO_BATCH_ND_H_
#define MOTE_DEVICE_OPS_SPACE_TO_BATCH_ND_H_

#include "device/ops/blocks.h"

namespace mote::ops {

struct SpaceToBatchNd {
  static constexpr char kName[] = "SPACE_TO_BATCH_ND";
  static constexpr char kReference[] = "LiteRT; TFLM pads int8 with 0";
  static constexpr int16_t kCode = 38;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 25;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  struct Params {
    Blocks blocks;
    int32_t elements;  // of the output
    int32_t zero;      // what lies around the image
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 3 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Status status = check_movable(context, 0);
    if (status != Status::kOk) return status;
    const Tensor out = context.output(0);
    p.elements = out.elements();
    p.zero = out.quantization.count == 1 ? out.quantization.zero_point() : 0;
    needs.any_alignment = ~1u;
    return make_blocks(context, context.input(0), out, p.blocks);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    if (p.elements == 0) return Status::kOk;
    const int64_t zero = p.zero;
    fill(buffers.output<void>(0), p.elements, &zero,
         static_cast<uint32_t>(p.blocks.element));
    for (int32_t i = 0; i < p.blocks.grids(); ++i) {
      Box box;
      p.blocks.place(i, box);
      copy(box, buffers.input<void>(0), buffers.output<void>(0));
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SPACE_TO_BATCH_ND_H_
