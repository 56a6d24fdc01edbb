// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SPACE_TO_DEPTH: blocks of pixels as the channels of one.
#ifndef MOTE_DEVICE_OPS_SPACE_TO_DEPTH_H_
#define MOTE_DEVICE_OPS_SPACE_TO_DEPTH_H_

#include "device/ops/depth_to_space.h"

namespace mote::ops {

struct SpaceToDepth : Move<SpaceToDepth> {
  static constexpr char kName[] = "SPACE_TO_DEPTH";
  static constexpr int16_t kCode = 26;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 19;
  static constexpr int kInputs = 1;
  using Options = BlockSizeOptions;

  static Status place(const Context& context, const Options& options,
                      Box& box) {
    const Shape in = context.input(0).shape;
    const Shape out = context.output(0).shape;
    if (in.rank != 4) return context.refuse(Status::kWrongShape, 0);
    if (!are_blocks(in, out, options.block_size)) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    if (in.elements() == 0) {
      box.add(0, 0, 0);
      return Status::kOk;
    }
    const int32_t b = options.block_size;
    const int32_t pixel = stride(in, 2, box.element);
    const int32_t row = stride(in, 1, box.element);
    const int32_t deep = stride(out, 2, box.element);
    box.add(out[0] * out[1], row * b, stride(out, 1, box.element));
    box.add(out[2], pixel * b, deep);
    box.add(b, row, b * pixel);
    box.add(b, pixel, pixel);
    box.add(in[3], box.element, box.element);
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SPACE_TO_DEPTH_H_
