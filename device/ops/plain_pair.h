// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators of two broadcast operands that compute with the
// stored numbers and have no options.
#ifndef MOTE_DEVICE_OPS_PLAIN_PAIR_H_
#define MOTE_DEVICE_OPS_PLAIN_PAIR_H_

#include "device/ops/broadcast.h"

namespace mote::ops {

// Op gives the name, code, version, tag of its options, Variants, and
//   template <class X> static X of(X a, X b);
// and, if that is not defined for all,
//   static constexpr bool kPartial = true;
//   template <class X> static bool accepts(X a, X b);
template <class Op>
struct PlainPair {
  using Options = NoOptions;
  using Params = Broadcast;
  static constexpr bool kPartial = false;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    const Status status = prepare_pair(context, p, needs);
    if (status != Status::kOk) return status;
    const Type type = context.input(0).type;
    const int variant = find_variant(typename Op::Variants{}, type);
    if (variant < 0) return context.refuse(Status::kWrongType, 0);
    needs.variant = static_cast<uint8_t>(variant);
    return context.output(0).type == type
               ? Status::kOk : context.refuse(Status::kWrongType, kOutput);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const X* a = buffers.template input<X>(0);
    const X* b = buffers.template input<X>(1);
    X* out = buffers.template output<X>(0);
    const auto of = [](X x, X y) { return Op::of(x, y); };
    if constexpr (Op::kPartial) {
      const auto accepts = [](X x, X y) { return Op::accepts(x, y); };
      return for_each_accepted(p, a, b, out, accepts, of);
    } else {
      for_each_pair(p, a, b, out, of);
      return Status::kOk;
    }
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_PLAIN_PAIR_H_
