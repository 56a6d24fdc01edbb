// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/unary.h"

namespace mote::ops {

Status prepare_unary(const Context& context, int variant, Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  if (out.shape != in.shape) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  needs.variant = static_cast<uint8_t>(variant);
  needs.lead[0] = 0;
  return Status::kOk;
}

}  // namespace mote::ops
