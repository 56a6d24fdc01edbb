// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalFramer: cuts rows, which continue from invoke to invoke, into
// overlapping frames. The second output tells whether there were samples enough
// for all frames; those that lack some are 0.
#ifndef MOTE_DEVICE_OPS_SIGNAL_FRAMER_H_
#define MOTE_DEVICE_OPS_SIGNAL_FRAMER_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalFramer : Custom {
  static constexpr char kName[] = "SignalFramer";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<int16_t>;

  // prefill: samples of 0 go before the first, so that no frame lacks any.
  struct Options {
    int32_t frame_size, frame_step;
    bool prefill;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "frame_size", o.frame_size);
      v(1, "frame_step", o.frame_step);
      v(2, "prefill", o.prefill);
    }
  };
  struct Params {
    int32_t rows;
    int32_t frames;  // of a row and invoke
    int32_t size, step;
    int32_t room;    // samples of a row that may have to wait for the next step
    int32_t prefill;
  };
  // Followed by `room` samples for each row, the oldest first.
  struct State {
    int32_t waiting;  // in each row

    int16_t* samples() { return reinterpret_cast<int16_t*>(this + 1); }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void reset(const Params& p, void* state) {
    fill_bytes(state, 0, state_bytes(p));
    static_cast<State*>(state)->waiting = p.prefill;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

 private:
  static uint32_t state_bytes(const Params& p) {
    return static_cast<uint32_t>(sizeof(State)) +
           static_cast<uint32_t>(p.rows * p.room) * 2;
  }
  // Appends a step of samples to those waiting; a frame that is then whole is
  // written and its first step is dropped.
  static bool frame(const Params& p, const int16_t* in, int16_t* samples,
                    int32_t& waiting, int16_t* out);
};

inline Status SignalFramer::prepare(const Context& context, const Options& o,
                                    Params& p, Needs& needs) {
  const Status status = check_operands(
      context, {{0, Type::kInt16, -1},
                {kOutput, Type::kInt16, -1},
                {kOutput + 1, Type::kBool, 1}});
  if (status != Status::kOk) return status;
  const Shape in = context.input(0).shape;
  const Shape out = context.output(0).shape;
  if (o.frame_step < 1 || o.frame_size < 1 ||
      (o.prefill && o.frame_step > o.frame_size)) {
    return Status::kBadOption;
  }
  if (in.rank < 1 || in.last() < o.frame_step ||
      in.last() % o.frame_step != 0) {
    return context.refuse(Status::kWrongShape, 0);
  }
  p = {};
  p.rows = in.product(0, in.rank - 1);
  p.frames = in.last() / o.frame_step;
  p.size = o.frame_size;
  p.step = o.frame_step;
  p.prefill = o.prefill ? p.size - p.step : 0;
  if (out.rank != in.rank + 1 || out.last() != p.size ||
      out[in.rank - 1] != p.frames ||
      out.product(0, in.rank - 1) != p.rows) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  // The largest multiple of the step that is less than a frame. It fits: all
  // rows' samples are less than the output's.
  p.room = (p.size - 1) / p.step * p.step;
  needs.state = state_bytes(p);
  return Status::kOk;
}

inline bool SignalFramer::frame(const Params& p, const int16_t* in,
                                int16_t* samples, int32_t& waiting,
                                int16_t* out) {
  const auto copy = [](int16_t* to, const int16_t* from, int32_t count) {
    move_bytes(to, from, static_cast<uint32_t>(count) * 2);
  };
  if (waiting + p.step < p.size) {
    copy(samples + waiting, in, p.step);
    waiting += p.step;
    fill_bytes(out, 0, static_cast<uint32_t>(p.size) * 2);
    return false;
  }
  copy(out, samples, waiting);
  copy(out + waiting, in, p.size - waiting);
  const int32_t kept = max(waiting - p.step, 0);
  copy(samples, samples + p.step, kept);
  copy(samples + kept, in + p.step - (waiting - kept), waiting - kept);
  return true;
}

template <class Isa, class X>
Status SignalFramer::eval(const Params& p, const Buffers& buffers) {
  const int16_t* in = buffers.input<int16_t>(0);
  int16_t* out = buffers.output<int16_t>(0);
  State& state = *buffers.state<State>();
  int32_t waiting = state.waiting;
  bool whole = true;
  for (int32_t r = 0; r < p.rows; ++r) {
    waiting = state.waiting;
    for (int32_t f = 0; f < p.frames; ++f) {
      int16_t* samples = state.samples() + r * p.room;
      whole = frame(p, in, samples, waiting, out) && whole;
      in += p.step;
      out += p.size;
    }
  }
  state.waiting = waiting;
  *buffers.output<uint8_t>(1) = whole;
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_FRAMER_H_
