// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Cortex-M0 and M0+: eight registers that compute, products of 32 bits.
#ifndef MOTE_DEVICE_KERNELS_ARMV6M_ARMV6M_H_
#define MOTE_DEVICE_KERNELS_ARMV6M_ARMV6M_H_

#include "device/kernels/portable.h"

namespace mote {

struct Armv6m : Portable {
  static constexpr KernelSet kSet = {4, 4, 4, 4, 0, 4};

  using Portable::dense;
  static void dense(const Dense<int8_t, int32_t>& a);
  static void dense(const Dense<int8_t, int32_t, int16_t>& a);
  using Portable::depthwise;
  static void depthwise(const Depthwise<int8_t, int32_t>& a);
  using Portable::add;
  static void add(const Sum<int8_t>& a);
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_ARMV6M_ARMV6M_H_
