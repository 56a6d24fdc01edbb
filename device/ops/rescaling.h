// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How functions of one quantized number go from the input's steps to the
// output's.
#ifndef MOTE_DEVICE_OPS_RESCALING_H_
#define MOTE_DEVICE_OPS_RESCALING_H_

#include "device/core/wrapping.h"
#include "device/ops/unary.h"

namespace mote::ops {

struct Rescaling {
  int32_t in_zero;
  int32_t out_zero;
  Multiplier multiplier;

  // The output for a number of input steps.
  int32_t operator()(int32_t steps) const { return scaled(steps, multiplier); }
  int32_t scaled(int32_t steps, Multiplier by) const {
    return wrapping_add(multiply(steps, by), out_zero);
  }
};

// Of the integers of input 0 and output 0, which must be quantized. single: the
// reference divides their scales in single precision, else in double.
inline Status prepare_rescaling(const Context& context, bool single,
                                Rescaling& r) {
  const Status status = check_quantized(context);
  if (status != Status::kOk) return status;
  const Quantization in = context.input(0).quantization;
  const Quantization out = context.output(0).quantization;
  r.in_zero = in.zero_point();
  r.out_zero = out.zero_point();
  r.multiplier = single ? make_multiplier(in.scale() / out.scale(), 1.0f)
                        : make_multiplier(in.scale(), out.scale());
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RESCALING_H_
