// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/integers.h"

namespace mote::ops {

Status read_integers(const Context& context, int i, Integers& integers) {
  integers.tensor = context.input(i);
  const Tensor& tensor = integers.tensor;
  if (!tensor.present()) return context.refuse(Status::kWrongOperands, i);
  if (tensor.type != Type::kInt32 && tensor.type != Type::kInt64) {
    return context.refuse(Status::kWrongType, i);
  }
  if (!tensor.constant() && tensor.elements() != 0) {
    return context.refuse(Status::kNotConstant, i);
  }
  return Status::kOk;
}

Status read_integers(const Context& context, int i, int64_t size,
                     Integers& integers) {
  const Status status = read_integers(context, i, integers);
  if (status != Status::kOk) return status;
  return integers.size() == size ? Status::kOk
                                 : context.refuse(Status::kWrongShape, i);
}

}  // namespace mote::ops
