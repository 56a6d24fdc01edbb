// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The one instruction set that this build computes with.
#ifndef MOTE_DEVICE_KERNELS_ISA_H_
#define MOTE_DEVICE_KERNELS_ISA_H_

#include "device/kernels/portable.h"

namespace mote {

using Isa = Portable;

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_ISA_H_
