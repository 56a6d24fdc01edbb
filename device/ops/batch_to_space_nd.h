// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// BATCH_TO_SPACE_ND: grids of pixels put together to an image, cropped.
#ifndef MOTE_DEVICE_OPS_BATCH_TO_SPACE_ND_H_
#define MOTE_DEVICE_OPS_BATCH_TO_SPACE_ND_H_

#include "device/ops/blocks.h"

namespace mote::ops {

struct BatchToSpaceNd {
  static constexpr char kName[] = "BATCH_TO_SPACE_ND";
  static constexpr int16_t kCode = 37;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 24;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  struct Params {
    Blocks blocks;
    int32_t elements;  // of the output
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
    needs.any_alignment = ~1u;
    return make_blocks(context, out, context.input(0), p.blocks);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    if (p.elements == 0) return Status::kOk;
    for (int32_t i = 0; i < p.blocks.grids(); ++i) {
      Box box;
      p.blocks.place(i, box);
      copy(box.turned(), buffers.input<void>(0), buffers.output<void>(0));
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BATCH_TO_SPACE_ND_H_
