// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Cortex-M3: one multiply-accumulate an instruction, long products.
#ifndef MOTE_DEVICE_KERNELS_ARMV7M_ARMV7M_H_
#define MOTE_DEVICE_KERNELS_ARMV7M_ARMV7M_H_

#include "device/kernels/portable.h"

namespace mote {

struct Armv7m : Portable {
  static constexpr KernelSet kSet = {4, 1, 4, 8, 0, 4};

  using Portable::dense;
  static void dense(const Dense<int8_t, int32_t>& a);
  static void dense(const Dense<int8_t, int32_t, int16_t>& a);
  using Portable::depthwise;
  static void depthwise(const Depthwise<int8_t, int32_t>& a);
  using Portable::add;
  static void add(const Sum<int8_t>& a);
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_ARMV7M_ARMV7M_H_
