// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of REDUCE_MAX and REDUCE_MIN.
#ifndef MOTE_DEVICE_OPS_REDUCE_EXTREMUM_H_
#define MOTE_DEVICE_OPS_REDUCE_EXTREMUM_H_

#include <float.h>

#include "device/ops/reduce.h"

namespace mote::ops {

// Where a search begins: the farthest finite number.
template <class X>
constexpr X lowest() { return Limits<X>::kMin; }
template <>
constexpr float lowest() { return -FLT_MAX; }
template <class X>
constexpr X highest() { return Limits<X>::kMax; }
template <>
constexpr float highest() { return FLT_MAX; }

// Op gives name, code, version and which of two numbers goes on; what is not a
// number never does:
//   template <class X> static X start();
//   template <class X> static bool better(X candidate, X best);
template <class Op>
struct ReduceExtremum {
  static constexpr uint16_t kOptionsType = 27;
  using Variants =
      ops::Variants<int8_t, int16_t, float, uint8_t, int32_t, int64_t>;
  using Options = ReducerOptions;
  struct Params {
    Reduction reduction;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    const Status status = prepare_reduction(context, options.keep_dims,
                                            Variants(), p.reduction, needs);
    if (status != Status::kOk) return status;
    return same_quantization(context.input(0).quantization,
                             context.output(0).quantization)
               ? Status::kOk
               : context.refuse(Status::kBadQuantization, kOutput);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    reduce(p.reduction, buffers.template input<X>(0),
           buffers.template output<X>(0), Op::template start<X>(),
           [](X best, X x) { return Op::better(x, best) ? x : best; },
           [](X best) { return best; });
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REDUCE_EXTREMUM_H_
