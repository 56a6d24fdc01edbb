// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// REVERSE_V2: the input back to front along some axes.
#ifndef MOTE_DEVICE_OPS_REVERSE_V2_H_
#define MOTE_DEVICE_OPS_REVERSE_V2_H_

#include "device/ops/move.h"

namespace mote::ops {

struct ReverseV2 : Move<ReverseV2> {
  static constexpr char kName[] = "REVERSE_V2";
  static constexpr int16_t kCode = 105;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 81;
  static constexpr int kInputs = 2;
  using Options = NoOptions;

  static Status place(const Context& context, const Options&, Box& box) {
    const Shape in = context.input(0).shape;
    if (context.output(0).shape != in) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    Integers axes;
    const Status status = read_integers(context, 1, axes);
    if (status != Status::kOk) return status;
    uint32_t reversed = 0;
    for (int32_t i = 0; i < axes.size(); ++i) {
      const int dim = dimension(axes[i], in.rank);
      if (dim < 0) return context.refuse(Status::kBadOption, 1);
      reversed |= 1u << dim;
    }
    for (int d = 0; d < in.rank; ++d) {
      const int32_t step = stride(in, d, box.element);
      const bool back = (reversed >> d & 1) != 0 && in[d] > 0;
      if (back) box.from_start += (in[d] - 1) * step;
      box.add(in[d], back ? -step : step, step);
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REVERSE_V2_H_
