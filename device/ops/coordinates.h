// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Tensors whose last dimension holds coordinates of another one's slices.
#ifndef MOTE_DEVICE_OPS_COORDINATES_H_
#define MOTE_DEVICE_OPS_COORDINATES_H_

#include "device/ops/move.h"

namespace mote::ops {

struct Coordinates {
  int32_t count;            // of slices; 0 also when they are empty
  int32_t slice;            // bytes
  int32_t depth;            // numbers that name a slice
  int32_t dims[kMaxRank];

  // The slice's number; false when a coordinate is out of range.
  template <class X>
  bool find(const X* coordinate, int32_t& number) const {
    int32_t at = 0;
    for (int32_t d = 0; d < depth; ++d) {
      if (coordinate[d] < 0 || coordinate[d] >= dims[d]) return false;
      at = at * dims[d] + static_cast<int32_t>(coordinate[d]);
    }
    number = at;
    return true;
  }
};

// Fills in how `indices` name slices of the tensor; false when they have more
// coordinates than it has dimensions.
bool make_coordinates(const Tensor& tensor, const Shape& indices,
                      Coordinates& coordinates);

// Whether `slices` holds one slice of `whole` for each of the indices.
bool are_slices(const Shape& slices, const Shape& whole, const Shape& indices);

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_COORDINATES_H_
