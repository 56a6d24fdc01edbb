// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// From the real scales of a model to fixed-point factors, by integer arithmetic
// alone: the same bits as the reference's double precision, without its cost.
#ifndef MOTE_DEVICE_CORE_QUANTIZATION_H_
#define MOTE_DEVICE_CORE_QUANTIZATION_H_

#include "device/core/fixed_point.h"
#include "device/core/tensor.h"

namespace mote {

// The multiplier for a * b / c, computed as the reference does: the double
// product (exact for two floats), the quotient rounded to double, its fraction
// rounded to 31 bits, halves away from zero. Less than 2^-32 gives zero, and so
// does a factor that is no positive number; 2^31 and more give exponent 31.
Multiplier make_multiplier(float a, float b, float c);

// As above for a / c.
inline Multiplier make_multiplier(float a, float c) {
  return make_multiplier(a, 1.0f, c);
}

// The multiplier for a * b * n, which is exact before it is rounded.
Multiplier make_product(float a, float b, uint16_t n);

// The multiplier for 1 / m, m being positive.
Multiplier inverse_of(Multiplier m);

enum class Activation : int8_t {
  kNone = 0, kRelu = 1, kReluN1To1 = 2, kRelu6 = 3, kTanh = 4, kSignBit = 5,
};

// What a quantized output is clamped to.
struct Range {
  int32_t lo = 0;
  int32_t hi = 0;
};

// The values of a type of 8 or 16 bits; of int32 for others.
Range type_range(Type type);

// The step of a real value: zero point + round(value / scale), clamped.
int32_t step_of(float value, float scale, int32_t zero_point, Range range);

// Bounds of the fused activation in steps of the output's quantization, within
// lo..hi of its type: bound = zero point + round(value / scale). TANH and
// SIGN_BIT bound nothing, as in the reference.
Range activation_range(Activation activation, float scale, int32_t zero_point,
                       int32_t lo, int32_t hi);

struct FloatRange {
  float lo = 0;
  float hi = 0;
};

FloatRange activation_range(Activation activation);

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_QUANTIZATION_H_
