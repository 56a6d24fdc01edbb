// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// DYNAMIC_UPDATE_SLICE: operand 0 with operand 1 written over the place that
// operand 2 names, moved as far as needed to lie inside.
#ifndef MOTE_DEVICE_OPS_DYNAMIC_UPDATE_SLICE_H_
#define MOTE_DEVICE_OPS_DYNAMIC_UPDATE_SLICE_H_

#include "device/ops/move.h"
#include "device/ops/place.h"

namespace mote::ops {

struct DynamicUpdateSlice {
  static constexpr char kName[] = "DYNAMIC_UPDATE_SLICE";
  static constexpr int16_t kCode = 151;
  static constexpr uint8_t kVersion = 6;
  static constexpr uint16_t kOptionsType = 117;
  // By the type of operand 2; elements of any type are moved.
  using Variants = ops::Variants<int32_t, int64_t>;
  using Options = NoOptions;
  struct Params {
    Box box;         // the update
    int32_t rank;    // the table has a Place for each dimension
    uint32_t bytes;  // of the output
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  static void fill(const Context& context, const Params& p, int, void* out) {
    fill_places(context.input(0).shape, context.input(1).shape, p.box.element,
                out);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    uint8_t* out = buffers.template output<uint8_t>(0);
    move_bytes(out, buffers.template input<uint8_t>(0), p.bytes);
    for (int32_t d = 0; d < p.rank; ++d) {
      const Place& place = buffers.template table<Place>(0)[d];
      const X begin = clamp<X>(buffers.template input<X>(2)[d], 0,
                               place.whole - place.part);
      out += static_cast<int32_t>(begin) * place.step;
    }
    copy(p.box, buffers.template input<void>(1), out);
    return Status::kOk;
  }
};

inline Status DynamicUpdateSlice::prepare(const Context& context,
                                          const Options&, Params& p,
                                          Needs& needs) {
  if (context.inputs() != 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Status status = check_movable(context, 0);
  if (status != Status::kOk) return status;
  const Tensor in = context.input(0);
  const Tensor update = context.input(1);
  const Tensor begin = context.input(2);
  if (context.output(0).shape != in.shape) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  if (update.type != in.type) return context.refuse(Status::kWrongType, 1);
  if (!fits_into(update.shape, in.shape)) {
    return context.refuse(Status::kWrongShape, 1);
  }
  const int variant = find_variant(Variants(), begin.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 2);
  if (begin.elements() != in.shape.rank) {
    return context.refuse(Status::kWrongShape, 2);
  }
  p.box.clear(bits(in.type) / 8);
  for (int d = 0; d < in.shape.rank; ++d) {
    p.box.add(update.shape[d], stride(update.shape, d, p.box.element),
              stride(in.shape, d, p.box.element));
  }
  p.rank = in.elements() == 0 ? 0 : in.shape.rank;
  p.bytes = byte_size(in.type, in.shape);
  needs.variant = static_cast<uint8_t>(variant);
  needs.tables[0] = static_cast<uint32_t>(in.shape.rank) *
                    uint32_t{sizeof(Place)};
  needs.lead[0] = 0;
  needs.any_alignment = 1u;
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_DYNAMIC_UPDATE_SLICE_H_
