// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// PRELU: x where it is not negative, else alpha * x, alpha being broadcast.
#ifndef MOTE_DEVICE_OPS_PRELU_H_
#define MOTE_DEVICE_OPS_PRELU_H_

#include "device/core/wrapping.h"
#include "device/ops/broadcast.h"

namespace mote::ops {

struct Prelu {
  static constexpr char kName[] = "PRELU";
  static constexpr int16_t kCode = 54;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 0;
  // Of the input. Words take an alpha of bytes. The reference reads one of
  // words as if it were bytes, from its start on, and so does this.
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, float>;
  using Options = NoOptions;

  struct Params {
    Broadcast shape;
    int32_t in_zero, alpha_zero, out_zero;
    Multiplier positive, negative;
    Range range;

    int32_t of(int32_t q, int32_t a) const {
      const int32_t x = q - in_zero;
      const int32_t y =
          x >= 0 ? multiply(x, positive)
                 : multiply(wrapping_mul(x, a - alpha_zero), negative);
      return clamp(wrapping_add(y, out_zero), range.lo, range.hi);
    }
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace prelu {

template <class X, class A>
void integers(const Prelu::Params& p, const Buffers& buffers) {
  for_each_pair(p.shape, buffers.input<X>(0), buffers.input<A>(1),
                buffers.output<X>(0), [&](X x, A alpha) {
                  return static_cast<X>(p.of(x, alpha));
                });
}

}  // namespace prelu

template <class Isa, class X>
Status Prelu::eval(const Params& p, const Buffers& buffers) {
  if constexpr (kTypeOf<X> == Type::kFloat32) {
    for_each_pair(p.shape, buffers.input<float>(0), buffers.input<float>(1),
                  buffers.output<float>(0), [](float x, float alpha) {
                    return x >= 0.0f ? x : x * alpha;
                  });
  } else if constexpr (sizeof(X) == 2) {
    prelu::integers<X, int8_t>(p, buffers);
  } else {
    prelu::integers<X, X>(p, buffers);
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_PRELU_H_
