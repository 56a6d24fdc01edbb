// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalFilterBank: energies of frequencies gathered into channels. Each
// frequency belongs to two neighbouring channels, with the weight to one and
// the "unweight" to the next.
#ifndef MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_H_
#define MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalFilterBank : Custom {
  static constexpr char kName[] = "SignalFilterBank";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<uint32_t>;
  enum Input {
    kEnergies, kWeights, kUnweights, kFrequencyStarts, kWeightStarts, kWidths,
  };

  struct Options {
    int32_t num_channels;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "num_channels", o.num_channels);
    }
  };
  struct Params {
    int32_t channels;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

// One band more than channels: the first gives its unweighted part only.
inline Status SignalFilterBank::prepare(const Context& context,
                                        const Options& options, Params& p,
                                        Needs& needs) {
  p.channels = options.num_channels;
  const int64_t bands = p.channels + 1ll;
  const int32_t weights = context.input(kWeights).elements();
  const Status status = check_operands(
      context, {{kEnergies, Type::kUInt32, -1},
                {kWeights, Type::kInt16, -1},
                {kUnweights, Type::kInt16, weights},
                {kFrequencyStarts, Type::kInt16, bands},
                {kWeightStarts, Type::kInt16, bands},
                {kWidths, Type::kInt16, bands},
                {kOutput, Type::kUInt64, p.channels}});
  if (status != Status::kOk) return status;
  for (int i = kFrequencyStarts; i <= kWidths; ++i) {
    if (!context.input(i).constant()) {
      return context.refuse(Status::kNotConstant, i);
    }
  }
  const int32_t energies = context.input(kEnergies).elements();
  const Tensor widths = context.input(kWidths);
  for (int32_t b = 0; b < bands; ++b) {
    const int32_t width = widths.value<int16_t>(b);
    if (width <= 0) continue;
    needs.work += 2 * static_cast<uint32_t>(width);
    const int ends[] = {energies, weights};
    for (int i = 0; i < 2; ++i) {
      const int32_t start =
          context.input(kFrequencyStarts + i).value<int16_t>(b);
      if (start < 0 || start + width > ends[i]) {
        return context.refuse(Status::kBadOption, kFrequencyStarts + i);
      }
    }
  }
  return Status::kOk;
}

template <class Isa, class X>
Status SignalFilterBank::eval(const Params& p, const Buffers& buffers) {
  const int16_t* widths = buffers.input<int16_t>(kWidths);
  uint64_t* out = buffers.output<uint64_t>(0);
  uint64_t carried = 0;
  for (int32_t b = 0; b <= p.channels; ++b) {
    const uint32_t* x = buffers.input<uint32_t>(kEnergies) +
                        buffers.input<int16_t>(kFrequencyStarts)[b];
    const int32_t start = buffers.input<int16_t>(kWeightStarts)[b];
    const int16_t* weights = buffers.input<int16_t>(kWeights) + start;
    const int16_t* unweights = buffers.input<int16_t>(kUnweights) + start;
    uint64_t sum = carried;
    carried = 0;
    for (int32_t i = 0; i < widths[b]; ++i) {
      sum += static_cast<uint64_t>(weights[i]) * x[i];
      carried += static_cast<uint64_t>(unweights[i]) * x[i];
    }
    if (b > 0) out[b - 1] = sum;
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_H_
