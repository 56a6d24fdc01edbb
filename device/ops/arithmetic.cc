// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/arithmetic.h"

namespace mote::ops {

Status prepare_quantized_pair(const Context& context, Activation activation,
                              QuantizedPair& pair) {
  const Tensor operands[] = {context.input(0), context.input(1),
                             context.output(0)};
  const Range range = type_range(operands[0].type);
  for (int i = 0; i < 3; ++i) {
    const Quantization& q = operands[i].quantization;
    if (q.count != 1 || q.zero_point() < range.lo ||
        q.zero_point() > range.hi) {
      return context.refuse(Status::kBadQuantization, i < 2 ? i : kOutput);
    }
  }
  pair.zero[0] = operands[0].quantization.zero_point();
  pair.zero[1] = operands[1].quantization.zero_point();
  const Quantization& out = operands[2].quantization;
  pair.out_zero = out.zero_point();
  pair.range = activation_range(activation, out.scale(), pair.out_zero,
                                range.lo, range.hi);
  return Status::kOk;
}

}  // namespace mote::ops
