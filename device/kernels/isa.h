// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The one instruction set that this build computes with.
#ifndef MOTE_DEVICE_KERNELS_ISA_H_
#define MOTE_DEVICE_KERNELS_ISA_H_

#if defined(__ARM_FEATURE_MVE)
#include "device/kernels/armv81m_mve/armv81m_mve.h"
namespace mote {
using Isa = Armv81mMve;
}
#elif defined(__ARM_FEATURE_DSP) && __ARM_ARCH == 7
#include "device/kernels/armv7em/armv7em.h"
namespace mote {
using Isa = Armv7em;
}
#elif defined(__ARM_ARCH_7M__)
#include "device/kernels/armv7m/armv7m.h"
namespace mote {
using Isa = Armv7m;
}
#elif defined(__ARM_ARCH_6M__)
#include "device/kernels/armv6m/armv6m.h"
namespace mote {
using Isa = Armv6m;
}
#elif defined(__riscv) && __riscv_xlen == 32 && defined(__riscv_mul)
#include "device/kernels/riscv32/riscv32.h"
namespace mote {
using Isa = Riscv32;
}
// A folder that mote compile --standalone wrote for a board lacks these.
#elif (defined(__SSE2__) || defined(__aarch64__)) && \
    __has_include("device/kernels/simd128/simd128.h")
#include "device/kernels/simd128/simd128.h"
namespace mote {
using Isa = Simd128;
}
#else
#include "device/kernels/portable.h"
namespace mote {
using Isa = Portable;
}
#endif

#endif  // MOTE_DEVICE_KERNELS_ISA_H_
