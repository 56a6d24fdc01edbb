// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/coordinates.h"

namespace mote::ops {

bool make_coordinates(const Tensor& tensor, const Shape& indices,
                      Coordinates& c) {
  const Shape& shape = tensor.shape;
  c = {};
  if (indices.rank < 1 || indices.last() > shape.rank) return false;
  c.depth = indices.last();
  for (int d = 0; d < c.depth; ++d) c.dims[d] = shape[d];
  c.slice = shape.product(c.depth, shape.rank) *
            static_cast<int32_t>(bits(tensor.type) / 8);
  c.count = c.slice == 0 ? 0 : indices.product(0, indices.rank - 1);
  return true;
}

bool are_slices(const Shape& slices, const Shape& whole, const Shape& indices) {
  const int many = indices.rank - 1;
  const int depth = indices.last();
  bool fits = slices.rank == many + whole.rank - depth;
  for (int d = 0; fits && d < slices.rank; ++d) {
    fits = slices[d] == (d < many ? indices[d] : whole[d - many + depth]);
  }
  return fits;
}

}  // namespace mote::ops
