// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/lower/call.h"

#include "host/base/text.h"

namespace mote::lower {

ir::ValueId Call::in(size_t i) const {
  if (i >= operands_.size() || operands_[i] == ir::kNoValue) {
    e_.refuse(base::text("operand ", i, " is missing"),
              "save the model again: it is damaged");
  }
  return operands_[i];
}

int64_t Call::integer(size_t i) const {
  const std::vector<int64_t> all = ints(i);
  if (all.size() != 1) {
    e_.refuse(base::text("operand ", i, " has not one element"),
              "save the model again: it is damaged");
  }
  return all.front();
}

size_t Call::axis(int64_t axis, int64_t rank) const {
  if (axis < -rank || axis >= rank) {
    e_.refuse(base::text("dimension ", axis, " of an array of ", rank,
                         " dimensions"),
              "save the model again: it is damaged");
  }
  return static_cast<size_t>(axis < 0 ? axis + rank : axis);
}

}  // namespace mote::lower
