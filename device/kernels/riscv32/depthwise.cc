// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/right_shifts.h"
#include "device/kernels/riscv32/rescale.h"
#include "device/kernels/riscv32/riscv32.h"

namespace mote {
namespace {

using riscv32::Factor;
using riscv32::Output;

constexpr int32_t kChannels = 4;

// Four channels of all pixels. Per tap 9 loads, 4 products, 4 sums, 4 for
// addresses and the loop.
void four_channels(const Depthwise<int8_t, int32_t>& a, int32_t first) {
  const auto& rescale = a.rescale;
  const Output output = {rescale.zero_point, rescale.range.lo,
                         rescale.range.hi};
  Factor factors[kChannels];
  for (int c = 0; c < kChannels; ++c) {
    factors[c] = riscv32::factor(rescale, first + c);
  }
  const int32_t channels = a.channels;
  const int8_t* const* taps = a.taps;
  const int8_t* const* all = taps + a.pixels * a.tap_count;
  int8_t* out = a.out + first;
  for (; taps != all; out += channels) {
    int32_t acc[kChannels];
#pragma GCC unroll 4
    for (int c = 0; c < kChannels; ++c) acc[c] = rescale.bias[first + c];
    const int8_t* w = a.w + first;
    for (const int8_t* const* end = taps + a.tap_count; taps != end; ++taps) {
      const int8_t* x = *taps + first;
      asm("" : "+r"(x));  // one address, not four
#pragma GCC unroll 4
      for (int c = 0; c < kChannels; ++c) {
        acc[c] = add_wrapping(acc[c], x[c] * w[c]);
      }
      w += channels;
    }
#pragma GCC unroll 4
    for (int c = 0; c < kChannels; ++c) out[c] = output(factors[c](acc[c]));
  }
}

}  // namespace

// The last four channels overlap.
void Riscv32::depthwise(const Depthwise<int8_t, int32_t>& a) {
  if (a.multiplier != 1 || a.channels < kChannels ||
      !shifts_right(a.rescale, a.channels)) {
    return Portable::depthwise(a);
  }
  for (int32_t c = 0; c < a.channels; c += kChannels) {
    four_channels(a, min(c, a.channels - kChannels));
  }
}

}  // namespace mote
