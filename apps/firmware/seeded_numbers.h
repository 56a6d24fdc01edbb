// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SeededNumbers for checks: seeded, the same everywhere.
#ifndef MOTE_APPS_FIRMWARE_SEEDED_NUMBERS_H_
#define MOTE_APPS_FIRMWARE_SEEDED_NUMBERS_H_

#include "device/core/span.h"

namespace mote {

struct SeededNumbers {
  uint32_t state = 1;

  uint32_t next() {
    state = state * 1664525u + 1013904223u;
    return state >> 16 | state << 16;
  }
  // lo..hi
  int32_t in(int32_t lo, int32_t hi) {
    return lo + static_cast<int32_t>((next() >> 8) %
                                     static_cast<uint32_t>(hi - lo + 1));
  }
  bool one_in(int32_t n) { return in(1, n) == 1; }
  void fill(int8_t* out, int32_t count) {
    // Extremes are as likely as all the rest.
    for (int32_t i = 0; i < count; ++i) {
      const int32_t x = in(-256, 255);
      out[i] = static_cast<int8_t>(clamp(x, -128, 127));
    }
  }
};

}  // namespace mote

#endif  // MOTE_APPS_FIRMWARE_SEEDED_NUMBERS_H_
