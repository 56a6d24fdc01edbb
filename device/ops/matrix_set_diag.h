// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// MATRIX_SET_DIAG: the last two dimensions with another diagonal.
#ifndef MOTE_DEVICE_OPS_MATRIX_SET_DIAG_H_
#define MOTE_DEVICE_OPS_MATRIX_SET_DIAG_H_

#include "device/ops/move.h"

namespace mote::ops {

// Places diagonals [..., n] in matrices [..., rows, columns], n the smaller of
// the two; false when the shapes are not such.
inline bool place_diagonals(const Shape& diagonals, const Shape& matrices,
                            Box& box) {
  const int batch = diagonals.rank - 1;
  if (batch < 0 || matrices.rank != batch + 2) return false;
  const int32_t rows = matrices[batch], columns = matrices[batch + 1];
  bool fits = diagonals[batch] == min(rows, columns);
  for (int d = 0; d < batch; ++d) fits = fits && diagonals[d] == matrices[d];
  if (!fits) return false;
  const int32_t element = box.element;
  if (batch > 0) {
    box.add(diagonals.product(0, batch), diagonals[batch] * element,
            rows * columns * element);
  }
  box.add(diagonals[batch], element, (columns + 1) * element);
  return true;
}

struct MatrixSetDiag {
  static constexpr char kName[] = "MATRIX_SET_DIAG";
  static constexpr int16_t kCode = 115;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 90;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  struct Params {
    Box box;
    uint32_t bytes;  // of the output
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 2 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Status status = check_movable(context, 0);
    if (status != Status::kOk) return status;
    const Tensor in = context.input(0);
    const Tensor diagonals = context.input(1);
    if (context.output(0).shape != in.shape) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    if (diagonals.type != in.type) return context.refuse(Status::kWrongType, 1);
    p.box.clear(bits(in.type) / 8);
    p.bytes = byte_size(in.type, in.shape);
    needs.lead[0] = 0;
    needs.any_alignment = 1u;
    return place_diagonals(diagonals.shape, in.shape, p.box)
               ? Status::kOk : context.refuse(Status::kWrongShape, 1);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    move_bytes(buffers.output<void>(0), buffers.input<void>(0), p.bytes);
    copy(p.box, buffers.input<void>(1), buffers.output<void>(0));
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_MATRIX_SET_DIAG_H_
