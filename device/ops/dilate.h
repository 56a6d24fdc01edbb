// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// DILATE: the input's elements as far apart as operand 1 says for each
// dimension, with operand 2 in between.
#ifndef MOTE_DEVICE_OPS_DILATE_H_
#define MOTE_DEVICE_OPS_DILATE_H_

#include "device/ops/spread.h"

namespace mote::ops {

struct Dilate {
  static constexpr char kName[] = "DILATE";
  static constexpr int16_t kCode = 203;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 274;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  using Params = Padded::Params;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    Status status = begin_spread(context, 1, 2, p, needs);
    if (status != Status::kOk) return status;
    const int rank = context.input(0).shape.rank;
    Integers steps;
    status = read_integers(context, 1, rank, steps);
    for (int d = 0; d < rank && status == Status::kOk; ++d) {
      const int64_t step = steps[d];
      if (step < 1) return context.refuse(Status::kBadOption, 1);
      status = add_spread(context, d, {0, step - 1, 0}, p);
    }
    return status;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    return Padded::eval(p, buffers, buffers.input<void>(2));
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_DILATE_H_
