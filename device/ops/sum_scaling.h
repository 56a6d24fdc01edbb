// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How quantized ADD and SUB bring their operands to one scale.
#ifndef MOTE_DEVICE_OPS_SUM_SCALING_H_
#define MOTE_DEVICE_OPS_SUM_SCALING_H_

#include "device/ops/arithmetic.h"

namespace mote::ops {

// Operands are multiplied up by 2^left, then down to twice the larger scale;
// the result is scaled to the output.
struct SumScaling {
  QuantizedPair pair;
  Multiplier in[2];
  Multiplier out;
  int32_t left;

  int32_t operand(int i, int32_t x) const {
    return multiply(shift_left_wrapping(x - pair.zero[i], left), in[i]);
  }
};

// Gives the scale that both operands are brought to, before `left`.
inline float prepare_operand_scaling(const Context& context, SumScaling& s) {
  const float a = context.input(0).quantization.scale();
  const float b = context.input(1).quantization.scale();
  const float twice = 2.0f * max(a, b);
  s.in[0] = make_multiplier(a, twice);
  s.in[1] = make_multiplier(b, twice);
  return twice;
}

inline void prepare_sum_scaling(const Context& context, SumScaling& s) {
  const Tensor out = context.output(0);
  s.left = out.type == Type::kInt16 ? 15 : 20;
  s.out = make_multiplier(prepare_operand_scaling(context, s),
                          1.0f / static_cast<float>(1 << s.left),
                          out.quantization.scale());
}

struct SumOptions {
  Activation activation;
  bool pot_scale_int16;

  template <class V>
  static void fields(SumOptions& o, V& v) {
    v(0, "fused_activation_function", o.activation);
    v(1, "pot_scale_int16", o.pot_scale_int16, true);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SUM_SCALING_H_
