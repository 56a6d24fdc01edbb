// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalFilterBankSquareRoot: rounded square roots, shifted right by a number
// of bits that is an input.
#ifndef MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_SQUARE_ROOT_H_
#define MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_SQUARE_ROOT_H_

#include "device/ops/custom.h"

namespace mote::ops {

struct SignalFilterBankSquareRoot : Custom {
  static constexpr char kName[] = "SignalFilterBankSquareRoot";
  static constexpr const char* kCustomName = kName;
  using Variants = ops::Variants<uint64_t>;
  using Options = NoOptions;
  struct Params {
    int32_t count;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    p.count = context.input(0).elements();
    needs.lead[0] = 0;
    needs.work = 32ull * static_cast<uint32_t>(p.count);
    return check_operands(context, {{0, Type::kUInt64, -1},
                                    {1, Type::kInt32, 1},
                                    {kOutput, Type::kUInt32, p.count}});
  }

  // To nearest, but never above the largest number of half the bits.
  template <class U>
  static uint32_t rounded_root(U x) {
    constexpr int kBits = 8 * sizeof(U);
    constexpr U kHighest = static_cast<U>(~U{0}) >> kBits / 2;
    U root = 0;
    U bit = U{1} << (kBits - 2);
    while (bit > x) bit >>= 2;
    for (; bit != 0; bit >>= 2) {
      const bool fits = x >= root + bit;
      if (fits) x -= root + bit;
      root = (root >> 1) + (fits ? bit : 0);
    }
    // x is the rest now; that of root + 1/2 is root + 1/4.
    return static_cast<uint32_t>(root + (x > root && root != kHighest ? 1 : 0));
  }

  // Input and output may be one memory: a number is read before the shorter
  // root is written.
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const uint8_t* in = buffers.input<uint8_t>(0);
    const int32_t shift = *buffers.input<int32_t>(1);
    uint32_t* out = buffers.output<uint32_t>(0);
    if (shift < 0 || shift > 31) return Status::kBadData;
    for (int32_t i = 0; i < p.count; ++i, in += sizeof(uint64_t)) {
      const uint64_t x = load_unaligned<uint64_t>(in);
      const uint32_t root = x >> 32 == 0
                                ? rounded_root(static_cast<uint32_t>(x))
                                : rounded_root(x);
      out[i] = root >> shift;
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_FILTER_BANK_SQUARE_ROOT_H_
