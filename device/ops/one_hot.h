// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ONE_HOT: a new dimension, "on" at the index and "off" elsewhere.
#ifndef MOTE_DEVICE_OPS_ONE_HOT_H_
#define MOTE_DEVICE_OPS_ONE_HOT_H_

#include "device/ops/move.h"
#include "device/ops/stated.h"

namespace mote::ops {

struct OneHot {
  static constexpr char kName[] = "ONE_HOT";
  static constexpr int16_t kCode = 85;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 61;
  // By the type of the indices; elements of any type are moved.
  using Variants = ops::Variants<int32_t, int64_t>;

  struct Options {
    int32_t axis;  // of the new dimension; -1: the last

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "axis", o.axis);
    }
  };
  // Indices [outer, inner], output [outer, depth, inner].
  struct Params {
    int32_t outer, depth, inner;
    uint32_t element;  // bytes
    Stated stated;     // the depth
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    if (!p.stated.holds(buffers.template input<void>(1), &p.depth)) {
      return Status::kBadData;
    }
    const X* indices = buffers.template input<X>(0);
    uint8_t* out = buffers.template output<uint8_t>(0);
    fill(out, p.outer * p.depth * p.inner, buffers.template input<void>(3),
         p.element);
    for (int32_t o = 0; o < p.outer; ++o) {
      for (int32_t i = 0; i < p.inner; ++i) {
        const X index = *indices++;
        if (index < 0 || index >= p.depth) continue;
        const int32_t at =
            (o * p.depth + static_cast<int32_t>(index)) * p.inner + i;
        fill(out + static_cast<uint32_t>(at) * p.element, 1,
             buffers.template input<void>(2), p.element);
      }
    }
    return Status::kOk;
  }
};

inline Status OneHot::prepare(const Context& context, const Options& options,
                              Params& p, Needs& needs) {
  if (context.inputs() != 4 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor indices = context.input(0);
  const Tensor out = context.output(0);
  const int variant = find_variant(Variants(), indices.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  for (int i = 2; i < 4; ++i) {
    const Status status = check_movable(context, i);
    if (status != Status::kOk) return status;
    if (context.input(i).elements() != 1) {
      return context.refuse(Status::kWrongShape, i);
    }
  }
  const int axis = dimension(options.axis, indices.shape.rank + 1);
  if (axis < 0) return Status::kBadOption;
  bool fits = out.shape.rank == indices.shape.rank + 1;
  for (int d = 0; fits && d < out.shape.rank; ++d) {
    fits = d == axis || out.shape[d] == indices.shape[d < axis ? d : d - 1];
  }
  if (!fits) return context.refuse(Status::kWrongShape, kOutput);
  p.outer = out.elements() == 0 ? 0 : out.shape.product(0, axis);
  p.depth = out.shape[axis];
  p.inner = out.shape.product(axis + 1, out.shape.rank);
  p.element = bits(out.type) / 8;
  needs.variant = static_cast<uint8_t>(variant);
  needs.any_alignment = ~3u;
  return read_stated(context, 1, &p.depth, 1, p.stated);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ONE_HOT_H_
