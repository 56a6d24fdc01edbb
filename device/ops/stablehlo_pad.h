// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// STABLEHLO_PAD: operand 1 around the input and between its elements. Negative
// paddings take elements away.
#ifndef MOTE_DEVICE_OPS_STABLEHLO_PAD_H_
#define MOTE_DEVICE_OPS_STABLEHLO_PAD_H_

#include "device/ops/spread.h"

namespace mote::ops {

struct StablehloPad {
  static constexpr char kName[] = "STABLEHLO_PAD";
  static constexpr int16_t kCode = 195;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 266;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Params = Padded::Params;

  struct Options {
    Numbers<int64_t> low, high, interior;  // by dimension

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "edge_padding_low", o.low);
      v(1, "edge_padding_high", o.high);
      v(2, "interior_padding", o.interior);
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    Status status = begin_spread(context, 0, 1, p, needs);
    if (status != Status::kOk) return status;
    const uint32_t rank =
        static_cast<uint32_t>(context.input(0).shape.rank);
    if (options.low.size != rank || options.high.size != rank ||
        options.interior.size != rank) {
      return Status::kBadOption;
    }
    for (uint32_t d = 0; d < rank && status == Status::kOk; ++d) {
      status = add_spread(
          context, static_cast<int>(d),
          {options.low[d], options.interior[d], options.high[d]}, p);
    }
    return status;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    return Padded::eval(p, buffers, buffers.input<void>(1));
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STABLEHLO_PAD_H_
