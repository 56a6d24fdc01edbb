// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Workstations: four floats at a time, each lane an output of its own, whose
// sum runs in the order of Portable.
#ifndef MOTE_DEVICE_KERNELS_SIMD128_SIMD128_H_
#define MOTE_DEVICE_KERNELS_SIMD128_SIMD128_H_

#include "device/kernels/portable.h"

namespace mote {

struct Simd128 : Portable {
  using Portable::dense;
  static void dense(const Dense<float, float, float, float>& a);
  using Portable::depthwise;
  static void depthwise(const Depthwise<float, float, float, float>& a);
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_SIMD128_SIMD128_H_
