// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalFilterBankLog: output_scale * ln(x * 2^input_correction_bits), at most
// the largest int16.
#ifndef MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_LOG_H_
#define MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_LOG_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalFilterBankLog : Custom {
  static constexpr char kName[] = "SignalFilterBankLog";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<uint32_t>;

  struct Options {
    int32_t output_scale, input_correction_bits;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "output_scale", o.output_scale);
      v(1, "input_correction_bits", o.input_correction_bits);
    }
  };
  struct Params {
    int32_t count;
    uint32_t scale;
    int32_t shift;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    p = {context.input(0).elements(),
         static_cast<uint32_t>(options.output_scale),
         options.input_correction_bits};
    if (p.shift < 0 || p.shift > 31) return Status::kBadOption;
    needs.lead[0] = 0;
    needs.work = 8ull * static_cast<uint32_t>(p.count);
    return check_operands(context, {{0, Type::kUInt32, -1},
                                    {kOutput, Type::kInt16, p.count}});
  }
  // scale * ln(x) for x > 0, modulo 2^16 of the product's whole part.
  static uint32_t scaled_log(uint32_t x, uint32_t scale);

  // Input and output may be one memory: a number is read before the shorter
  // one is written.
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const uint8_t* in = buffers.input<uint8_t>(0);
    int16_t* out = buffers.output<int16_t>(0);
    for (int32_t i = 0; i < p.count; ++i, in += sizeof(uint32_t)) {
      const uint32_t x = load_unaligned<uint32_t>(in) << p.shift;
      const uint32_t log = x > 1 ? scaled_log(x, p.scale) : 0;
      out[i] = static_cast<int16_t>(min(log, uint32_t{INT16_MAX}));
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_LOG_H_
