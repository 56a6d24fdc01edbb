// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv6m/rescale.h"

namespace mote::armv6m {

// With x * mantissa = h * 2^32 + m * 2^16 + l, where m is a sum of two halves
// that may exceed 2^16 and l is less, the rounding doubling high product is
// 2 * h + ((m + 2^14) >> 15). Less one if negative it is shifted in two steps:
// the bit that drops out last is the half that rounds up. 44 instructions.
[[gnu::naked]] void store(const int32_t*, const Factor*, const int32_t*,
                          const Outputs*) {
  asm volatile(
      ".syntax unified\n"
      "push {r4-r7, lr}\n"
      "mov r4, r8\n"
      "mov r5, r9\n"
      "mov r6, r10\n"
      "mov r7, r11\n"
      "push {r2, r4-r7}\n"
      "ldmia r3!, {r4-r6}\n"  // out, its step, the factors' step
      "mov r8, r4\n"
      "mov lr, r5\n"
      "push {r6}\n"
      "ldmia r3!, {r4-r6}\n"  // zero point, lo, hi
      "mov r10, r4\n"
      "mov r11, r5\n"
      "mov r12, r6\n"
      "movs r4, #1\n"
      "lsls r4, r4, #14\n"
      "mov r9, r4\n"
      "1:\n"
      "ldmia r0!, {r4}\n"
      "ldr r5, [r1]\n"
      "ldr r6, [r1, #4]\n"
      "uxth r2, r4\n"
      "asrs r4, r4, #16\n"
      "movs r3, r2\n"
      "muls r3, r5, r3\n"
      "muls r2, r6, r2\n"
      "movs r7, r4\n"
      "muls r7, r5, r7\n"
      "muls r4, r6, r4\n"
      "lsrs r3, r3, #16\n"
      "adds r2, r2, r3\n"  // below 2^31
      "asrs r3, r7, #16\n"
      "adds r4, r4, r3\n"
      "lsrs r3, r2, #16\n"
      "adds r4, r4, r3\n"
      "uxth r7, r7\n"
      "uxth r2, r2\n"
      "adds r7, r7, r2\n"
      "lsls r4, r4, #1\n"
      "mov r3, r9\n"
      "adds r7, r7, r3\n"
      "lsrs r7, r7, #15\n"
      "adds r4, r4, r7\n"
      "asrs r2, r4, #31\n"
      "adds r4, r4, r2\n"
      "ldr r2, [r1, #8]\n"
      "mov r3, r10\n"
      "asrs r4, r4, r2\n"
      "asrs r4, r4, #1\n"
      "adcs r4, r4, r3\n"
      "cmp r4, r11\n"
      "bge 2f\n"
      "mov r4, r11\n"
      "2:\n"
      "cmp r4, r12\n"
      "ble 3f\n"
      "mov r4, r12\n"
      "3:\n"
      "mov r2, r8\n"
      "strb r4, [r2]\n"
      "add r8, lr\n"
      "ldr r2, [sp]\n"
      "ldr r3, [sp, #4]\n"
      "adds r1, r1, r2\n"
      "cmp r0, r3\n"
      "bne 1b\n"
      "pop {r0, r2, r4-r7}\n"
      "mov r8, r4\n"
      "mov r9, r5\n"
      "mov r10, r6\n"
      "mov r11, r7\n"
      "pop {r4-r7, pc}\n");
}

}  // namespace mote::armv6m
