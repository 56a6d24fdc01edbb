// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv6m/armv6m.h"
#include "device/kernels/armv6m/rescale.h"
#include "device/kernels/right_shifts.h"

namespace mote {
namespace {

using armv6m::Factor;
using armv6m::Outputs;

#define CHANNEL(sum)       \
  "ldrsb r3, [r2, r5]\n"   \
  "ldrsb r4, [r1, r5]\n"   \
  "muls r3, r4, r3\n"      \
  "add " sum ", r3\n"

// The sums of four channels of one pixel, in acc at first: arguments are the
// addresses of the taps and their end, the weights less the first channel, acc;
// on the stack the first channel and the distance between taps' weights. Per
// tap and 4 multiply-accumulates: 9 loads, 4 products, 4 sums, 4 for indices, 3
// for addresses and the loop.
[[gnu::naked]] void four_channels(const int8_t* const*, const int8_t* const*,
                                  const int8_t*, int32_t*, int32_t, int32_t) {
  asm volatile(
      ".syntax unified\n"
      "push {r4-r7, lr}\n"
      "mov r4, r8\n"
      "mov r5, r9\n"
      "mov r6, r10\n"
      "mov r7, r11\n"
      "push {r3-r7}\n"
      "ldmia r3!, {r4-r7}\n"
      "mov r8, r4\n"
      "mov r9, r5\n"
      "mov r10, r6\n"
      "mov r11, r7\n"
      "mov r12, r1\n"
      "movs r1, r2\n"
      "ldr r5, [sp, #40]\n"
      "ldr r6, [sp, #44]\n"
      "1:\n"
      "ldmia r0!, {r2}\n"
      CHANNEL("r8")
      "adds r5, #1\n"
      CHANNEL("r9")
      "adds r5, #1\n"
      CHANNEL("r10")
      "adds r5, #1\n"
      CHANNEL("r11")
      "subs r5, #3\n"
      "adds r1, r1, r6\n"
      "cmp r0, r12\n"
      "bne 1b\n"
      "mov r0, r8\n"
      "mov r1, r9\n"
      "mov r2, r10\n"
      "pop {r4}\n"
      "mov r3, r11\n"
      "stmia r4!, {r0-r3}\n"
      "pop {r4-r7}\n"
      "mov r8, r4\n"
      "mov r9, r5\n"
      "mov r10, r6\n"
      "mov r11, r7\n"
      "pop {r4-r7, pc}\n");
}
#undef CHANNEL

}  // namespace

// Four channels at a time, the last ones overlapping.
void Armv6m::depthwise(const Depthwise<int8_t, int32_t>& a) {
  const auto& r = a.rescale;
  if (a.multiplier != 1 || a.channels < 4 || a.tap_count < 1 ||
      !shifts_right(r, a.channels)) {
    return Portable::depthwise(a);
  }
  Outputs outputs = {nullptr, 1, sizeof(Factor), r.zero_point, r.range.lo,
                     r.range.hi};
  for (int32_t c = 0; c < a.channels; c += 4) {
    const int32_t first = min(c, a.channels - 4);
    const Factor factors[] = {
        armv6m::factor(r, first), armv6m::factor(r, first + 1),
        armv6m::factor(r, first + 2), armv6m::factor(r, first + 3)};
    const int8_t* const* taps = a.taps;
    outputs.out = a.out + first;
    for (int32_t p = 0; p < a.pixels; ++p, outputs.out += a.channels) {
      int32_t acc[4];
      for (int32_t i = 0; i < 4; ++i) acc[i] = r.bias[first + i];
      four_channels(taps, taps + a.tap_count, a.w, acc, first, a.channels);
      taps += a.tap_count;
      armv6m::store(acc, factors, acc + 4, &outputs);
    }
  }
}

}  // namespace mote
