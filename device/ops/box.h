// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Boxes of elements: what every operator that only moves data is made of.
#ifndef MOTE_DEVICE_OPS_BOX_H_
#define MOTE_DEVICE_OPS_BOX_H_

#include "device/core/tensor.h"

namespace mote::ops {

// Nested loops over elements, outermost first. A loop steps by `from` bytes
// through the source and by `to` bytes through the target; a step may be 0 or
// negative.
struct Box {
  struct Axis {
    int32_t count, from, to;
  };

  int32_t from_start, to_start;  // bytes
  uint8_t element;               // bytes: 1, 2, 4 or 8
  uint8_t axes;
  Axis axis[kMaxRank];

  void clear(uint32_t element_bytes);
  // Adds a loop inside those that are there; loops that step as one become
  // one. A caller adds kMaxRank loops at most.
  void add(int32_t count, int32_t from, int32_t to);
  // Whether a copy in order of the loops is right when the target starts where
  // the source does: no element is read after its place was written.
  bool runs_in_place() const;
  // From the target to the source.
  Box turned() const;
};

// Whether boxes can hold the elements of the type.
constexpr bool is_movable(Type type) {
  return bits(type) >= 8 && bits(type) <= 64;
}

// Both addresses aligned to the element.
void copy(const Box& box, const void* from, void* to);

// Writes the element at `value`, of 1, 2, 4 or 8 bytes, count times.
void fill(void* to, int32_t count, const void* value, uint32_t element_bytes);

// Bytes between neighbours along a dimension.
inline int32_t stride(const Shape& shape, int dim, uint32_t element_bytes) {
  return shape.product(dim + 1, shape.rank) *
         static_cast<int32_t>(element_bytes);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BOX_H_
