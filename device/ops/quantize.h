// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// QUANTIZE: from floats to integers, or from one quantization to another.
#ifndef MOTE_DEVICE_OPS_QUANTIZE_H_
#define MOTE_DEVICE_OPS_QUANTIZE_H_

#include "device/core/wrapping.h"
#include "device/ops/channel_steps.h"
#include "device/ops/overlap.h"
#include "device/ops/tables.h"

namespace mote::ops {

struct Quantize {
  static constexpr char kName[] = "QUANTIZE";
  static constexpr int16_t kCode = 114;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 89;
  using Variants =
      ops::Variants<int8_t, uint8_t, int16_t, int32_t, float>;  // of the input
  using Options = NoOptions;

  struct Params {
    ChannelSteps steps;     // of the output
    Range range;
    int32_t in_zero;        // integers
    int32_t out_zero;       // integers
    Multiplier multiplier;  // integers
    Type out;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace quantize {

inline int32_t of(const Quantize::Params& p, int32_t q) {
  const int32_t scaled = multiply(wrapping_sub(q, p.in_zero), p.multiplier);
  return clamp(wrapping_add(scaled, p.out_zero), p.range.lo, p.range.hi);
}

template <class X, class Y>
void integers(const Quantize::Params& p, const X* in, Y* out) {
  for (int32_t i = 0; i < p.steps.count; ++i) {
    out[i] = static_cast<Y>(of(p, in[i]));
  }
}

template <class Y>
void floats(const Quantize::Params& p, const Buffers& buffers) {
  const float* in = buffers.input<float>(0);
  Y* out = buffers.output<Y>(0);
  p.steps.each_row([&](int32_t first, int32_t n, int32_t channel) {
    const float scale = buffers.table<float>(0)[channel];
    const int32_t zero = buffers.table<int32_t>(1)[channel];
    for (int32_t i = first; i < first + n; ++i) {
      const int32_t steps = round_to_int(clamp(in[i] / scale, -1e6f, 1e6f));
      out[i] = static_cast<Y>(
          clamp(wrapping_add(steps, zero), p.range.lo, p.range.hi));
    }
  });
}

template <class Isa, class X, class Y>
void run(const Quantize::Params& p, const Buffers& buffers) {
  if constexpr (kTypeOf<X> == Type::kFloat32) {
    floats<Y>(p, buffers);
  } else if constexpr (sizeof(X) == 1 && sizeof(Y) == 1) {
    Isa::look_up(buffers.input<int8_t>(0), p.steps.count,
                 buffers.table<int8_t>(0), buffers.output<int8_t>(0));
  } else {
    integers(p, buffers.input<X>(0), buffers.output<Y>(0));
  }
}

}  // namespace quantize

template <class Isa, class X>
Status Quantize::eval(const Params& p, const Buffers& buffers) {
  switch (p.out) {
    case Type::kInt8: quantize::run<Isa, X, int8_t>(p, buffers); break;
    case Type::kUInt8: quantize::run<Isa, X, uint8_t>(p, buffers); break;
    case Type::kInt16: quantize::run<Isa, X, int16_t>(p, buffers); break;
    default:
      if constexpr (sizeof(X) <= 2) {
        quantize::run<Isa, X, int32_t>(p, buffers);
      }
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_QUANTIZE_H_
