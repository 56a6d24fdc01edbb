// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// DEPTH_TO_SPACE: the channels of a pixel as a block of pixels.
#ifndef MOTE_DEVICE_OPS_DEPTH_TO_SPACE_H_
#define MOTE_DEVICE_OPS_DEPTH_TO_SPACE_H_

#include "device/ops/move.h"

namespace mote::ops {

struct BlockSizeOptions {
  int32_t block_size;

  template <class V>
  static void fields(BlockSizeOptions& o, V& v) {
    v(0, "block_size", o.block_size);
  }
};

// Whether `deep` [n, h, w, b * b * c] holds the blocks of `wide`
// [n, h * b, w * b, c].
inline bool are_blocks(const Shape& wide, const Shape& deep, int64_t b) {
  if (b < 1 || b > INT16_MAX || wide.rank != 4 || deep.rank != 4) return false;
  return wide[0] == deep[0] && wide[1] == deep[1] * b &&
         wide[2] == deep[2] * b && wide[3] * b * b == deep[3];
}

struct DepthToSpace : Move<DepthToSpace> {
  static constexpr char kName[] = "DEPTH_TO_SPACE";
  static constexpr int16_t kCode = 5;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 94;
  static constexpr int kInputs = 1;
  using Options = BlockSizeOptions;

  static Status place(const Context& context, const Options& options,
                      Box& box) {
    const Shape in = context.input(0).shape;
    const Shape out = context.output(0).shape;
    if (in.rank != 4) return context.refuse(Status::kWrongShape, 0);
    if (!are_blocks(out, in, options.block_size)) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    if (in.elements() == 0) {
      box.add(0, 0, 0);
      return Status::kOk;
    }
    const int32_t b = options.block_size;
    const int32_t deep = stride(in, 2, box.element);
    const int32_t pixel = stride(out, 2, box.element);
    const int32_t row = stride(out, 1, box.element);
    box.add(in[0] * in[1], stride(in, 1, box.element), row * b);
    box.add(b, b * pixel, row);
    box.add(in[2], deep, pixel * b);
    box.add(b, pixel, pixel);
    box.add(out[3], box.element, box.element);
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_DEPTH_TO_SPACE_H_
