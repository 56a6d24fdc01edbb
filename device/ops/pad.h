// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// PAD and PADV2: the input in the middle of a constant.
#ifndef MOTE_DEVICE_OPS_PAD_H_
#define MOTE_DEVICE_OPS_PAD_H_

#include "device/ops/move.h"

namespace mote::ops {

// The family of paddings; paddings are operand 1, [rank, 2].
struct Padded {
  struct Params {
    Box box;
    int32_t elements;  // of the output
    int32_t value;     // PAD: zero, or the zero point of a quantized output
  };

  static Status prepare(const Context& context, Params& p, Needs& needs);
  // value: one element.
  static Status eval(const Params& p, const Buffers& buffers,
                     const void* value) {
    fill(buffers.output<void>(0), p.elements, value, p.box.element);
    copy(p.box, buffers.input<void>(0), buffers.output<void>(0));
    return Status::kOk;
  }
};

// Reads paddings[rank, 2] and checks that they are not negative and lead from
// shape in to shape out.
Status read_paddings(const Context& context, int i, const Shape& in,
                     const Shape& out, Integers& paddings);

struct Pad {
  static constexpr char kName[] = "PAD";
  static constexpr int16_t kCode = 34;
  static constexpr uint8_t kVersion = 6;
  static constexpr uint16_t kOptionsType = 22;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  using Params = Padded::Params;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 2) return Status::kWrongOperands;
    const Status status = Padded::prepare(context, p, needs);
    if (status != Status::kOk) return status;
    const Tensor out = context.output(0);
    p.value = out.quantization.count == 1 ? out.quantization.zero_point() : 0;
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    // The value's low bytes come first; 8 bytes have no quantization.
    const int64_t value = p.value;
    return Padded::eval(p, buffers, &value);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_PAD_H_
