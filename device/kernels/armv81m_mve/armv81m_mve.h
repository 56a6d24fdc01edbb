// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Cortex-M55 and M85: vectors of 16 bytes.
#ifndef MOTE_DEVICE_KERNELS_ARMV81M_MVE_ARMV81M_MVE_H_
#define MOTE_DEVICE_KERNELS_ARMV81M_MVE_ARMV81M_MVE_H_

#include "device/kernels/portable.h"

namespace mote {

struct Armv81mMve : Portable {
  static constexpr KernelSet kSet = {3, 0, 4, 8};

  using Portable::dense;
  static void dense(const Dense<int8_t, int32_t>& a);
  using Portable::depthwise;
  static void depthwise(const Depthwise<int8_t, int32_t>& a);
  using Portable::add;
  static void add(const Sum<int8_t>& a);
  static void copy(void* to, const void* from, int32_t bytes) {
    // Bytes beyond the end are not touched: the loop predicates them.
    asm volatile(
        "wlstp.8 lr, %[bytes], 2f\n"
        "1:\n"
        "vldrb.8 q0, [%[from]], #16\n"
        "vstrb.8 q0, [%[to]], #16\n"
        "letp lr, 1b\n"
        "2:\n"
        : [to] "+r"(to), [from] "+r"(from)
        : [bytes] "r"(bytes)
        : "q0", "lr", "cc", "memory");
  }
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_ARMV81M_MVE_ARMV81M_MVE_H_
