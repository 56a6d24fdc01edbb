// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalFilterBankSpectralSubtraction: each channel less a running estimate of
// its noise, but not less than a part of itself; and the estimates.
#ifndef MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_SPECTRAL_SUBTRACTION_H_
#define MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_SPECTRAL_SUBTRACTION_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalFilterBankSpectralSubtraction : Custom {
  static constexpr char kName[] = "SignalFilterBankSpectralSubtraction";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<uint32_t>;

  // Even channels smooth by the first pair of factors, odd ones by the
  // alternate; factors have spectral_subtraction_bits fraction bits. The
  // estimate has smoothing_bits more than the signal.
  struct Options {
    int32_t num_channels, smoothing, one_minus_smoothing, alternate_smoothing,
        alternate_one_minus_smoothing, smoothing_bits, min_signal_remaining,
        spectral_subtraction_bits;
    bool clamping;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "num_channels", o.num_channels);
      v(1, "smoothing", o.smoothing);
      v(2, "one_minus_smoothing", o.one_minus_smoothing);
      v(3, "alternate_smoothing", o.alternate_smoothing);
      v(4, "alternate_one_minus_smoothing", o.alternate_one_minus_smoothing);
      v(5, "smoothing_bits", o.smoothing_bits);
      v(6, "min_signal_remaining", o.min_signal_remaining);
      v(7, "spectral_subtraction_bits", o.spectral_subtraction_bits);
      v(8, "clamping", o.clamping);
    }
  };
  struct Params {
    struct Smoothing {
      uint32_t of_signal, of_estimate;
    };
    Smoothing smoothing[2];  // even and odd channels
    uint32_t remaining;
    int32_t channels;
    uint8_t smoothing_bits;
    uint8_t fraction_bits;
    uint8_t clamping;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void reset(const Params& p, void* state) {
    fill_bytes(state, 0, static_cast<uint32_t>(p.channels) * sizeof(uint32_t));
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

inline Status SignalFilterBankSpectralSubtraction::prepare(
    const Context& context, const Options& o, Params& p, Needs& needs) {
  const Status status = check_operands(
      context, {{0, Type::kUInt32, o.num_channels},
                {kOutput, Type::kUInt32, o.num_channels},
                {kOutput + 1, Type::kUInt32, o.num_channels}});
  if (status != Status::kOk) return status;
  if (o.num_channels < 1 || o.smoothing_bits < 0 || o.smoothing_bits > 31 ||
      o.spectral_subtraction_bits < 0 || o.spectral_subtraction_bits > 63) {
    return Status::kBadOption;
  }
  p = {};
  p.smoothing[0] = {static_cast<uint32_t>(o.smoothing),
                    static_cast<uint32_t>(o.one_minus_smoothing)};
  p.smoothing[1] = {static_cast<uint32_t>(o.alternate_smoothing),
                    static_cast<uint32_t>(o.alternate_one_minus_smoothing)};
  p.remaining = static_cast<uint32_t>(o.min_signal_remaining);
  p.channels = o.num_channels;
  p.smoothing_bits = static_cast<uint8_t>(o.smoothing_bits);
  p.fraction_bits = static_cast<uint8_t>(o.spectral_subtraction_bits);
  p.clamping = o.clamping;
  needs.state = static_cast<uint32_t>(p.channels) * sizeof(uint32_t);
  needs.lead[0] = 0;
  return Status::kOk;
}

template <class Isa, class X>
Status SignalFilterBankSpectralSubtraction::eval(const Params& p,
                                                 const Buffers& buffers) {
  const uint32_t* in = buffers.input<uint32_t>(0);
  uint32_t* out = buffers.output<uint32_t>(0);
  uint32_t* estimates = buffers.state<uint32_t>();
  for (int32_t i = 0; i < p.channels; ++i) {
    const Params::Smoothing& smoothing = p.smoothing[i & 1];
    const uint32_t x = in[i];
    const uint32_t signal = x << p.smoothing_bits;
    const uint64_t smoothed =
        static_cast<uint64_t>(signal) * smoothing.of_signal +
        static_cast<uint64_t>(estimates[i]) * smoothing.of_estimate;
    const uint32_t estimate =
        static_cast<uint32_t>(smoothed >> p.fraction_bits);
    const uint32_t noise = min(estimate, signal);
    estimates[i] = p.clamping != 0 ? noise : estimate;
    const uint32_t floor = static_cast<uint32_t>(
        static_cast<uint64_t>(x) * p.remaining >> p.fraction_bits);
    out[i] = max((signal - noise) >> p.smoothing_bits, floor);
  }
  copy_bytes(buffers.output<uint32_t>(1), estimates,
             static_cast<uint32_t>(p.channels) * sizeof(uint32_t));
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_SPECTRAL_SUBTRACTION_H_
