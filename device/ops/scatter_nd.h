// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SCATTER_ND: zeros, to which slices are added at the coordinates in operand 0.
#ifndef MOTE_DEVICE_OPS_SCATTER_ND_H_
#define MOTE_DEVICE_OPS_SCATTER_ND_H_

#include "device/ops/coordinates.h"
#include "device/ops/stated.h"

namespace mote::ops {

struct ScatterNd {
  static constexpr char kName[] = "SCATTER_ND";
  static constexpr int16_t kCode = 122;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 97;
  using Variants =
      ops::Variants<int8_t, float, uint8_t, int32_t, int64_t, bool>;
  using Options = NoOptions;
  struct Params {
    Coordinates coordinates;
    Stated shape;
    int32_t slice;   // elements
    uint32_t bytes;  // of the output
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  static void fill(const Context& context, const Params&, int, void* out) {
    fill_stated_shape(context, out);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace scatter_nd {

// Integers wrap around.
template <class X>
X add(X a, X b) {
  return static_cast<X>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
}
inline float add(float a, float b) { return a + b; }
// Of truth values, whatever bytes they are.
struct Truth {
  uint8_t byte;
};
inline Truth add(Truth a, Truth b) {
  return {static_cast<uint8_t>((a.byte | b.byte) != 0 ? 1 : 0)};
}

template <class X> struct Element { using Type = X; };
template <> struct Element<bool> { using Type = Truth; };

}  // namespace scatter_nd

template <class Isa, class X>
Status ScatterNd::eval(const Params& p, const Buffers& buffers) {
  using E = typename scatter_nd::Element<X>::Type;
  if (!shape_holds(p.shape, buffers, 2)) return Status::kBadData;
  const Coordinates& c = p.coordinates;
  const int32_t* indices = buffers.template input<int32_t>(0);
  const E* update = buffers.template input<E>(1);
  fill_bytes(buffers.template output<void>(0), 0, p.bytes);
  for (int32_t i = 0; i < c.count; ++i, indices += c.depth) {
    int32_t number = 0;
    if (!c.find(indices, number)) return Status::kBadData;
    E* slice = buffers.template output<E>(0) + number * p.slice;
    for (int32_t k = 0; k < p.slice; ++k, ++update) {
      slice[k] = scatter_nd::add(slice[k], *update);
    }
  }
  return Status::kOk;
}

inline Status ScatterNd::prepare(const Context& context, const Options&,
                                 Params& p, Needs& needs) {
  if (context.inputs() != 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor indices = context.input(0);
  const Tensor updates = context.input(1);
  const Tensor out = context.output(0);
  if (indices.type != Type::kInt32) {
    return context.refuse(Status::kWrongType, 0);
  }
  const int variant = find_variant(Variants(), updates.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 1);
  if (out.type != updates.type) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  if (!make_coordinates(out, indices.shape, p.coordinates)) {
    return context.refuse(Status::kWrongShape, 0);
  }
  if (!are_slices(updates.shape, out.shape, indices.shape)) {
    return context.refuse(Status::kWrongShape, 1);
  }
  p.slice = p.coordinates.slice / static_cast<int32_t>(bits(out.type) / 8);
  p.bytes = byte_size(out.type, out.shape);
  needs.variant = static_cast<uint8_t>(variant);
  return read_stated_shape(context, 2, p.shape, needs.tables[0]);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SCATTER_ND_H_
