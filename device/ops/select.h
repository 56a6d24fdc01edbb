// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SELECT and SELECT_V2: x where the condition is true, else y.
#ifndef MOTE_DEVICE_OPS_SELECT_H_
#define MOTE_DEVICE_OPS_SELECT_H_

#include "device/ops/broadcast.h"

namespace mote::ops {

// The family. Op gives the name, code, version and tag of its options, and
// makes the Broadcast of condition, x and y:
//   static Status shape(const Context&, Broadcast&);
template <class Op>
struct Selection {
  // By the width of the elements, which are moved as they are.
  using Variants = ops::Variants<uint8_t, uint16_t, uint32_t, uint64_t>;
  using Options = NoOptions;
  using Params = Broadcast;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

// The condition has the shape of x and y, or is a scalar, or has one value for
// each index of their first dimension.
struct Select : Selection<Select> {
  static constexpr char kName[] = "SELECT";
  static constexpr int16_t kCode = 64;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 47;

  static Status shape(const Context& context, Broadcast& b);
};

// All three are broadcast.
struct SelectV2 : Selection<SelectV2> {
  static constexpr char kName[] = "SELECT_V2";
  static constexpr int16_t kCode = 123;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 98;

  static Status shape(const Context& context, Broadcast& b) {
    return make_broadcast(context, 0, 3, b);
  }
};

// Checks counts and types, and gives what depends on the shape.
Status prepare_selection(const Context& context, Needs& needs);
void allow_selection_overlap(const Context& context, const Broadcast& b,
                             Needs& needs);

template <class Op>
Status Selection<Op>::prepare(const Context& context, const Options&,
                              Params& p, Needs& needs) {
  Status status = prepare_selection(context, needs);
  if (status != Status::kOk) return status;
  status = Op::shape(context, p);
  if (status == Status::kOk) allow_selection_overlap(context, p, needs);
  return status;
}

template <class Op>
template <class Isa, class X>
Status Selection<Op>::eval(const Params& p, const Buffers& buffers) {
  const int32_t n = p.run();
  const int32_t step = p.one(0) ? 0 : 1;
  const int32_t x_step = p.one(1) ? 0 : 1;
  const int32_t y_step = p.one(2) ? 0 : 1;
  X* out = buffers.template output<X>(0);
  for (BroadcastWalk walk(p); walk.more(); walk.next(), out += n) {
    const uint8_t* condition = buffers.input<uint8_t>(0) + walk.at(0);
    const X* x = buffers.template input<X>(1) + walk.at(1);
    const X* y = buffers.template input<X>(2) + walk.at(2);
    for (int32_t i = 0; i < n; ++i) {
      out[i] = condition[i * step] != 0 ? x[i * x_step] : y[i * y_step];
    }
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SELECT_H_
