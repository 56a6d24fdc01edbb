// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Operands that hold numbers for prepare: axes, sizes, paddings.
#ifndef MOTE_DEVICE_OPS_INTEGERS_H_
#define MOTE_DEVICE_OPS_INTEGERS_H_

#include "device/ops/op.h"

namespace mote::ops {

// Reads a constant of int16, int32 or int64.
struct Integers {
  Tensor tensor;

  int32_t size() const { return tensor.elements(); }
  int64_t operator[](int32_t i) const {
    switch (tensor.type) {
      case Type::kInt16: return tensor.value<int16_t>(i);
      case Type::kInt64: return tensor.value<int64_t>(i);
      default: return tensor.value<int32_t>(i);
    }
  }
};

// Takes operand i, which must be a constant of int32 or int64. One without
// elements counts as constant: the format can't tell.
Status read_integers(const Context& context, int i, Integers& integers);

// As above, of this many numbers.
Status read_integers(const Context& context, int i, int64_t size,
                     Integers& integers);

// The dimension that an axis of -rank..rank-1 names; -1 for any other number.
constexpr int dimension(int64_t axis, int rank) {
  return axis < -rank || axis >= rank
             ? -1 : static_cast<int>(axis < 0 ? axis + rank : axis);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_INTEGERS_H_
