// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalDelay: each row continues from invoke to invoke and comes out
// delay_length samples later, after as many zeros.
#ifndef MOTE_DEVICE_OPS_SIGNAL_DELAY_H_
#define MOTE_DEVICE_OPS_SIGNAL_DELAY_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalDelay : Custom {
  static constexpr char kName[] = "SignalDelay";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<int16_t>;

  struct Options {
    int32_t delay_length;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "delay_length", o.delay_length);
    }
  };
  struct Params {
    int32_t rows;
    int32_t depth;
    int32_t delay;
  };
  // Followed by a ring of `delay` samples for each row.
  struct State {
    int32_t oldest;

    int16_t* rings() { return reinterpret_cast<int16_t*>(this + 1); }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void reset(const Params& p, void* state) {
    fill_bytes(state, 0, state_bytes(p));
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

 private:
  static uint32_t state_bytes(const Params& p) {
    return static_cast<uint32_t>(sizeof(State)) +
           static_cast<uint32_t>(p.rows * p.delay) * 2;
  }
};

inline Status SignalDelay::prepare(const Context& context,
                                   const Options& options, Params& p,
                                   Needs& needs) {
  const Tensor in = context.input(0);
  const Status status = check_operands(
      context,
      {{0, Type::kInt16, -1}, {kOutput, Type::kInt16, in.elements()}});
  if (status != Status::kOk) return status;
  if (in.shape.rank < 1) return context.refuse(Status::kWrongShape, 0);
  p = {in.shape.product(0, in.shape.rank - 1), in.shape.last(),
       options.delay_length};
  if (p.delay < 0 || static_cast<int64_t>(p.rows) * p.delay > INT32_MAX / 4) {
    return Status::kBadOption;
  }
  needs.state = state_bytes(p);
  needs.lead[0] = 0;
  return Status::kOk;
}

template <class Isa, class X>
Status SignalDelay::eval(const Params& p, const Buffers& buffers) {
  const int16_t* in = buffers.input<int16_t>(0);
  int16_t* out = buffers.output<int16_t>(0);
  State& state = *buffers.state<State>();
  if (p.delay == 0) {
    move_bytes(out, in, static_cast<uint32_t>(p.rows * p.depth) * 2);
    return Status::kOk;
  }
  int32_t at = state.oldest;
  for (int32_t r = 0; r < p.rows; ++r) {
    int16_t* ring = state.rings() + r * p.delay;
    at = state.oldest;
    for (int32_t i = 0; i < p.depth; ++i) {
      const int16_t sample = *in++;
      *out++ = ring[at];
      ring[at] = sample;
      at = at + 1 == p.delay ? 0 : at + 1;
    }
  }
  state.oldest = at;
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_DELAY_H_
