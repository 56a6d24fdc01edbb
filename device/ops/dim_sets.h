// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Sets of dimensions, as options list them.
#ifndef MOTE_DEVICE_OPS_DIM_SETS_H_
#define MOTE_DEVICE_OPS_DIM_SETS_H_

#include "device/core/options.h"

namespace mote::ops {

// Bit d: d is among the numbers. False when one is no dimension, or is there
// twice.
inline bool read_dims(const Numbers<int64_t>& numbers, int rank, uint32_t& set) {
  set = 0;
  for (uint32_t i = 0; i < numbers.size; ++i) {
    if (numbers[i] < 0 || numbers[i] >= rank) return false;
    const uint32_t bit = 1u << numbers[i];
    if ((set & bit) != 0) return false;
    set |= bit;
  }
  return true;
}

// The next dimension after d that is, or is not, in the set.
inline int next_dim(uint32_t set, bool in, int d) {
  do { ++d; } while (((set >> d & 1) != 0) != in);
  return d;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_DIM_SETS_H_
