// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/custom.h"

namespace mote::ops {

Status check_operands(const Context& context, const Expected* expected,
                      int count) {
  int outputs = 0;
  for (int i = 0; i < count; ++i) {
    if (expected[i].operand >= kOutput) ++outputs;
  }
  if (context.inputs() != count - outputs || context.outputs() != outputs) {
    return Status::kWrongOperands;
  }
  for (int i = 0; i < count; ++i) {
    const Expected& e = expected[i];
    const Tensor tensor = e.operand < kOutput
                              ? context.input(e.operand)
                              : context.output(e.operand - kOutput);
    if (tensor.type != e.type) {
      return context.refuse(Status::kWrongType, e.operand);
    }
    if (e.elements >= 0 && tensor.elements() != e.elements) {
      return context.refuse(Status::kWrongShape, e.operand);
    }
  }
  return Status::kOk;
}

}  // namespace mote::ops
