// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// MATRIX_DIAG: square matrices of zeros with the input on their diagonals.
#ifndef MOTE_DEVICE_OPS_MATRIX_DIAG_H_
#define MOTE_DEVICE_OPS_MATRIX_DIAG_H_

#include "device/ops/matrix_set_diag.h"

namespace mote::ops {

struct MatrixDiag {
  static constexpr char kName[] = "MATRIX_DIAG";
  static constexpr int16_t kCode = 113;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 88;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  struct Params {
    Box box;
    uint32_t bytes;  // of the output
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs&) {
    if (context.inputs() != 1 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Status status = check_movable(context, 0);
    if (status != Status::kOk) return status;
    const Tensor out = context.output(0);
    p.box.clear(bits(out.type) / 8);
    p.bytes = byte_size(out.type, out.shape);
    return out.shape.rank >= 2 &&
                   out.shape.last() == out.shape[out.shape.rank - 2] &&
                   place_diagonals(context.input(0).shape, out.shape, p.box)
               ? Status::kOk : context.refuse(Status::kWrongShape, kOutput);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    fill_bytes(buffers.output<void>(0), 0, p.bytes);
    copy(p.box, buffers.input<void>(0), buffers.output<void>(0));
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_MATRIX_DIAG_H_
