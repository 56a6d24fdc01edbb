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

// 2^16 * logistic(i / 24), each sample raised by half of what a straight line
// to the next one misses in the middle.
struct SigmoidSamples {
  uint16_t at[256];
};
extern const SigmoidSamples kSigmoidSamples;

namespace sigmoid16 {

// The samples' function of a / 2^bits, with `bits` bits of fraction.
// 0 <= a; all that lies beyond them is `beyond`.
inline uint32_t interpolate(uint32_t a, int bits, uint32_t beyond) {
  const uint32_t i = a >> bits;
  if (i >= 255) return beyond << bits;
  const uint32_t here = kSigmoidSamples.at[i];
  const uint32_t next = kSigmoidSamples.at[i + 1];
  return (here << bits) + (a & ((1u << bits) - 1u)) * (next - here);
}

inline int32_t table_steps(int16_t q, Sigmoid16Input input) {
  const int32_t half = input.shift > 0 ? 1 << (input.shift - 1) : 0;
  return (q * input.multiplier + half) >> input.shift;
}

}  // namespace sigmoid16

// Results in steps of 2^-15.
inline int16_t logistic16(int16_t q, Sigmoid16Input input) {
  const int32_t x = sigmoid16::table_steps(q, input);
  const uint32_t r = sigmoid16::interpolate(
      static_cast<uint32_t>(x < 0 ? -x : x), 9, 0x7fff << 1);
  return static_cast<int16_t>((x >= 0 ? r + 512 : (1u << 25) - r + 511) >> 10);
}

inline int16_t tanh16(int16_t q, Sigmoid16Input input) {
  const int32_t x = sigmoid16::table_steps(q, input);
  const int32_t r = static_cast<int32_t>(sigmoid16::interpolate(
      static_cast<uint32_t>(x < 0 ? -x : x), 8, 0xffff));
  return static_cast<int16_t>(
      (x >= 0 ? r - (1 << 23) + 128 : -r + (1 << 23) + 127) >> 8);
}

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_SIGMOID16_H_
