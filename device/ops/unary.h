// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The families of operators of one operand that compute each element by
// itself.
#ifndef MOTE_DEVICE_OPS_UNARY_H_
#define MOTE_DEVICE_OPS_UNARY_H_

#include "device/ops/tables.h"

namespace mote::ops {

// Op gives the name, code, version, Variants, and its formula on elements:
//   static X of(X x, const Rule&);
// It may give Options with kOptionsType, and a Rule: what its formula needs
// besides the element, with
//   static Status prepare_rule(const Context&, const Options&, Rule&);
template <class Op>
struct Unary {
  static constexpr uint16_t kOptionsType = 0;
  using Options = NoOptions;
  struct Rule {};
  // Whether one-byte elements, and those of 16 bits, go through a table, so
  // that the formula serves only to fill it. With a table, the variant int8_t
  // does uint8_t too, and Op gives
  //   static void fill(const Context&, const Params&, int, void* table);
  static constexpr bool kTable8 = false;
  static constexpr bool kTable16 = false;
  // Whether integers below the input's zero point are refused.
  static constexpr bool kFromZero = false;

  struct Params {
    int32_t count;
    typename Op::Rule rule;
  };

  template <class O>
  static Status prepare(const Context& context, const O& options, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

  template <class O, class R>
  static Status prepare_rule(const Context&, const O&, R&) {
    return Status::kOk;
  }
};

// Real functions: of floats, and of quantized integers through tables. Op gives
//   static float real(float x, const Rule&);
// and may give another function for the tables:
//   static float tabled(float x, const Rule&);
template <class Op>
struct RealUnary : Unary<Op> {
  using Variants = ops::Variants<int8_t, int16_t, float>;
  static constexpr bool kTable8 = true;
  static constexpr bool kTable16 = true;

  template <class R>
  static float of(float x, const R& rule) { return Op::real(x, rule); }
  template <class R>
  static float tabled(float x, const R& rule) { return Op::real(x, rule); }

  static void fill(const Context& context,
                   const typename Unary<Op>::Params& p, int, void* table) {
    fill_real(context.input(0), context.output(0),
              [](float x, const void* rule) {
                return Op::tabled(x,
                                  *static_cast<const typename Op::Rule*>(rule));
              },
              &p.rule, table);
  }
};

// Functions of quantized numbers in integer arithmetic, and of floats. Op gives
//   static float real(float x, const Rule&);
//   static int32_t quantized(int32_t q, const Rule&);
// whose result needs no more than to be clamped to the output's type.
template <class Op>
struct IntegerUnary : Unary<Op> {
  using Variants = ops::Variants<int8_t, int16_t, float>;
  static constexpr bool kTable8 = true;

  template <class R>
  static float of(float x, const R& rule) { return Op::real(x, rule); }
  template <class R>
  static int16_t of(int16_t x, const R& rule) {
    return saturate<int16_t>(Op::quantized(x, rule));
  }
  static void fill(const Context& context,
                   const typename Unary<Op>::Params& p, int, void* table) {
    const Type type = context.input(0).type;
    fill_bytes_of(type, type, static_cast<int8_t*>(table),
                  [&](int32_t q) { return Op::quantized(q, p.rule); });
  }
};

// Checks that there is one input and one output, of one shape and type, and
// that there is a variant for it.
Status prepare_unary(const Context& context, int variant, Needs& needs);

template <class Op>
template <class O>
Status Unary<Op>::prepare(const Context& context, const O& options, Params& p,
                          Needs& needs) {
  const Type type = context.input(0).type;
  const bool as_int8 = Op::kTable8 && !Op::kFromZero && type == Type::kUInt8;
  const int variant = find_variant(typename Op::Variants{},
                                 as_int8 ? Type::kInt8 : type);
  Status status = prepare_unary(context, variant, needs);
  if (status != Status::kOk) return status;
  p = {};
  p.count = context.input(0).elements();
  if (Op::kTable8 && bits(type) == 8) {
    needs.tables[0] = kByteTableBytes;
  } else if (Op::kTable16 && type == Type::kInt16) {
    needs.tables[0] = kSampleTableBytes;
  }
  if (needs.tables[0] != 0) status = check_quantized(context);
  if (status != Status::kOk) return status;
  return Op::prepare_rule(context, options, p.rule);
}

template <class Op>
template <class Isa, class X>
Status Unary<Op>::eval(const Params& p, const Buffers& buffers) {
  const X* in = buffers.template input<X>(0);
  X* out = buffers.template output<X>(0);
  if constexpr (Op::kFromZero && kTypeOf<X> != Type::kFloat32) {
    for (int32_t i = 0; i < p.count; ++i) {
      if (in[i] < p.rule.in_zero) return Status::kBadData;
    }
  }
  if constexpr (Op::kTable8 && sizeof(X) == 1) {
    Isa::look_up(in, p.count, buffers.template table<int8_t>(0), out);
  } else if constexpr (Op::kTable16 && sizeof(X) == 2) {
    const int16_t* samples = buffers.template table<int16_t>(0);
    for (int32_t i = 0; i < p.count; ++i) out[i] = interpolate(samples, in[i]);
  } else {
    const typename Op::Rule rule = p.rule;
    for (int32_t i = 0; i < p.count; ++i) out[i] = Op::of(in[i], rule);
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_UNARY_H_
