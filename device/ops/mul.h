// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// MUL: a * b, with broadcasting.
#ifndef MOTE_DEVICE_OPS_MUL_H_
#define MOTE_DEVICE_OPS_MUL_H_

#include "device/ops/arithmetic.h"

namespace mote::ops {

struct Mul : Arithmetic<Mul> {
  static constexpr char kName[] = "MUL";
  static constexpr char kReference[] =
      "TFLM; LiteRT forms the factor in single precision";
  static constexpr int16_t kCode = 18;
  static constexpr uint8_t kVersion = 7;
  static constexpr uint16_t kOptionsType = 21;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t,
                                 float, uint32_t>;

  template <class X>
  static X plain(X a, X b) { return wrapping_mul(a, b); }
  static float plain(float a, float b) { return a * b; }

  struct Scaling {
    QuantizedPair pair;
    Multiplier multiplier;

    int32_t operator()(int32_t a, int32_t b) const {
      const int32_t product =
          wrapping_mul(a - pair.zero[0], b - pair.zero[1]);
      return pair.output(multiply(product, multiplier));
    }
  };

  // In double precision; for uint8 the reference multiplies in single.
  static void prepare_scaling(const Context& context, const Options&,
                              Scaling& s) {
    const float a = context.input(0).quantization.scale();
    const float b = context.input(1).quantization.scale();
    const float out = context.output(0).quantization.scale();
    s.multiplier = context.output(0).type == Type::kUInt8
                       ? make_multiplier(a * b / out, 1.0f)
                       : make_multiplier(a, b, out);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_MUL_H_
