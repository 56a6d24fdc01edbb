// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators that leave the bytes as they are and give them
// another shape or type; nothing moves when the output lies over the input.
#ifndef MOTE_DEVICE_OPS_SAME_BYTES_H_
#define MOTE_DEVICE_OPS_SAME_BYTES_H_

#include "device/ops/op.h"

namespace mote::ops {

// Op gives name, code, version and options, the highest number of inputs, and
// a check that the output's type and shape come from the operands; that both
// have as many bytes is checked before:
//   static constexpr int kInputs;
//   static Status check(const Context&, const Options&);
template <class Op>
struct SameBytes {
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  struct Params {
    uint32_t bytes;
  };

  template <class Options>
  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.inputs() < 1 || context.inputs() > Op::kInputs ||
        context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Tensor in = context.input(0);
    const Tensor out = context.output(0);
    if (bits(in.type) == 0) return context.refuse(Status::kWrongType, 0);
    if (bits(out.type) == 0) return context.refuse(Status::kWrongType, kOutput);
    if (out.bytes != in.bytes) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    p.bytes = out.bytes;
    needs.lead[0] = 0;
    needs.any_alignment = UINT32_MAX;
    return Op::check(context, options);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    move_bytes(buffers.output<uint8_t>(0), buffers.input<uint8_t>(0), p.bytes);
    return Status::kOk;
  }
};

// Checks that the output has the input's type and as many elements.
inline Status check_same_elements(const Context& context) {
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  return out.elements() == in.elements()
             ? Status::kOk : context.refuse(Status::kWrongShape, kOutput);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SAME_BYTES_H_
