// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ADD: a + b, with broadcasting.
#ifndef MOTE_DEVICE_OPS_ADD_H_
#define MOTE_DEVICE_OPS_ADD_H_

#include "device/ops/sum_scaling.h"

namespace mote::ops {

struct Add : Arithmetic<Add> {
  static constexpr char kName[] = "ADD";
  static constexpr char kReference[] = "LiteRT";
  static constexpr char kKernels[] = "add";
  static constexpr int16_t kCode = 0;
  static constexpr uint8_t kVersion = 5;
  static constexpr uint16_t kOptionsType = 11;
  using Variants =
      ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t, float>;
  using Options = SumOptions;

  template <class X>
  static X plain(X a, X b) { return wrapping_add(a, b); }
  static float plain(float a, float b) { return a + b; }

  using Scaling = SumScaling<Add>;
  template <class X>
  [[gnu::always_inline]] static int32_t scaled(const Scaling& s, X a, X b) {
    if (sizeof(X) == 2 && s.shifted != 0) {
      return clamp(rounding_divide_by_pot(a, s.right[0]) +
                   rounding_divide_by_pot(b, s.right[1]),
                   s.pair.range.lo, s.pair.range.hi);
    }
    constexpr int kLeft = sum_left_shift(sizeof(X));
    return s.result(wrapping_add(s.template operand<kLeft>(0, a),
                                 s.template operand<kLeft>(1, b)));
  }

  static void prepare_scaling(const Context& context, const Options& options,
                              Scaling& s);

  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const bool plain = p.shape.rank == 1 && !p.shape.one(0) && !p.shape.one(1);
    if constexpr (kTypeOf<X> == Type::kInt8) {
      if (plain) {
        add_all<Isa>(p, buffers);
        return Status::kOk;
      }
    }
    return Arithmetic::eval<Isa, X>(p, buffers);
  }

 private:
  template <class Isa>
  static void add_all(const Params& p, const Buffers& buffers) {
    const Scaling& s = p.scaling;
    Isa::add(Sum<int8_t>{
        {buffers.input<int8_t>(0), buffers.input<int8_t>(1)},
        p.shape.run(), buffers.output<int8_t>(0),
        {s.pair.zero[0], s.pair.zero[1]}, {s.in[0], s.in[1]}, s.out,
        s.pair.out_zero, s.pair.range});
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ADD_H_
