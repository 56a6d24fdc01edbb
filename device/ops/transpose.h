// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// TRANSPOSE: output dimension i is input dimension permutation[i].
#ifndef MOTE_DEVICE_OPS_TRANSPOSE_H_
#define MOTE_DEVICE_OPS_TRANSPOSE_H_

#include "device/ops/move.h"

namespace mote::ops {

struct Transpose : Move<Transpose> {
  static constexpr char kName[] = "TRANSPOSE";
  static constexpr int16_t kCode = 39;
  static constexpr uint8_t kVersion = 9;
  static constexpr uint16_t kOptionsType = 26;
  static constexpr int kInputs = 2;
  using Options = NoOptions;

  static Status place(const Context& context, const Options&, Box& box) {
    const Shape in = context.input(0).shape;
    const Shape out = context.output(0).shape;
    Integers permutation;
    const Status status = read_integers(context, 1, in.rank, permutation);
    if (status != Status::kOk) return status;
    if (out.rank != in.rank) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    uint32_t seen = 0;
    for (int i = 0; i < in.rank; ++i) {
      const int dim = dimension(permutation[i], in.rank);
      if (dim < 0 || (seen >> dim & 1) != 0) {
        return context.refuse(Status::kWrongShape, 1);
      }
      seen |= 1u << dim;
      if (out[i] != in[dim]) {
        return context.refuse(Status::kWrongShape, kOutput);
      }
      box.add(out[i], stride(in, dim, box.element),
              stride(out, i, box.element));
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_TRANSPOSE_H_
