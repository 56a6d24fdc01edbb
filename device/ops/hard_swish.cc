// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/hard_swish.h"

namespace mote::ops {
namespace {

// The mantissa of 16 bits.
int32_t reduced(Multiplier m) {
  return m.mantissa >= 0x7fff0000 ? 0x7fff : (m.mantissa + (1 << 15)) >> 16;
}

int16_t high_mul(int32_t a, int32_t b) {
  return rounding_doubling_high_mul(static_cast<int16_t>(a),
                                    static_cast<int16_t>(b));
}

int32_t saturating_shift(int32_t x, int n) {
  return saturate<int16_t>(static_cast<int64_t>(x) * (1ll << n));
}

}  // namespace

Status HardSwish::prepare_rule(const Context& context, const Options&,
                               Rule& rule) {
  if (context.input(0).type == Type::kFloat32) return Status::kOk;
  const Quantization in = context.input(0).quantization;
  const Quantization out = context.output(0).quantization;
  const float step = (1.0f / 128.0f) * in.scale();
  const Multiplier output = make_multiplier(step, out.scale());
  const Multiplier gate = make_multiplier(step, 3.0f / 32768.0f);
  if (output.exponent > 0) {
    return context.refuse(Status::kBadQuantization, kOutput);
  }
  rule = {in.zero_point(), out.zero_point(), reduced(output), -output.exponent,
          reduced(gate), gate.exponent};
  return Status::kOk;
}

// Every product and sum is one of 16 bits, as in the reference.
int32_t HardSwish::quantized(int32_t q, const Rule& rule) {
  const int32_t x = (q - rule.in_zero) * 128;
  const int32_t unscaled = high_mul(x, rule.to_output);
  const int left = rule.gate_exponent;
  int32_t gate = left > 0 ? saturating_shift(x, left - 1) : x;
  gate = high_mul(gate, rule.to_gate);
  gate = left > 0 ? saturating_shift(gate, 1)
                  : rounding_divide_by_pot(gate, -left);
  gate = (gate + (1 << 15)) >> 1;  // from -1..1 to 0..1
  const int32_t product = gate * unscaled / (1 << 15);
  return static_cast<int16_t>(rounding_divide_by_pot(product, rule.right) +
                              rule.out_zero);
}

}  // namespace mote::ops
