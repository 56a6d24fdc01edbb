// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The families of operators of one operand that compute each element by
// itself. One-byte elements go through a table, so that they need the formula
// only while it is filled.
#ifndef MOTE_DEVICE_OPS_UNARY_H_
#define MOTE_DEVICE_OPS_UNARY_H_

#include "device/ops/tables.h"

namespace mote::ops {

// Op gives the name, code, version, Variants (int8_t stands for uint8_t too)
// and its formula on the elements of every other type:
//   static X of(X x, const Rule&);
// and for one-byte elements
//   static void fill(const Context&, const Params&, int, void* table);
// It may give Options with kOptionsType, and what its formula needs besides
// the element, a Rule with
//   static Status prepare_rule(const Context&, const Options&, Rule&);
template <class Op>
struct Unary {
  static constexpr uint16_t kOptionsType = 0;
  using Options = NoOptions;
  struct Rule {};
  // 16-bit elements go through a table too.
  static constexpr bool kSamples16 = false;

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

// Real functions: of floats, and of integers through tables. Op gives
//   static float real(float x, const Rule&);
// and may give another function for the tables:
//   static float tabled(float x, const Rule&);
template <class Op>
struct RealUnary : Unary<Op> {
  static constexpr bool kSamples16 = true;

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

// Checks that there is one input and one output, of one shape and type, and
// that there is a variant for it.
Status prepare_unary(const Context& context, int variant, Needs& needs);

template <class Op>
template <class O>
Status Unary<Op>::prepare(const Context& context, const O& options, Params& p,
                          Needs& needs) {
  const Type type = context.input(0).type;
  const int variant =
      find_variant(typename Op::Variants{},
                 type == Type::kUInt8 ? Type::kInt8 : type);
  Status status = prepare_unary(context, variant, needs);
  if (status != Status::kOk) return status;
  p = {};
  p.count = context.input(0).elements();
  if (type == Type::kInt8 || type == Type::kUInt8) {
    needs.tables[0] = kByteTableBytes;
  } else if (type == Type::kInt16 && Op::kSamples16) {
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
  if constexpr (kTypeOf<X> == Type::kInt8) {
    Isa::look_up(in, p.count, buffers.template table<int8_t>(0), out);
  } else if constexpr (kTypeOf<X> == Type::kInt16 && Op::kSamples16) {
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
