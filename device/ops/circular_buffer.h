// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// CIRCULAR_BUFFER: the last inputs in a row, for convolutions over time. Lets
// what follows run at every cycles_max-th invoke only.
#ifndef MOTE_DEVICE_OPS_CIRCULAR_BUFFER_H_
#define MOTE_DEVICE_OPS_CIRCULAR_BUFFER_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct CircularBuffer : Custom {
  static constexpr char kName[] = "CIRCULAR_BUFFER";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<int8_t>;

  struct Options {
    int32_t cycles_max;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "cycles_max", o.cycles_max);
    }
  };
  struct Params {
    uint32_t moved;  // bytes that stay for the next output
    uint32_t depth;  // bytes of an input
    int32_t cycles;
  };
  struct State {
    int32_t cycles_left;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void reset(const Params& p, void* state) {
    *static_cast<State*>(state) = {p.cycles};
  }
  // The output is a variable: it holds the inputs before.
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    uint8_t* out = buffers.output<uint8_t>(0);
    move_bytes(out, out + p.depth, p.moved);
    copy_bytes(out + p.moved, buffers.input<uint8_t>(0), p.depth);
    State& state = *buffers.state<State>();
    if (--state.cycles_left > 0) return Status::kEndEarly;
    state.cycles_left = p.cycles;
    return Status::kOk;
  }
};

// Input [1, 1, h, c], output [1, slots, h, c].
inline Status CircularBuffer::prepare(const Context& context,
                                      const Options& options, Params& p,
                                      Needs& needs) {
  const Status status = check_operands(
      context, {{0, Type::kInt8, -1}, {kOutput, Type::kInt8, -1}});
  if (status != Status::kOk) return status;
  const Shape in = context.input(0).shape;
  const Tensor out = context.output(0);
  if (in.rank != 4 || in[0] != 1 || in[1] != 1) {
    return context.refuse(Status::kWrongShape, 0);
  }
  if (out.shape.rank != 4 || out.shape[0] != 1 || out.shape[1] < 1 ||
      out.shape[2] != in[2] || out.shape[3] != in[3]) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  if (!out.variable) return context.refuse(Status::kWrongType, kOutput);
  p.depth = static_cast<uint32_t>(in.elements());
  p.moved = out.bytes - p.depth;
  p.cycles = options.cycles_max;
  if (p.cycles <= 0) {
    // As the reference guesses for models that don't tell.
    const int32_t slots = out.shape[1];
    p.cycles = slots == 5 || slots == 13 || slots == 25 ? 1 : 2;
  }
  needs.state = sizeof(State);
  needs.work = out.bytes;
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CIRCULAR_BUFFER_H_
