// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How quantized ADD and SUB bring their operands to one scale.
#ifndef MOTE_DEVICE_OPS_SUM_SCALING_H_
#define MOTE_DEVICE_OPS_SUM_SCALING_H_

#include "device/ops/arithmetic.h"

namespace mote::ops {

// Operands are multiplied up by 2^left, then down to twice the larger scale;
// the result is scaled to the output. The functions stay inline: they are the
// inner loop of residual networks. Op::scaled(scaling, a, b) is the formula.
template <class Op>
struct SumScaling {
  QuantizedPair pair;
  Multiplier in[2];  // 1/2 or less
  Multiplier out;
  // ADD: words whose scales are powers of two are only shifted, one of them.
  uint8_t shifted;
  uint8_t right[2];

  template <class X>
  [[gnu::always_inline]] int32_t operator()(X a, X b) const {
    return Op::scaled(*this, a, b);
  }
  template <int left>
  [[gnu::always_inline]] int32_t operand(int i, int32_t x) const {
    return scale_operand<left>(x - pair.zero[i], in[i]);
  }
  [[gnu::always_inline]] int32_t result(int32_t sum) const {
    return pair.output(scale_sum(sum, out));
  }
};

// Gives the scale that both operands are brought to, before `left`.
template <class Op>
float prepare_operand_scaling(const Context& context, SumScaling<Op>& s) {
  const float a = context.input(0).quantization.scale();
  const float b = context.input(1).quantization.scale();
  const float twice = 2.0f * max(a, b);
  s.in[0] = make_multiplier(a, twice);
  s.in[1] = make_multiplier(b, twice);
  // Above 1/2 when a scale is infinite.
  for (Multiplier& m : s.in) m.exponent = min<int32_t>(m.exponent, 0);
  return twice;
}

// The left shift of ADD and SUB, by the bytes of an element.
constexpr int sum_left_shift(uint32_t bytes) { return bytes == 2 ? 15 : 20; }

template <class Op>
void prepare_sum_scaling(const Context& context, SumScaling<Op>& s) {
  const Tensor out = context.output(0);
  const int left = sum_left_shift(bits(out.type) / 8);
  s.out = make_multiplier(prepare_operand_scaling(context, s),
                          1.0f / static_cast<float>(1 << left),
                          out.quantization.scale());
}

struct SumOptions {
  static constexpr bool kFused = true;
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
