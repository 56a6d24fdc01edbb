// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SPARSE_TO_DENSE: operand 3 everywhere but at the coordinates in operand 0,
// where the values in operand 2 are.
#ifndef MOTE_DEVICE_OPS_SPARSE_TO_DENSE_H_
#define MOTE_DEVICE_OPS_SPARSE_TO_DENSE_H_

#include "device/ops/coordinates.h"
#include "device/ops/stated.h"

namespace mote::ops {

struct SparseToDense {
  static constexpr char kName[] = "SPARSE_TO_DENSE";
  static constexpr int16_t kCode = 68;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 50;
  // By the type of the coordinates; elements of any type are moved.
  using Variants = ops::Variants<int32_t, int64_t>;

  // Coordinates out of range are refused whatever it says.
  struct Options {
    bool validate_indices;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "validate_indices", o.validate_indices);
    }
  };
  struct Params {
    Coordinates coordinates;
    Stated shape;
    int32_t elements;  // of the output
    uint8_t scalar;    // one value for all places
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  static void fill(const Context& context, const Params&, int, void* out) {
    fill_stated_shape(context, out);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

template <class Isa, class X>
Status SparseToDense::eval(const Params& p, const Buffers& buffers) {
  if (!shape_holds(p.shape, buffers, 1)) return Status::kBadData;
  const Coordinates& c = p.coordinates;
  const X* indices = buffers.template input<X>(0);
  const uint8_t* value = buffers.template input<uint8_t>(2);
  uint8_t* out = buffers.template output<uint8_t>(0);
  ops::fill(out, p.elements, buffers.template input<void>(3),
            static_cast<uint32_t>(c.slice));
  for (int32_t i = 0; i < c.count; ++i, indices += c.depth) {
    int32_t number = 0;
    if (!c.find(indices, number)) return Status::kBadData;
    copy_bytes(out + number * c.slice, value, static_cast<uint32_t>(c.slice));
    if (p.scalar == 0) value += c.slice;
  }
  return Status::kOk;
}

inline Status SparseToDense::prepare(const Context& context, const Options&,
                                     Params& p, Needs& needs) {
  if (context.inputs() != 4 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor indices = context.input(0);
  const Tensor values = context.input(2);
  const Tensor out = context.output(0);
  const int variant = find_variant(Variants(), indices.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  for (int i = 2; i < 4; ++i) {
    const Status status = check_movable(context, i);
    if (status != Status::kOk) return status;
  }
  if (context.input(3).elements() != 1) {
    return context.refuse(Status::kWrongShape, 3);
  }
  // A scalar or a vector holds coordinates of one number each.
  const int rank = indices.shape.rank;
  const int32_t depth = rank < 2 ? 1 : indices.shape[1];
  if (rank > 2 || out.shape.rank != depth) {
    return context.refuse(Status::kWrongShape, 0);
  }
  const int32_t count = indices.elements() / max(depth, 1);
  p.scalar = values.shape.rank == 0;
  if (p.scalar == 0 && (values.shape.rank != 1 || values.shape[0] != count)) {
    return context.refuse(Status::kWrongShape, 2);
  }
  p.coordinates = {};
  p.coordinates.count = count;
  p.coordinates.depth = depth;
  p.coordinates.slice = static_cast<int32_t>(bits(out.type) / 8);
  for (int d = 0; d < depth; ++d) p.coordinates.dims[d] = out.shape[d];
  p.elements = out.elements();
  needs.variant = static_cast<uint8_t>(variant);
  return read_stated_shape(context, 1, p.shape, needs.tables[0]);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SPARSE_TO_DENSE_H_
