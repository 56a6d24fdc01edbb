// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/resize.h"

namespace mote::ops {

Status prepare_resize(const Context& context, bool align_corners,
                      bool half_pixel_centers, ResizeParams& p, Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  if (in.shape.rank != 4) return context.refuse(Status::kWrongShape, 0);
  if (out.shape.rank != 4 || out.shape[0] != in.shape[0] ||
      out.shape[3] != in.shape[3]) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p.align_corners = align_corners;
  p.half_pixel_centers = half_pixel_centers;
  p.batches = out.elements() == 0 ? 0 : out.shape[0];
  p.channels = out.shape[3];
  for (int axis = 0; axis < 2; ++axis) {
    p.in[axis] = in.shape[1 + axis];
    p.out[axis] = out.shape[1 + axis];
    // Fixed-point coordinates and products of weights have 32 bits.
    if (p.in[axis] < 1 || p.in[axis] > INT16_MAX) {
      return context.refuse(Status::kWrongShape, 0);
    }
    if (p.out[axis] > INT16_MAX) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
  }
  needs.any_alignment = ~3u;
  return read_stated(context, 1, p.out, 2, p.size);
}

}  // namespace mote::ops
