// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// EXPAND_DIMS: one more dimension, of 1.
#ifndef MOTE_DEVICE_OPS_EXPAND_DIMS_H_
#define MOTE_DEVICE_OPS_EXPAND_DIMS_H_

#include "device/ops/integers.h"
#include "device/ops/same_bytes.h"

namespace mote::ops {

struct ExpandDims : SameBytes<ExpandDims> {
  static constexpr char kName[] = "EXPAND_DIMS";
  static constexpr int16_t kCode = 70;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 52;
  static constexpr int kInputs = 2;
  using Options = NoOptions;

  static Status check(const Context& context, const Options&) {
    const Shape in = context.input(0).shape;
    const Shape out = context.output(0).shape;
    Integers number;
    const Status status = read_integers(context, 1, 1, number);
    if (status != Status::kOk) return status;
    const int axis = dimension(number[0], in.rank + 1);
    if (axis < 0) return context.refuse(Status::kBadOption, 1);
    bool fits = out.rank == in.rank + 1;
    for (int d = 0; fits && d < out.rank; ++d) {
      fits = out[d] == (d == axis ? 1 : in[d < axis ? d : d - 1]);
    }
    if (!fits) return context.refuse(Status::kWrongShape, kOutput);
    return check_same_elements(context);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_EXPAND_DIMS_H_
