// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/segments.h"

namespace mote::ops {

Status prepare_segments(const Context& context, SegmentsParams& p) {
  const Tensor in = context.input(0);
  const Tensor names = context.input(1);
  const Tensor out = context.output(0);
  if (names.type != Type::kInt32) return context.refuse(Status::kWrongType, 1);
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  const int depth = names.shape.rank;
  bool fits = depth <= in.shape.rank;
  for (int d = 0; fits && d < depth; ++d) {
    fits = names.shape[d] == in.shape[d];
  }
  if (!fits) return context.refuse(Status::kWrongShape, 1);
  fits = out.shape.rank == in.shape.rank - depth + 1;
  for (int d = depth; fits && d < in.shape.rank; ++d) {
    fits = out.shape[d - depth + 1] == in.shape[d];
  }
  if (!fits) return context.refuse(Status::kWrongShape, kOutput);
  p = {};
  p.slices = names.elements();
  p.segments = out.shape[0];
  p.slice = in.shape.product(depth, in.shape.rank);
  return Status::kOk;
}

}  // namespace mote::ops
