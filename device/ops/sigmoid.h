// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What LOGISTIC and TANH share: 16-bit elements take one fixed table, floats
// the function, bytes a table of it.
#ifndef MOTE_DEVICE_OPS_SIGMOID_H_
#define MOTE_DEVICE_OPS_SIGMOID_H_

#include "device/core/sigmoid16.h"
#include "device/ops/unary.h"

namespace mote::ops {

// Op gives
//   static bool input16(float scale, Sigmoid16Input&);
// and the formulas of a RealUnary and of 16-bit elements.
template <class Op>
struct Sigmoid : RealUnary<Op> {
  static constexpr bool kTable16 = false;
  using Rule = Sigmoid16Input;

  static Status prepare_rule(const Context& context, const NoOptions&,
                             Rule& rule) {
    if (context.input(0).type != Type::kInt16) return Status::kOk;
    const Status status = check_quantized(context);
    if (status != Status::kOk) return status;
    const Quantization in = context.input(0).quantization;
    const Quantization out = context.output(0).quantization;
    if (in.zero_point() != 0 || !Op::input16(in.scale(), rule)) {
      return context.refuse(Status::kBadQuantization, 0);
    }
    int exponent = 0;
    if (out.zero_point() != 0 || !log2_of_scale(out.scale(), exponent) ||
        exponent != -15) {
      return context.refuse(Status::kBadQuantization, kOutput);
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGMOID_H_
