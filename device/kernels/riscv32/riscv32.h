// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RISC-V of 32 bits with multiplication: many registers, no sums of products.
#ifndef MOTE_DEVICE_KERNELS_RISCV32_RISCV32_H_
#define MOTE_DEVICE_KERNELS_RISCV32_RISCV32_H_

#include "device/kernels/portable.h"

namespace mote {

struct Riscv32 : Portable {
  static constexpr KernelSet kSet = {3, 0, 4, 4, 0, 4};

  using Portable::dense;
  static void dense(const Dense<int8_t, int32_t>& a);
  using Portable::depthwise;
  static void depthwise(const Depthwise<int8_t, int32_t>& a);
  using Portable::add;
  static void add(const Sum<int8_t>& a);
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_RISCV32_RISCV32_H_
