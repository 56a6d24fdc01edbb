// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ZEROS_LIKE: zeros in the shape of the input.
#ifndef MOTE_DEVICE_OPS_ZEROS_LIKE_H_
#define MOTE_DEVICE_OPS_ZEROS_LIKE_H_

#include "device/ops/op.h"

namespace mote::ops {

struct ZerosLike {
  static constexpr char kName[] = "ZEROS_LIKE";
  static constexpr int16_t kCode = 93;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 67;
  using Variants = ops::Variants<void>;  // any type: bytes are written
  using Options = NoOptions;

  struct Params {
    uint32_t bytes;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 1 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Tensor in = context.input(0);
    const Tensor out = context.output(0);
    if (bits(in.type) == 0) return context.refuse(Status::kWrongType, 0);
    if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
    if (out.shape != in.shape) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    p.bytes = out.bytes;
    needs.lead[0] = 0;
    needs.any_alignment = 1;
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    fill_bytes(buffers.output<uint8_t>(0), 0, p.bytes);
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ZEROS_LIKE_H_
