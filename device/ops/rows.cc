// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/rows.h"

namespace mote::ops {

Status prepare_rows(const Context& context, int variant, Rows& rows,
                    Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  if (in.shape != out.shape || in.shape.rank < 1) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  rows = {in.shape.product(0, in.shape.rank - 1), in.shape.last()};
  needs.variant = static_cast<uint8_t>(variant);
  if (out.type == in.type) needs.lead[0] = 0;
  return Status::kOk;
}

}  // namespace mote::ops
