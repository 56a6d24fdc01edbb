// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/sigmoid16.h"

#include "device/core/real.h"
#include "device/core/span.h"

namespace mote {
namespace {

// 2^16 * logistic(i / 24), each sample raised by half of what a straight line
// to the next one misses in the middle. The compiler evaluates it.
struct Table {
  uint16_t at[256];

  constexpr Table() : at() {
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
      at[i] = static_cast<uint16_t>(
          here + 0.5 * (middle - (here + next) / 2.0) + 0.5);
    }
    at[255] = 65535;
  }
};

constexpr Table kTable;

// The table's function of a / 2^bits, with `bits` bits of fraction.
// 0 <= a; all that lies beyond the table is `beyond`.
uint32_t interpolate(uint32_t a, int bits, uint32_t beyond) {
  const uint32_t i = a >> bits;
  if (i >= 255) return beyond << bits;
  const uint32_t here = kTable.at[i];
  const uint32_t next = kTable.at[i + 1];
  return (here << bits) + (a & ((1u << bits) - 1u)) * (next - here);
}

int32_t table_steps(int16_t q, Sigmoid16Input input) {
  const int32_t half = input.shift > 0 ? 1 << (input.shift - 1) : 0;
  return (q * input.multiplier + half) >> input.shift;
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

int16_t logistic16(int16_t q, Sigmoid16Input input) {
  const int32_t x = table_steps(q, input);
  const uint32_t r =
      interpolate(static_cast<uint32_t>(x < 0 ? -x : x), 9, 0x7fff << 1);
  return static_cast<int16_t>((x >= 0 ? r + 512 : (1u << 25) - r + 511) >> 10);
}

int16_t tanh16(int16_t q, Sigmoid16Input input) {
  const int32_t x = table_steps(q, input);
  const int32_t r = static_cast<int32_t>(
      interpolate(static_cast<uint32_t>(x < 0 ? -x : x), 8, 0xffff));
  return static_cast<int16_t>(
      (x >= 0 ? r - (1 << 23) + 128 : -r + (1 << 23) + 127) >> 8);
}

}  // namespace mote
