// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/signal_filter_bank_log.h"

namespace mote::ops {
namespace {

constexpr int kSegments = 128;

// log2(x) for 1 <= x < 2, bit by bit.
constexpr double log2_of(double x) {
  double log = 0;
  for (double bit = 0.5; bit > 1e-12; bit /= 2) {
    x *= x;
    if (x >= 2) {
      x /= 2;
      log += bit;
    }
  }
  return log;
}

// log2(1 + f) - f in Q16 at the ends of the segments of f.
struct Excess {
  uint16_t at[kSegments + 1];
};
constexpr Excess make_excess() {
  Excess excess = {};
  for (int i = 0; i < kSegments; ++i) {
    const double f = 1.0 * i / kSegments;
    excess.at[i] = static_cast<uint16_t>((log2_of(1 + f) - f) * 65536 + 0.5);
  }
  return excess;
}
constexpr Excess kExcess = make_excess();

// log2(x) in Q16, the excess interpolated.
uint32_t log2_q16(uint32_t x) {
  const uint32_t whole = 31 - static_cast<uint32_t>(__builtin_clz(x));
  const uint32_t rest = x - (1u << whole);
  const uint32_t f = whole < 16 ? rest << (16 - whole) : rest >> (whole - 16);
  constexpr uint32_t kUnit = 65536 / kSegments;
  const uint32_t segment = f / kUnit;
  const int32_t start = kExcess.at[segment];
  const int32_t rise = (kExcess.at[segment + 1] - start) *
                       static_cast<int32_t>(f % kUnit) >> 16;
  return (whole << 16) + f + static_cast<uint32_t>(start + rise);
}

}  // namespace

uint32_t SignalFilterBankLog::scaled_log(uint32_t x, uint32_t scale) {
  constexpr uint64_t kLn2 = 45426;  // Q16
  constexpr uint32_t kHalf = 1u << 15;
  const uint32_t log =
      static_cast<uint32_t>((kLn2 * log2_q16(x) + kHalf) >> 16);
  return (scale * log + kHalf) >> 16;
}

}  // namespace mote::ops
