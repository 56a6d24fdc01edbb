// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalFftAutoScale: samples shifted left as far as the largest of them
// allows, and by how much.
#ifndef MOTE_DEVICE_OPS_SIGNAL_FFT_AUTO_SCALE_H_
#define MOTE_DEVICE_OPS_SIGNAL_FFT_AUTO_SCALE_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalFftAutoScale : Custom {
  static constexpr char kName[] = "SignalFftAutoScale";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<int16_t>;
  using Options = NoOptions;
  struct Params {
    int32_t count;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    p.count = context.input(0).elements();
    needs.lead[0] = 0;
    return check_operands(context, {{0, Type::kInt16, -1},
                                    {kOutput, Type::kInt16, p.count},
                                    {kOutput + 1, Type::kInt32, 1}});
  }
  // As in the reference, where -(-32768) is -32768: what comes after it counts
  // from there.
  static int16_t largest(const int16_t* in, int32_t count) {
    int16_t highest = 0;
    for (int32_t i = 0; i < count; ++i) {
      if (in[i] > highest) {
        highest = in[i];
      } else if (-in[i] > highest) {
        highest = static_cast<int16_t>(-in[i]);
      }
    }
    return highest;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const int16_t* in = buffers.input<int16_t>(0);
    int16_t* out = buffers.output<int16_t>(0);
    const int16_t highest = largest(in, p.count);
    const int32_t shift =
        highest > 0 ? __builtin_clz(static_cast<unsigned>(highest)) - 17 : 0;
    for (int32_t i = 0; i < p.count; ++i) {
      out[i] = static_cast<int16_t>(in[i] * (1 << shift));
    }
    *buffers.output<int32_t>(1) = shift;
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_FFT_AUTO_SCALE_H_
