// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/volume.h"

namespace mote::ops {

Status check_output_shape(const Context& context) {
  const Tensor shape = context.input(0);
  const Shape out = context.output(0).shape;
  if (shape.type != Type::kInt32) {
    return context.refuse(Status::kWrongType, 0);
  }
  if (shape.shape.rank != 1 || shape.shape[0] != out.rank) {
    return context.refuse(Status::kWrongShape, 0);
  }
  for (int32_t i = 0; shape.constant() && i < out.rank; ++i) {
    if (shape.value<int32_t>(i) != out[i]) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
  }
  return Status::kOk;
}

}  // namespace mote::ops
