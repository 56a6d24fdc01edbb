// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalWindow: rows of samples times a row of weights, shifted and saturated.
#ifndef MOTE_DEVICE_OPS_SIGNAL_WINDOW_H_
#define MOTE_DEVICE_OPS_SIGNAL_WINDOW_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalWindow : Custom {
  static constexpr char kName[] = "SignalWindow";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<int16_t>;

  struct Options {
    int32_t shift;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "shift", o.shift);
    }
  };
  struct Params {
    int32_t rows;
    int32_t depth;
    int32_t shift;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    const int32_t elements = context.input(0).elements();
    const Status status = check_operands(
        context, {{0, Type::kInt16, -1},
                  {1, Type::kInt16, -1},
                  {kOutput, Type::kInt16, elements}});
    if (status != Status::kOk) return status;
    p.depth = context.input(1).elements();
    if (p.depth < 1 || elements % p.depth != 0) {
      return context.refuse(Status::kWrongShape, 1);
    }
    p.rows = elements / p.depth;
    p.shift = options.shift;
    if (p.shift < 0 || p.shift > 31) return Status::kBadOption;
    needs.lead[0] = 0;
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const int16_t* in = buffers.input<int16_t>(0);
    const int16_t* weights = buffers.input<int16_t>(1);
    int16_t* out = buffers.output<int16_t>(0);
    for (int32_t r = 0; r < p.rows; ++r) {
      for (int32_t i = 0; i < p.depth; ++i) {
        const int32_t product = static_cast<int32_t>(*in++) * weights[i];
        *out++ = static_cast<int16_t>(
            clamp<int32_t>(product >> p.shift, INT16_MIN, INT16_MAX));
      }
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_WINDOW_H_
