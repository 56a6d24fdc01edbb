// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators that take a tensor apart along an axis, or put one
// together.
#ifndef MOTE_DEVICE_OPS_PARTS_H_
#define MOTE_DEVICE_OPS_PARTS_H_

#include "device/ops/move.h"

namespace mote::ops {

// A whole of rows * count parts in turn, of as many bytes each.
struct EqualParts {
  int32_t rows;
  int32_t count;
  int32_t bytes;

  // Copies one part of each row to, or from, where they lie one by one.
  void take(const uint8_t* whole, int32_t part, uint8_t* to) const {
    whole += part * bytes;
    for (int32_t r = 0; r < rows; ++r, to += bytes) {
      copy_bytes(to, whole + r * count * bytes, static_cast<uint32_t>(bytes));
    }
  }
  void put(const uint8_t* from, int32_t part, uint8_t* whole) const {
    whole += part * bytes;
    for (int32_t r = 0; r < rows; ++r, from += bytes) {
      copy_bytes(whole + r * count * bytes, from, static_cast<uint32_t>(bytes));
    }
  }
};

// Fills in `count` equal parts along a dimension of the whole.
inline EqualParts equal_parts(const Tensor& whole, int dim, int32_t count) {
  EqualParts parts = {};
  parts.count = count;
  if (whole.elements() == 0) return parts;
  parts.rows = whole.shape.product(0, dim);
  parts.bytes = stride(whole.shape, dim, bits(whole.type) / 8) *
                (whole.shape[dim] / count);
  return parts;
}

// Whether a part has the whole's type, and its shape but for `size` along a
// dimension; size -1: without that dimension.
bool is_part(const Tensor& part, const Tensor& whole, int dim, int32_t size);

// Checks this of every output.
Status check_outputs(const Context& context, const Tensor& whole, int dim,
                     int32_t size);

// Params and eval of operators whose outputs are equal parts of an input.
template <int kInput>
struct TakenApart {
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  struct Params {
    EqualParts parts;
  };

  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    for (int32_t i = 0; i < p.parts.count; ++i) {
      p.parts.take(buffers.input<uint8_t>(kInput), i,
                   buffers.output<uint8_t>(i));
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_PARTS_H_
