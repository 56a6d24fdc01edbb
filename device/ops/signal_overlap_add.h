// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalOverlapAdd: rows of frames added up, each frame_step samples after the
// one before; what exceeds the last step is added to the next invoke's frames.
#ifndef MOTE_DEVICE_OPS_SIGNAL_OVERLAP_ADD_H_
#define MOTE_DEVICE_OPS_SIGNAL_OVERLAP_ADD_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalOverlapAdd : Custom {
  static constexpr char kName[] = "SignalOverlapAdd";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<int16_t, float>;

  struct Options {
    int32_t frame_step;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "frame_step", o.frame_step);
    }
  };
  struct Params {
    int32_t rows;
    int32_t frames;
    int32_t step;
    int32_t rest;  // of a frame, after a step
    uint32_t state_bytes;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void reset(const Params& p, void* state) {
    fill_bytes(state, 0, p.state_bytes);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

 private:
  static int16_t sum(int16_t a, int16_t b) {
    return static_cast<int16_t>(
        clamp<int32_t>(a + b, INT16_MIN, INT16_MAX));
  }
  static float sum(float a, float b) { return a + b; }
};

inline Status SignalOverlapAdd::prepare(const Context& context,
                                        const Options& options, Params& p,
                                        Needs& needs) {
  const Type type = context.input(0).type;
  if (type != Type::kInt16 && type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, 0);
  }
  const Status status =
      check_operands(context, {{0, type, -1}, {kOutput, type, -1}});
  if (status != Status::kOk) return status;
  const Shape in = context.input(0).shape;
  const Shape out = context.output(0).shape;
  if (in.rank < 2) return context.refuse(Status::kWrongShape, 0);
  p = {};
  p.step = options.frame_step;
  if (p.step < 1 || p.step > in.last()) return Status::kBadOption;
  p.rows = in.product(0, in.rank - 2);
  p.frames = in[in.rank - 2];
  p.rest = in.last() - p.step;
  if (out.rank != in.rank - 1 ||
      out.last() != static_cast<int64_t>(p.frames) * p.step ||
      out.product(0, out.rank - 1) != p.rows) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  needs.variant = type == Type::kInt16 ? 0 : 1;
  // The shape's product fits 32 bits with an empty dimension left out.
  p.state_bytes = static_cast<uint32_t>(p.rows * p.rest) * bits(type) / 8;
  needs.state = max(p.state_bytes, 4u);
  return Status::kOk;
}

template <class Isa, class X>
Status SignalOverlapAdd::eval(const Params& p, const Buffers& buffers) {
  const X* in = buffers.template input<X>(0);
  X* out = buffers.template output<X>(0);
  for (int32_t r = 0; r < p.rows; ++r) {
    X* rest = buffers.template state<X>() + r * p.rest;
    const auto before = [&](int32_t i) { return i < p.rest ? rest[i] : X{0}; };
    for (int32_t f = 0; f < p.frames; ++f) {
      for (int32_t i = 0; i < p.step; ++i) *out++ = sum(*in++, before(i));
      for (int32_t i = 0; i < p.rest; ++i) {
        rest[i] = sum(*in++, before(i + p.step));
      }
    }
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_OVERLAP_ADD_H_
