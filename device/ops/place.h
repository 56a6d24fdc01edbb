// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Where in a whole a part of stated size lies, when data decides.
#ifndef MOTE_DEVICE_OPS_PLACE_H_
#define MOTE_DEVICE_OPS_PLACE_H_

#include "device/ops/integers.h"

namespace mote::ops {

// One dimension: where a part may begin, and what a step means.
struct Place {
  int32_t whole, part;
  int32_t step;          // bytes in the whole

  // Whether begin and size (-1: up to the end) name the part.
  bool admits(int64_t begin, int64_t size) const {
    return begin >= 0 && begin <= whole - part &&
           (size == part || (size == -1 && begin == whole - part));
  }
};

// Checks that a part fits into a whole.
inline bool fits_into(const Shape& part, const Shape& whole) {
  bool fits = part.rank == whole.rank;
  for (int d = 0; fits && d < part.rank; ++d) fits = part[d] <= whole[d];
  return fits;
}

// Fills in a Place for each dimension.
inline void fill_places(const Shape& whole, const Shape& part,
                        uint32_t element_bytes, void* out) {
  Place* places = static_cast<Place*>(out);
  for (int d = 0; d < whole.rank; ++d) {
    const int32_t step = whole.product(d + 1, whole.rank) *
                         static_cast<int32_t>(element_bytes);
    places[d] = {whole[d], part[d], step};
  }
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_PLACE_H_
