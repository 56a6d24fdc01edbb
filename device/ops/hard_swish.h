// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// HARD_SWISH: x * clamp(x + 3, 0, 6) / 6.
#ifndef MOTE_DEVICE_OPS_HARD_SWISH_H_
#define MOTE_DEVICE_OPS_HARD_SWISH_H_

#include "device/ops/unary.h"

namespace mote::ops {

struct HardSwish : RealUnary<HardSwish> {
  static constexpr char kName[] = "HARD_SWISH";
  static constexpr int16_t kCode = 117;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 91;
  using Variants = ops::Variants<int8_t, float>;
  struct Rule {
    int32_t in_zero, out_zero;
    // Of 16 bits. The first one leads to the output's steps, by `right` bits
    // too large; the second one to a scale on which 3 is 2^15.
    int32_t to_output, right;
    int32_t to_gate, gate_exponent;
  };

  static float real(float x, const Rule&) {
    return x * clamp(x + 3.0f, 0.0f, 6.0f) / 6.0f;
  }
  static int32_t quantized(int32_t q, const Rule& rule);
  static Status prepare_rule(const Context& context, const Options&,
                             Rule& rule);
  static void fill(const Context& context, const Params& p, int, void* table) {
    const Type type = context.input(0).type;
    fill_bytes_of(type, type, static_cast<int8_t*>(table),
                  [&](int32_t q) { return quantized(q, p.rule); });
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_HARD_SWISH_H_
