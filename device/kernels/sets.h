// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What prepare must know of every target's kernels, for programs that prepare
// for a target other than their own.
#ifndef MOTE_DEVICE_KERNELS_SETS_H_
#define MOTE_DEVICE_KERNELS_SETS_H_

#include "device/kernels/armv6m/armv6m.h"
#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7m/armv7m.h"
#include "device/kernels/armv81m_mve/armv81m_mve.h"
#include "device/kernels/riscv32/riscv32.h"
#include "device/kernels/simd128/simd128.h"

namespace mote {

struct TargetKernels {
  const char* target;  // as MOTE_TARGET names it
  const char* folder;  // of its sources in device/kernels
  bool singly;         // it has the word dense_singly
  KernelSet set;
};

inline constexpr TargetKernels kTargetKernels[] = {
    {"host", "simd128", false, Simd128::kSet},
    {"cortex-m0", "armv6m", false, Armv6m::kSet},
    {"cortex-m3", "armv7m", false, Armv7m::kSet},
    {"cortex-m4", "armv7em", true, Armv7em::kSet},
    {"cortex-m55", "armv81m_mve", false, Armv81mMve::kSet},
    {"riscv32", "riscv32", false, Riscv32::kSet},
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_SETS_H_
