// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The STABLEHLO operators of two operands of one shape. They compute with the
// stored numbers; integers wrap around, and adding truths means OR, multiplying
// them AND.
#ifndef MOTE_DEVICE_OPS_STABLEHLO_PAIRS_H_
#define MOTE_DEVICE_OPS_STABLEHLO_PAIRS_H_

#include "device/core/wrapping.h"
#include "device/ops/plain_pair.h"

namespace mote::ops {

// Op gives the name, code and, as PlainPair wants it, of(); it may give other
// Variants. Without options.
template <class Op>
struct StablehloPair : PlainPair<Op> {
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 0;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, uint16_t, int32_t,
                                 uint32_t, int64_t, uint64_t, float, bool>;

  static Status prepare(const Context& context, const NoOptions& options,
                        Broadcast& p, Needs& needs) {
    const Status status = PlainPair<Op>::prepare(context, options, p, needs);
    if (status != Status::kOk) return status;
    return context.input(0).shape == context.input(1).shape
               ? Status::kOk : context.refuse(Status::kWrongShape, 1);
  }
  template <class Isa, class X>
  static Status eval(const Broadcast& p, const Buffers& buffers) {
    if constexpr (kTypeOf<X> != Type::kBool) {
      return PlainPair<Op>::template eval<Isa, X>(p, buffers);
    } else {
      // As bytes: those from outside may be neither 0 nor 1.
      for_each_pair(p, buffers.template input<uint8_t>(0),
                    buffers.template input<uint8_t>(1),
                    buffers.template output<uint8_t>(0),
                    [](uint8_t a, uint8_t b) {
                      const uint8_t x = a != 0, y = b != 0;
                      return static_cast<uint8_t>(Op::of(x, y) != 0);
                    });
      return Status::kOk;
    }
  }
};

struct StablehloAdd : StablehloPair<StablehloAdd> {
  static constexpr char kName[] = "STABLEHLO_ADD";
  static constexpr int16_t kCode = 163;

  template <class X>
  static X of(X a, X b) { return wrapping_add(a, b); }
  static float of(float a, float b) { return a + b; }
};

struct StablehloMultiply : StablehloPair<StablehloMultiply> {
  static constexpr char kName[] = "STABLEHLO_MULTIPLY";
  static constexpr int16_t kCode = 165;

  template <class X>
  static X of(X a, X b) { return wrapping_mul(a, b); }
  static float of(float a, float b) { return a * b; }
};

struct StablehloMaximum : StablehloPair<StablehloMaximum> {
  static constexpr char kName[] = "STABLEHLO_MAXIMUM";
  static constexpr int16_t kCode = 166;

  template <class X>
  static X of(X a, X b) { return a < b ? b : a; }
};

struct StablehloMinimum : StablehloPair<StablehloMinimum> {
  static constexpr char kName[] = "STABLEHLO_MINIMUM";
  static constexpr int16_t kCode = 181;

  template <class X>
  static X of(X a, X b) { return b < a ? b : a; }
};

struct StablehloAnd : StablehloPair<StablehloAnd> {
  static constexpr char kName[] = "STABLEHLO_AND";
  static constexpr int16_t kCode = 176;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, uint16_t, int32_t,
                                 uint32_t, int64_t, bool>;

  template <class X>
  static X of(X a, X b) { return static_cast<X>(a & b); }
};

// Bits shifted out are lost; as many as there are, or more, leave 0.
struct StablehloShiftLeft : StablehloPair<StablehloShiftLeft> {
  static constexpr char kName[] = "STABLEHLO_SHIFT_LEFT";
  static constexpr int16_t kCode = 207;
  static constexpr uint16_t kOptionsType = 278;
  using Variants = ops::Variants<int8_t, int16_t, int32_t>;

  template <class X>
  static X of(X a, X b) {
    if (b < 0 || b > 31) return 0;
    return static_cast<X>(static_cast<uint32_t>(a) << b);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STABLEHLO_PAIRS_H_
