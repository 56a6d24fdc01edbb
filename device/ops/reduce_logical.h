// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of REDUCE_ANY and REDUCE_ALL.
#ifndef MOTE_DEVICE_OPS_REDUCE_LOGICAL_H_
#define MOTE_DEVICE_OPS_REDUCE_LOGICAL_H_

#include "device/ops/reduce.h"

namespace mote::ops {

// Op gives name, code, version and what an output is as long as no element
// says otherwise: static constexpr bool kStart.
template <class Op>
struct ReduceLogical {
  static constexpr uint16_t kOptionsType = 27;
  using Variants = ops::Variants<bool>;
  using Options = ReducerOptions;
  struct Params {
    Reduction reduction;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    return prepare_reduction(context, options.keep_dims, Variants(),
                             p.reduction, needs);
  }
  // Bytes are read: whoever fills a tensor may write more than 0 and 1.
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    reduce(p.reduction, buffers.template input<uint8_t>(0),
           buffers.template output<uint8_t>(0), Op::kStart,
           [](bool so_far, uint8_t x) {
             return (x != 0) == Op::kStart ? so_far : !Op::kStart;
           },
           [](bool so_far) { return static_cast<uint8_t>(so_far); });
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REDUCE_LOGICAL_H_
