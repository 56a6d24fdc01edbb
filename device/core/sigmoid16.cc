// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/sigmoid16.h"

#include "device/core/real.h"
#include "device/core/span.h"

namespace mote {
namespace {

constexpr SigmoidSamples make_samples() {
  SigmoidSamples samples = {};
  // exp(-1 / 48), then its powers.
  double step = 1.0, term = 1.0;
  for (int k = 1; k < 16; ++k) {
    term *= -1.0 / (48.0 * k);
    step += term;
  }
  double power = 1.0;
  for (int i = 0; i < 255; ++i) {
    const double here = 65536.0 / (1.0 + power);
    const double middle = 65536.0 / (1.0 + power * step);
    power *= step * step;
    const double next = 65536.0 / (1.0 + power);
    samples.at[i] = static_cast<uint16_t>(
        here + 0.5 * (middle - (here + next) / 2.0) + 0.5);
  }
  samples.at[255] = 65535;
  return samples;
}

// Whether the scale is 2^exponent, 0.1 % of the logarithm more or less.
bool is_pot(float scale, float pot) {
  return scale > 0.99930709f * pot && scale < 1.00069339f * pot;
}

// A step of the input is scale * 2^12 * 3 steps of the table, kept to 15 bits
// and cut.
bool general_input(float scale, Sigmoid16Input& input) {
  if (!(scale > 0.0f) || !(scale < 5.0f)) return false;
  const uint32_t raw = bit_cast<uint32_t>(scale);
  int exponent = static_cast<int>(raw >> 23) - 150;
  uint32_t fraction = (raw & 0x7fffff) | 0x800000;
  // Of a subnormal scale nothing is left at the largest shift.
  if (raw >> 23 == 0) fraction = 0, exponent = -150;
  // Times 2^-down; the scale being below 5, down is at least 9.
  const uint64_t three = 3ull * fraction;
  int down = -12 - exponent;
  // Doubled until it is above 2^14 - 0.5, 31 times at most.
  int shift = 0;
  while (shift <= 30 && 2 * three <= 32767ull << min(down, 40)) {
    ++shift;
    --down;
  }
  input = {static_cast<int32_t>(down > 40 ? 0 : three >> down), shift};
  return true;
}

}  // namespace

// The compiler evaluates it.
constexpr SigmoidSamples kSigmoidSamples = make_samples();

Sigmoid16Input sigmoid16_input_of_pot(int exponent) {
  const int left = exponent + 12;
  return left >= 0 ? Sigmoid16Input{3 << left, 0} : Sigmoid16Input{3, -left};
}

bool logistic16_input(float scale, Sigmoid16Input& input) {
  if (!is_pot(scale, 1.0f / 4096.0f)) return general_input(scale, input);
  input = sigmoid16_input_of_pot(-12);
  return true;
}

bool tanh16_input(float scale, Sigmoid16Input& input) {
  if (!is_pot(scale, 1.0f / 2048.0f)) return logistic16_input(scale, input);
  input = sigmoid16_input_of_pot(-11);
  return true;
}

bool log2_of_scale(float scale, int& exponent) {
  if (!(scale > 0.0f) || !(scale < 1e38f)) return false;
  const uint32_t nearest = bit_cast<uint32_t>(scale) + (1u << 22);
  exponent = static_cast<int>(nearest >> 23) - 127;
  return is_pot(scale, bit_cast<float>(nearest & 0x7f800000u));
}

}  // namespace mote
