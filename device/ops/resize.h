// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators that give an image [n, h, w, c] another height and
// width, which are operand 1.
#ifndef MOTE_DEVICE_OPS_RESIZE_H_
#define MOTE_DEVICE_OPS_RESIZE_H_

#include "device/ops/move.h"
#include "device/ops/stated.h"

namespace mote::ops {

struct ResizeParams {
  int32_t batches, channels;
  int32_t in[2], out[2];       // height, width
  Stated size;
  uint8_t align_corners;       // the corners' centers meet
  uint8_t half_pixel_centers;  // a pixel's center is half a pixel from its edge

  bool align(int axis) const { return align_corners != 0 && out[axis] > 1; }
  // Pixels of the input to one of the output.
  float scale(int axis) const {
    return align(axis) ? static_cast<float>(in[axis] - 1) /
                             static_cast<float>(out[axis] - 1)
                       : static_cast<float>(in[axis]) /
                             static_cast<float>(out[axis]);
  }
};

// Makes every check but that of the input's type.
Status prepare_resize(const Context& context, bool align_corners,
                      bool half_pixel_centers, ResizeParams& p, Needs& needs);

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RESIZE_H_
