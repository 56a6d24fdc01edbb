// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The one instruction set that this build computes with.
#ifndef MOTE_DEVICE_KERNELS_ISA_H_
#define MOTE_DEVICE_KERNELS_ISA_H_

#if defined(__ARM_FEATURE_DSP) && __ARM_ARCH == 7
#include "device/kernels/armv7em/armv7em.h"
#else
#include "device/kernels/portable.h"
#endif

namespace mote {

#if defined(__ARM_FEATURE_DSP) && __ARM_ARCH == 7
using Isa = Armv7em;
#else
using Isa = Portable;
#endif

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_ISA_H_
