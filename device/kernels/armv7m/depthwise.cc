// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7m/armv7m.h"
#include "device/kernels/armv7m/rescale.h"
#include "device/kernels/right_shifts.h"

namespace mote {
namespace {

// Four channels of some pixels, as four_channels() reads it; its offsets are in
// the text.
struct FourChannels {
  int8_t* out;
  int32_t stride;             // 4: from pixel to pixel
  int8_t* end;                // 8: of out
  const int8_t* const* taps;  // 12
  int32_t channel;            // 16: the first
  int32_t taps_bytes;         // 20: of the addresses of a pixel's taps
  const int8_t* w;            // 24
  const int32_t* bias;        // 28
  int32_t offset;             // 32: 2 * zero point + 1
  int32_t lo, hi;             // 36, 40
  int32_t multipliers[8];     // 44: twice the mantissa, then ~exponent
};

#define CHANNEL(sum, at)         \
  "ldrsb r9, [r10, #" at "]\n"   \
  "ldrsb r8, [r6, #" at "]\n"    \
  "mla " sum ", r8, r9, " sum "\n"
#define ONE_TAP                                  \
  "ldr r6, [r4], #4\n"                           \
  "add r6, r6, r12\n"                            \
  CHANNEL("r0", "0") CHANNEL("r1", "1")          \
  CHANNEL("r2", "2") CHANNEL("r3", "3")          \
  "add r10, r10, r11\n"
#define CLAMP(sum)        \
  "cmp " sum ", r10\n"    \
  "it lt\n"               \
  "movlt " sum ", r10\n"  \
  "cmp " sum ", r11\n"    \
  "it gt\n"               \
  "movgt " sum ", r11\n"
#define RESCALE(sum, at)                                       \
  "ldrd r6, r7, [lr, #44 + 8 * " at "]\n"                      \
  MOTE_RESCALE(sum, "r6", "r7", "r12", "r8", "r9")

// Per tap and 4 multiply-accumulates: 9 loads, 4 multiplies, 2 for addresses, 2
// for the loop, which 9 taps pass once.
[[gnu::naked]] void four_channels(FourChannels*) {
  asm volatile(
      "push {r4-r11, lr}\n"
      "mov lr, r0\n"
      "ldr r4, [lr, #12]\n"
      "1:\n"
      "ldrd r10, r11, [lr, #24]\n"
      "ldrd r12, r5, [lr, #16]\n"
      "ldmia r11, {r0-r3}\n"
      "ldr r11, [lr, #4]\n"
      "add r5, r5, r4\n"
      "sub r6, r5, r4\n"
      "cmp r6, #36\n"
      "bne 2f\n"
      ONE_TAP ONE_TAP ONE_TAP ONE_TAP ONE_TAP ONE_TAP ONE_TAP ONE_TAP
      "2:\n" ONE_TAP
      "cmp r4, r5\n"
      "bne 2b\n"
      "ldr r12, [lr, #32]\n"
      RESCALE("r0", "0") RESCALE("r1", "1") RESCALE("r2", "2")
      RESCALE("r3", "3")
      "ldrd r10, r11, [lr, #36]\n"
      CLAMP("r0") CLAMP("r1") CLAMP("r2") CLAMP("r3")
      "ldrd r8, r9, [lr]\n"
      "bfi r0, r1, #8, #8\n"
      "bfi r0, r2, #16, #8\n"
      "bfi r0, r3, #24, #8\n"
      "str r0, [r8]\n"
      "add r8, r8, r9\n"
      "ldr r5, [lr, #8]\n"
      "str r8, [lr]\n"
      "cmp r8, r5\n"
      "bne 1b\n"
      "pop {r4-r11, pc}\n");
}

#undef CHANNEL
#undef ONE_TAP
#undef CLAMP
#undef RESCALE

}  // namespace

// Four channels at a time, the last ones overlapping.
void Armv7m::depthwise(const Depthwise<int8_t, int32_t>& a) {
  const auto& r = a.rescale;
  if (a.multiplier != 1 || a.channels < 4 || a.pixels < 1 ||
      a.tap_count < 1 || !shifts_right(r, a.channels)) {
    return Portable::depthwise(a);
  }
  FourChannels f;
  f.stride = a.channels;
  f.taps = a.taps;
  f.taps_bytes = a.tap_count * 4;
  f.offset = 2 * r.zero_point + 1;
  f.lo = r.range.lo;
  f.hi = r.range.hi;
  for (int32_t c = 0; c < a.channels; c += 4) {
    f.channel = min(c, a.channels - 4);
    f.out = a.out + f.channel;
    f.end = f.out + a.pixels * a.channels;
    f.w = a.w + f.channel;
    f.bias = r.bias + f.channel;
    for (int i = 0; i < 4; ++i) {
      const int32_t at = (f.channel + i) * r.step;
      f.multipliers[2 * i] = shift_left_wrapping(r.mantissas[at], 1);
      f.multipliers[2 * i + 1] = ~r.exponents[at];
    }
    four_channels(&f);
  }
}

}  // namespace mote
