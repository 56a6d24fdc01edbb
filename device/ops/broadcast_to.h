// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// BROADCAST_TO: the input repeated along its dimensions of 1 and before them.
#ifndef MOTE_DEVICE_OPS_BROADCAST_TO_H_
#define MOTE_DEVICE_OPS_BROADCAST_TO_H_

#include "device/ops/move.h"
#include "device/ops/stated.h"

namespace mote::ops {

struct BroadcastTo {
  static constexpr char kName[] = "BROADCAST_TO";
  static constexpr int16_t kCode = 130;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 104;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  struct Params {
    Box box;
    Stated shape;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 2 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Status status = check_movable(context, 0);
    if (status != Status::kOk) return status;
    const Shape in = context.input(0).shape;
    const Shape out = context.output(0).shape;
    const int added = out.rank - in.rank;
    if (added < 0) return context.refuse(Status::kWrongShape, kOutput);
    p.box.clear(bits(context.input(0).type) / 8);
    for (int d = 0; d < out.rank; ++d) {
      const int32_t size = d < added ? 1 : in[d - added];
      if (size != 1 && size != out[d]) {
        return context.refuse(Status::kWrongShape, kOutput);
      }
      p.box.add(out[d], size == 1 ? 0 : stride(in, d - added, p.box.element),
                stride(out, d, p.box.element));
    }
    needs.any_alignment = ~3u;
    return read_stated_shape(context, 1, p.shape, needs.tables[0]);
  }
  static void fill(const Context& context, const Params&, int, void* out) {
    fill_stated_shape(context, out);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    if (!shape_holds(p.shape, buffers, 1)) return Status::kBadData;
    copy(p.box, buffers.input<void>(0), buffers.output<void>(0));
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BROADCAST_TO_H_
