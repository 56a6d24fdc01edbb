// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/select.h"

namespace mote::ops {

Status prepare_selection(const Context& context, Needs& needs) {
  if (context.inputs() != 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Type type = context.output(0).type;
  if (context.input(0).type != Type::kBool) {
    return context.refuse(Status::kWrongType, 0);
  }
  for (int i = 1; i < 3; ++i) {
    if (context.input(i).type != type) {
      return context.refuse(Status::kWrongType, i);
    }
  }
  switch (bits(type)) {
    case 8: needs.variant = 0; break;
    case 16: needs.variant = 1; break;
    case 32: needs.variant = 2; break;
    case 64: needs.variant = 3; break;
    default: return context.refuse(Status::kWrongType, kOutput);
  }
  return Status::kOk;
}

void allow_selection_overlap(const Context& context, const Broadcast& b,
                             Needs& needs) {
  if (b.repeats[0] == 0 && bits(context.output(0).type) == 8) needs.lead[0] = 0;
  if (b.repeats[1] == 0) needs.lead[1] = 0;
}

Status Select::shape(const Context& context, Broadcast& b) {
  const Shape condition = context.input(0).shape;
  const Shape x = context.input(1).shape;
  if (context.input(2).shape != x) {
    return context.refuse(Status::kWrongShape, 2);
  }
  if (condition.rank == 1 && x.rank > 1) {
    if (condition[0] != x[0]) return context.refuse(Status::kWrongShape, 0);
    if (context.output(0).shape != x) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    b = {};
    b.dims[0] = x[0];
    b.dims[1] = x.product(1, x.rank);
    b.rank = 2;
    b.repeats[0] = 1 << 1;
    return Status::kOk;
  }
  if (condition.rank != 0 && condition != x) {
    return context.refuse(Status::kWrongShape, 0);
  }
  return make_broadcast(context, 0, 3, b);
}

}  // namespace mote::ops
