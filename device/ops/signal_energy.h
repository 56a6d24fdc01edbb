// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalEnergy: the squared absolute values of the complex numbers from
// start_index to before end_index; 0 for the others.
#ifndef MOTE_DEVICE_OPS_SIGNAL_ENERGY_H_
#define MOTE_DEVICE_OPS_SIGNAL_ENERGY_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalEnergy : Custom {
  static constexpr char kName[] = "SignalEnergy";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<int16_t>;

  struct Options {
    int32_t start_index, end_index;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "start_index", o.start_index);
      v(1, "end_index", o.end_index);
    }
  };
  struct Params {
    int32_t start, end;
    int32_t count;  // of the output
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    const Status status = check_operands(
        context, {{0, Type::kInt16, -1}, {kOutput, Type::kUInt32, -1}});
    if (status != Status::kOk) return status;
    p = {options.start_index, options.end_index, context.output(0).elements()};
    if (p.start < 0 || p.end > p.count) return Status::kBadOption;
    if (context.input(0).elements() / 2 < p.count) {
      return context.refuse(Status::kWrongShape, 0);
    }
    needs.lead[0] = 0;
    return Status::kOk;
  }
  // Input and output may be one memory: each number is read before its energy
  // is written.
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const uint8_t* in = buffers.input<uint8_t>(0);
    uint32_t* out = buffers.output<uint32_t>(0);
    for (int32_t i = 0; i < p.count; ++i, in += 4) {
      const int32_t re = load_unaligned<int16_t>(in);
      const int32_t im = load_unaligned<int16_t>(in + 2);
      const uint32_t energy =
          static_cast<uint32_t>(re * re) + static_cast<uint32_t>(im * im);
      out[i] = i >= p.start && i < p.end ? energy : 0;
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_ENERGY_H_
