// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// PADV2: padding with the value of operand 2.
#ifndef MOTE_DEVICE_OPS_PAD_V2_H_
#define MOTE_DEVICE_OPS_PAD_V2_H_

#include "device/ops/pad.h"

namespace mote::ops {

struct PadV2 {
  static constexpr char kName[] = "PADV2";
  static constexpr int16_t kCode = 60;
  static constexpr uint8_t kVersion = 6;
  static constexpr uint16_t kOptionsType = 43;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  using Params = Padded::Params;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 3) return Status::kWrongOperands;
    const Tensor value = context.input(2);
    if (value.type != context.input(0).type) {
      return context.refuse(Status::kWrongType, 2);
    }
    if (value.elements() != 1) return context.refuse(Status::kWrongShape, 2);
    p.value = 0;
    return Padded::prepare(context, p, needs);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    return Padded::eval(p, buffers, buffers.input<void>(2));
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_PAD_V2_H_
