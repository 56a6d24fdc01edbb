// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/arg_extremum.h"

namespace mote::ops {

Status prepare_arg_extremum(const Context& context, ArgExtremumParams& p) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Shape in = context.input(0).shape;
  const Tensor out = context.output(0);
  Integers number;
  const Status status = read_integers(context, 1, 1, number);
  if (status != Status::kOk) return status;
  const int axis = dimension(number[0], in.rank);
  if (axis < 0) return context.refuse(Status::kBadOption, 1);
  if (out.type != Type::kInt32 && out.type != Type::kInt64) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  bool fits = out.shape.rank == in.rank - 1;
  for (int d = 0; fits && d < out.shape.rank; ++d) {
    fits = out.shape[d] == in[d < axis ? d : d + 1];
  }
  if (!fits) return context.refuse(Status::kWrongShape, kOutput);
  p.outer = out.elements() == 0 ? 0 : in.product(0, axis);
  p.count = in[axis];
  p.inner = in.product(axis + 1, in.rank);
  p.wide = out.type == Type::kInt64;
  // Among nothing there is no first.
  return p.count == 0 && out.elements() > 0
             ? context.refuse(Status::kWrongShape, 0) : Status::kOk;
}

}  // namespace mote::ops
