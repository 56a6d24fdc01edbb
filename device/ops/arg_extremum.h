// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of ARG_MAX and ARG_MIN: where along an axis an extremum is first.
#ifndef MOTE_DEVICE_OPS_ARG_EXTREMUM_H_
#define MOTE_DEVICE_OPS_ARG_EXTREMUM_H_

#include "device/ops/integers.h"

namespace mote::ops {

struct ArgExtremumParams {
  int32_t outer, count, inner;  // count: along the axis
  uint8_t wide;                 // the output is int64
};

// Checks all but the input's type.
Status prepare_arg_extremum(const Context& context, ArgExtremumParams& p);

// Op gives name, code, options' type and which of two elements is the one:
//   template <class X> static bool better(X candidate, X best);
template <class Op>
struct ArgExtremum {
  static constexpr uint8_t kVersion = 3;
  using Variants = ops::Variants<int8_t, float, uint8_t, int32_t, bool>;
  struct Options {
    Type output_type;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "output_type", o.output_type);
    }
  };
  using Params = ArgExtremumParams;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    const int variant = find_variant(Variants(), context.input(0).type);
    if (variant < 0) return context.refuse(Status::kWrongType, 0);
    needs.variant = static_cast<uint8_t>(variant);
    needs.any_alignment = ~1u;
    return prepare_arg_extremum(context, p);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    if constexpr (kTypeOf<X> == Type::kBool) {
      return eval<Isa, uint8_t>(p, buffers);
    } else {
      const X* x = buffers.template input<X>(0);
      int32_t at = 0;
      for (int32_t o = 0; o < p.outer; ++o, x += p.count * p.inner) {
        for (int32_t i = 0; i < p.inner; ++i, ++at) {
          write(p, buffers, at, search(p, x + i));
        }
      }
      return Status::kOk;
    }
  }

 private:
  template <class X>
  static int32_t search(const Params& p, const X* x) {
    int32_t best = 0;
    for (int32_t i = 1; i < p.count; ++i) {
      if (Op::better(x[i * p.inner], x[best * p.inner])) best = i;
    }
    return best;
  }
  static void write(const Params& p, const Buffers& buffers, int32_t at,
                    int32_t index) {
    if (p.wide != 0) {
      buffers.template output<int64_t>(0)[at] = index;
    } else {
      buffers.template output<int32_t>(0)[at] = index;
    }
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ARG_EXTREMUM_H_
