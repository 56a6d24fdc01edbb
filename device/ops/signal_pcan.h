// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalPCAN: per-channel amplitude normalization. Each channel times a gain
// that a table gives for its noise, then compressed.
#ifndef MOTE_DEVICE_OPS_SIGNAL_PCAN_H_
#define MOTE_DEVICE_OPS_SIGNAL_PCAN_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalPCAN : Custom {
  static constexpr char kName[] = "SignalPCAN";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<uint32_t>;

  struct Options {
    int32_t snr_shift;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "snr_shift", o.snr_shift);
    }
  };
  struct Params {
    int32_t count;
    int32_t shift;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static uint32_t gain(uint32_t noise, const int16_t* table);
  static uint32_t compressed(uint32_t snr);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

inline Status SignalPCAN::prepare(const Context& context,
                                  const Options& options, Params& p,
                                  Needs& needs) {
  p.count = context.input(0).elements();
  p.shift = options.snr_shift;
  const Status status = check_operands(context, {{0, Type::kUInt32, -1},
                                                 {1, Type::kUInt32, p.count},
                                                 {2, Type::kInt16, -1},
                                                 {kOutput, Type::kUInt32,
                                                  p.count}});
  if (status != Status::kOk) return status;
  // The last polynomial is that of 32 bits: 4 * 32 - 6, and three numbers.
  if (context.input(2).elements() < 125) {
    return context.refuse(Status::kWrongShape, 2);
  }
  if (p.shift < 0 || p.shift > 63) return Status::kBadOption;
  needs.lead[0] = needs.lead[1] = 0;
  needs.work = 8ull * static_cast<uint32_t>(p.count);
  return Status::kOk;
}

// For each number of bits that the noise may have, the table holds a polynomial
// of degree 2 in the next 10 bits below the highest.
inline uint32_t SignalPCAN::gain(uint32_t noise, const int16_t* table) {
  if (noise <= 2) return static_cast<uint32_t>(table[noise]);
  const int bits = 32 - __builtin_clz(noise);
  const int16_t* at = table + 4 * bits - 6;
  const int32_t fraction = static_cast<int32_t>(
      (bits < 11 ? noise << (11 - bits) : noise >> (bits - 11)) & 0x3ff);
  const int32_t slope = (at[2] * fraction >> 5) + at[1] * 32;
  const uint32_t rise =
      static_cast<uint32_t>(slope) * static_cast<uint32_t>(fraction);
  const int32_t value =
      (static_cast<int32_t>(rise + (1u << 14)) >> 15) + at[0];
  return static_cast<uint32_t>(static_cast<int16_t>(value));
}

// From 12 fraction bits to 6: x^2 / 4 below 2, from there x - 1.
inline uint32_t SignalPCAN::compressed(uint32_t snr) {
  return snr < 2u << 12 ? snr * snr >> 20 : (snr >> 6) - (1u << 6);
}

template <class Isa, class X>
Status SignalPCAN::eval(const Params& p, const Buffers& buffers) {
  const uint32_t* in = buffers.input<uint32_t>(0);
  const uint32_t* noise = buffers.input<uint32_t>(1);
  const int16_t* table = buffers.input<int16_t>(2);
  uint32_t* out = buffers.output<uint32_t>(0);
  for (int32_t i = 0; i < p.count; ++i) {
    const uint64_t product =
        static_cast<uint64_t>(in[i]) * gain(noise[i], table);
    out[i] = compressed(static_cast<uint32_t>(product >> p.shift));
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_PCAN_H_
