// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalStacker: the last frames side by side, every stacker_step invokes; the
// second output tells whether this is such an invoke, else the first is 0.
#ifndef MOTE_DEVICE_OPS_SIGNAL_STACKER_H_
#define MOTE_DEVICE_OPS_SIGNAL_STACKER_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalStacker : Custom {
  static constexpr char kName[] = "SignalStacker";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<int16_t>;

  // The first frame stands for those of the left context before it.
  struct Options {
    int32_t num_channels, left_context, right_context, step;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "num_channels", o.num_channels);
      v(1, "stacker_left_context", o.left_context);
      v(2, "stacker_right_context", o.right_context);
      v(3, "stacker_step", o.step);
    }
  };
  struct Params {
    int32_t channels;
    int32_t left;
    int32_t frames;  // in a stack
    int32_t step;
  };
  // Followed by all frames of a stack but the last, the oldest first.
  struct State {
    int32_t waiting;  // frames
    int32_t started;

    int16_t* samples() { return reinterpret_cast<int16_t*>(this + 1); }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void reset(const Params&, void* state) {
    *static_cast<State*>(state) = {};
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

inline Status SignalStacker::prepare(const Context& context, const Options& o,
                                     Params& p, Needs& needs) {
  if (o.num_channels < 1 || o.left_context < 0 || o.right_context < 0) {
    return Status::kBadOption;
  }
  const int64_t frames = 1ll + o.left_context + o.right_context;
  // A product beyond 32 bits is no tensor's size.
  const Status status = check_operands(
      context, {{0, Type::kInt16, o.num_channels},
                {kOutput, Type::kInt16, frames * o.num_channels},
                {kOutput + 1, Type::kBool, 1}});
  if (status != Status::kOk) return status;
  if (o.step < 1 || o.step > frames) return Status::kBadOption;
  p = {o.num_channels, o.left_context, static_cast<int32_t>(frames), o.step};
  needs.state = static_cast<uint32_t>(sizeof(State)) +
                static_cast<uint32_t>((p.frames - 1) * p.channels) * 2;
  return Status::kOk;
}

template <class Isa, class X>
Status SignalStacker::eval(const Params& p, const Buffers& buffers) {
  const int16_t* in = buffers.input<int16_t>(0);
  int16_t* out = buffers.output<int16_t>(0);
  State& state = *buffers.state<State>();
  const auto copy = [&](int16_t* to, const int16_t* from, int32_t frames) {
    move_bytes(to, from, static_cast<uint32_t>(frames * p.channels) * 2);
  };
  const auto sample = [&](int32_t frame) {
    return state.samples() + frame * p.channels;
  };
  if (state.started == 0) {
    for (; state.waiting < p.left; ++state.waiting) {
      copy(sample(state.waiting), in, 1);
    }
    state.started = 1;
  }
  const int32_t last = p.frames - 1;
  const bool whole = state.waiting == last;
  *buffers.output<uint8_t>(1) = whole;
  if (!whole) {
    copy(sample(state.waiting), in, 1);
    ++state.waiting;
    fill_bytes(out, 0, static_cast<uint32_t>(p.frames * p.channels) * 2);
    return Status::kOk;
  }
  copy(out, sample(0), last);
  copy(out + last * p.channels, in, 1);
  state.waiting = p.frames - p.step;
  if (state.waiting == 0) return Status::kOk;
  copy(sample(0), sample(p.step), last - p.step);
  copy(sample(last - p.step), in, 1);
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_STACKER_H_
