// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/stated.h"

namespace mote::ops {

bool Stated::holds(const void* numbers, const int32_t* expected) const {
  Integers integers;
  integers.tensor.type = type;
  integers.tensor.data = numbers;
  for (int32_t i = 0; i < count; ++i) {
    if (integers[i] != expected[i]) return false;
  }
  return true;
}

Status read_stated(const Context& context, int i, const int32_t* expected,
                   int32_t count, Stated& stated) {
  const Integers numbers = {context.input(i)};
  const Type type = numbers.tensor.type;
  if (!contains(types(Type::kInt16, Type::kInt32, Type::kInt64), type)) {
    return context.refuse(Status::kWrongType, i);
  }
  if (numbers.size() != count) return context.refuse(Status::kWrongShape, i);
  stated = {};
  if (!numbers.tensor.constant()) {
    stated.count = count;
    stated.type = type;
    return Status::kOk;
  }
  for (int32_t k = 0; k < count; ++k) {
    if (numbers[k] != expected[k]) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
  }
  return Status::kOk;
}

Status read_stated_shape(const Context& context, int i, Stated& stated,
                         uint32_t& table) {
  const Shape shape = context.output(0).shape;
  const Status status =
      read_stated(context, i, shape.dims, shape.rank, stated);
  table = static_cast<uint32_t>(stated.count) * 4u;
  return status;
}

void fill_stated_shape(const Context& context, void* out) {
  const Shape shape = context.output(0).shape;
  copy_bytes(out, shape.dims, static_cast<uint32_t>(shape.rank) * 4u);
}

}  // namespace mote::ops
