// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The logistic function and the hyperbolic tangent of 16-bit numbers as the
// reference kernels compute them: by linear interpolation in a table.
#ifndef MOTE_DEVICE_CORE_SIGMOID16_H_
#define MOTE_DEVICE_CORE_SIGMOID16_H_

#include <stdint.h>

namespace mote {

// From steps of the input to steps of the table:
// (q * multiplier + half of 2^shift) >> shift.
struct Sigmoid16Input {
  int32_t multiplier = 0;
  int32_t shift = 0;
};

// For inputs of 2^exponent a step: exponent in -43..2.
Sigmoid16Input sigmoid16_input_of_pot(int exponent);

// For a quantized tensor of this scale. Scales next to 2^-12, and to 2^-11 for
// tanh, count as those. False when the scale is no positive number or so large
// that the products overflow.
bool logistic16_input(float scale, Sigmoid16Input& input);
bool tanh16_input(float scale, Sigmoid16Input& input);

// The nearest power of two; false when the scale is 0.1 % or more off it.
bool log2_of_scale(float scale, int& exponent);

// Results in steps of 2^-15.
int16_t logistic16(int16_t q, Sigmoid16Input input);
int16_t tanh16(int16_t q, Sigmoid16Input input);

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_SIGMOID16_H_
