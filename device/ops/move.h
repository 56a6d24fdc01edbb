// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators that move elements without looking at them.
#ifndef MOTE_DEVICE_OPS_MOVE_H_
#define MOTE_DEVICE_OPS_MOVE_H_

#include "device/ops/box.h"
#include "device/ops/integers.h"

namespace mote::ops {

// Checks that operand and output 0 are there, of one type, and movable.
inline Status check_movable(const Context& context, int input) {
  if (context.inputs() <= input || context.outputs() < 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(input);
  if (!in.present()) return context.refuse(Status::kWrongOperands, input);
  if (!is_movable(in.type)) return context.refuse(Status::kWrongType, input);
  return context.output(0).type == in.type
             ? Status::kOk : context.refuse(Status::kWrongType, kOutput);
}

// Every element of output 0 is one of input 0, found by a box. Op gives name,
// code, version and options, how many inputs it has, and the box, which is
// cleared before:
//   static Status place(const Context&, const Options&, Box&);
template <class Op>
struct Move {
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  struct Params {
    Box box;
  };

  template <class Options>
  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.inputs() != Op::kInputs || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    Status status = check_movable(context, 0);
    if (status != Status::kOk) return status;
    p.box.clear(bits(context.input(0).type) / 8);
    status = Op::place(context, options, p.box);
    if (status != Status::kOk) return status;
    needs.lead[0] = p.box.runs_in_place() ? 0 : kApart;
    needs.any_alignment = ~1u;
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    copy(p.box, buffers.input<void>(0), buffers.output<void>(0));
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_MOVE_H_
