// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What the custom operators have in common. They are found by kCustomName;
// their options are a map (core/flex.h).
#ifndef MOTE_DEVICE_OPS_CUSTOM_H_
#define MOTE_DEVICE_OPS_CUSTOM_H_

#include "device/ops/op.h"

namespace mote::ops {

struct Custom {
  static constexpr int16_t kCode = 32;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 0;
  static constexpr char kReference[] = "TFLM";
};

// An operand that is checked.
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

#endif  // MOTE_DEVICE_OPS_CUSTOM_H_
