// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of ADD, SUB, MUL and DIV: two operands, broadcast, and an
// activation; floats and plain integers by one formula, quantized ones by
// another.
#ifndef MOTE_DEVICE_OPS_ARITHMETIC_H_
#define MOTE_DEVICE_OPS_ARITHMETIC_H_

#include "device/core/wrapping.h"
#include "device/ops/broadcast.h"

namespace mote::ops {

// Bounds of an activation on numbers that stand for themselves.
template <class T>
struct Bounds {
  T lo, hi;

  explicit Bounds(Activation activation)
      : lo(Limits<T>::kMin), hi(Limits<T>::kMax) {
    if (activation == Activation::kRelu) lo = 0;
    if (activation == Activation::kRelu6) lo = 0, hi = 6;
    if (activation == Activation::kReluN1To1) lo = static_cast<T>(-1), hi = 1;
  }
  T operator()(T x) const { return clamp(x, lo, hi); }
};
template <>
struct Bounds<float> {
  FloatRange range;

  explicit Bounds(Activation activation)
      : range(activation_range(activation)) {}
  float operator()(float x) const { return clamp(x, range.lo, range.hi); }
};

// What quantized operands have in common.
struct QuantizedPair {
  int32_t zero[2];
  int32_t out_zero;
  Range range;

  // The output for a result in its steps.
  int32_t output(int32_t result) const {
    return clamp(wrapping_add(result, out_zero), range.lo, range.hi);
  }
};

// Reads it. Each operand must be quantized per tensor, with a zero point that
// its type can hold.
Status prepare_quantized_pair(const Context& context, Activation activation,
                              QuantizedPair& pair);

struct ArithmeticOptions {
  static constexpr bool kFused = true;
  Activation activation;

  template <class V>
  static void fields(ArithmeticOptions& o, V& v) {
    v(0, "fused_activation_function", o.activation);
  }
};

// For operators of the family without a fused activation. Without one, the
// others bound floats by the largest finite ones.
struct UnfusedOptions : NoOptions {
  static constexpr bool kFused = false;
  static constexpr Activation activation = Activation::kNone;
};

// Op gives the name, code, version, tag of its options, Variants, and
//   template <class X> static X plain(X a, X b);
//   struct Scaling {   // the formula for quantized values
//     QuantizedPair pair;
//     int32_t operator()(int32_t a, int32_t b) const;
//   };
//   static void prepare_scaling(const Context&, const Options&, Scaling&);
// and may give Options, and
//   static constexpr bool kDivides = true;  // by integers that are not zero
template <class Op>
struct Arithmetic {
  using Options = ArithmeticOptions;
  static constexpr bool kDivides = false;

  struct Params {
    Broadcast shape;
    Activation activation;
    uint8_t quantized;
    typename Op::Scaling scaling;
  };

  template <class O>
  static Status prepare(const Context& context, const O& options, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

 private:
  template <class X, class F>
  static Status combine(const Params& p, const Buffers& buffers,
                        int32_t zero, const F& f) {
    const X* a = buffers.template input<X>(0);
    const X* b = buffers.template input<X>(1);
    X* out = buffers.template output<X>(0);
    if constexpr (Op::kDivides && kTypeOf<X> != Type::kFloat32) {
      const auto divides = [&](X, X y) { return y != zero; };
      return for_each_accepted(p.shape, a, b, out, divides, f);
    } else {
      for_each_pair(p.shape, a, b, out, f);
      return Status::kOk;
    }
  }
};

template <class Op>
template <class O>
Status Arithmetic<Op>::prepare(const Context& context, const O& options,
                               Params& p, Needs& needs) {
  p = {};
  const Status status = prepare_pair(context, p.shape, needs);
  if (status != Status::kOk) return status;
  const Type type = context.input(0).type;
  const int variant = find_variant(typename Op::Variants{}, type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  needs.variant = static_cast<uint8_t>(variant);
  if (context.output(0).type != type) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  p.activation = options.activation;
  // Words are plain numbers when they have no scale.
  p.quantized = bits(type) == 8 ||
                (type == Type::kInt16 &&
                 context.input(0).quantization.count != 0);
  if (p.quantized == 0) return Status::kOk;
  const Status quantized = prepare_quantized_pair(context, options.activation,
                                                  p.scaling.pair);
  if (quantized != Status::kOk) return quantized;
  Op::prepare_scaling(context, options, p.scaling);
  return Status::kOk;
}

template <class Op>
template <class Isa, class X>
Status Arithmetic<Op>::eval(const Params& p, const Buffers& buffers) {
  if constexpr (sizeof(X) <= 2) {
    if (p.quantized != 0) {
      return combine<X>(p, buffers, p.scaling.pair.zero[1],
                        [scaling = p.scaling](X a, X b) {
                          return static_cast<X>(scaling(a, b));
                        });
    }
  }
  if constexpr (sizeof(X) > 1) {
    const Bounds<X> bounds(p.activation);
    return combine<X>(p, buffers, 0, [bounds](X a, X b) {
      const X plain = Op::plain(a, b);
      return Op::Options::kFused ? bounds(plain) : plain;
    });
  }
  return Status::kBadData;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ARITHMETIC_H_
