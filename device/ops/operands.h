// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What an operator of fixed operands takes and gives, as a list to check.
#ifndef MOTE_DEVICE_OPS_OPERANDS_H_
#define MOTE_DEVICE_OPS_OPERANDS_H_

#include "device/ops/op.h"

namespace mote::ops {

struct Expected {
  int operand;       // an input or kOutput + i
  Type type;
  int64_t elements;  // -1: any
};

Status check_operands(const Context& context, const Expected* expected,
                      int count);

// kOk when the operator has these operands and no others.
template <int n>
Status check_operands(const Context& context, const Expected (&expected)[n]) {
  return check_operands(context, expected, n);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_OPERANDS_H_
