// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// FILL: a tensor of the shape in operand 0, full of operand 1.
#ifndef MOTE_DEVICE_OPS_FILL_H_
#define MOTE_DEVICE_OPS_FILL_H_

#include "device/ops/move.h"
#include "device/ops/stated.h"

namespace mote::ops {

struct Fill {
  static constexpr char kName[] = "FILL";
  static constexpr int16_t kCode = 94;
  static constexpr uint8_t kVersion = 5;
  static constexpr uint16_t kOptionsType = 68;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  struct Params {
    int32_t count;
    uint32_t element;  // bytes
    Stated shape;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 2 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Status status = check_movable(context, 1);
    if (status != Status::kOk) return status;
    const Tensor out = context.output(0);
    if (context.input(1).elements() != 1) {
      return context.refuse(Status::kWrongShape, 1);
    }
    p.count = out.elements();
    p.element = bits(out.type) / 8;
    needs.any_alignment = ~1u;
    return read_stated_shape(context, 0, p.shape, needs.tables[0]);
  }
  static void fill(const Context& context, const Params&, int, void* out) {
    fill_stated_shape(context, out);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    if (!shape_holds(p.shape, buffers, 0)) return Status::kBadData;
    ops::fill(buffers.output<void>(0), p.count, buffers.input<void>(1),
              p.element);
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_FILL_H_
