// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RESHAPE: the same elements under another shape; moves nothing when input and
// output lie in the same place.
#ifndef MOTE_DEVICE_OPS_RESHAPE_H_
#define MOTE_DEVICE_OPS_RESHAPE_H_

#include "device/ops/op.h"

namespace mote::ops {

struct Reshape {
  static constexpr char kName[] = "RESHAPE";
  static constexpr int16_t kCode = 22;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 17;
  using Variants = ops::Variants<void>;  // any type: bytes are moved

  // The output tensor's shape is what counts; these only tell how the
  // converter came to it.
  struct Options {
    Numbers<int32_t> new_shape;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "new_shape", o.new_shape);
    }
  };
  struct Params {
    uint32_t bytes;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() < 1 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Tensor in = context.input(0);
    const Tensor out = context.output(0);
    if (bits(in.type) == 0) return context.refuse(Status::kWrongType, 0);
    if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
    if (out.elements() != in.elements()) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    p.bytes = out.bytes;
    needs.lead[0] = 0;
    needs.any_alignment = UINT32_MAX;
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    move_bytes(buffers.output<uint8_t>(0), buffers.input<uint8_t>(0), p.bytes);
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RESHAPE_H_
