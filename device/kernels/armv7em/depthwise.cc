// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7em/simd.h"

namespace mote {
namespace {

using armv7em::Channel;

// Four channels of one pixel over all taps. Per tap and 4 multiply-accumulates:
// 3 loads, 4 extensions, 4 multiplies, 3 for the loop. 13 registers.
void four_channels(const int8_t* const* taps, const int8_t* const* end,
                   int32_t channel, const int8_t* w, int32_t stride,
                   int32_t* acc) {
  int32_t a0 = acc[0], a1 = acc[1], a2 = acc[2], a3 = acc[3];
  uint32_t x_even, x_odd, w_even, w_odd;
  asm volatile(
      "1:\n"
      "ldr %[xo], [%[taps]], #4\n"
      "ldr %[wo], [%[w]]\n"
      "ldr %[xo], [%[xo], %[c]]\n"
      "add %[w], %[w], %[s]\n"
      "sxtb16 %[we], %[wo]\n"
      "sxtb16 %[xe], %[xo]\n"
      "sxtb16 %[wo], %[wo], ror #8\n"
      "sxtb16 %[xo], %[xo], ror #8\n"
      "smlabb %[a0], %[xe], %[we], %[a0]\n"
      "smlatt %[a2], %[xe], %[we], %[a2]\n"
      "smlabb %[a1], %[xo], %[wo], %[a1]\n"
      "smlatt %[a3], %[xo], %[wo], %[a3]\n"
      "cmp %[taps], %[end]\n"
      "bne 1b\n"
      : [a0] "+r"(a0), [a1] "+r"(a1), [a2] "+r"(a2), [a3] "+r"(a3),
        [taps] "+r"(taps), [w] "+r"(w), [xe] "=&r"(x_even),
        [xo] "=&r"(x_odd), [we] "=&r"(w_even), [wo] "=&r"(w_odd)
      : [end] "r"(end), [c] "r"(channel), [s] "r"(stride)
      : "cc", "memory");
  acc[0] = a0, acc[1] = a1, acc[2] = a2, acc[3] = a3;
}

}  // namespace

void Armv7em::depthwise(const Depthwise<int8_t, int32_t>& a) {
  if (a.multiplier != 1 || a.channels < 4) return Portable::depthwise(a);
  for (int32_t c = 0; c < a.channels; c += 4) {
    const int32_t first = min(c, a.channels - 4);
    int32_t acc[4];
    for (int i = 0; i < 4; ++i) acc[i] = a.rescale.bias[first + i];
    four_channels(a.taps, a.taps + a.tap_count, first, a.w + first, a.channels,
                  acc);
    for (int i = 0; i < 4; ++i) {
      a.out[first + i] = Channel(a.rescale, first + i)(a.rescale, first + i,
                                                       acc[i]);
    }
  }
}

}  // namespace mote
