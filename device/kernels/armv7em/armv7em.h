// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Cortex-M4 and M7: two multiply-accumulates an instruction on halfwords.
#ifndef MOTE_DEVICE_KERNELS_ARMV7EM_ARMV7EM_H_
#define MOTE_DEVICE_KERNELS_ARMV7EM_ARMV7EM_H_

#include "device/kernels/portable.h"

namespace mote {

struct Armv7em : Portable {
  static constexpr KernelSet kSet = {6, 2, 4, 8, 128, 4};

  using Portable::dense;
  static void dense(const Dense<int8_t, int32_t>& a);
  // The same for few rows, one at a time. Depth and channels are at least
  // kSet.dense_least, multipliers below 1/2 or zero with exponent 0. A compiled
  // model that has no other layers links no tiles.
  static void dense_singly(const Dense<int8_t, int32_t>& a);
  static void dense(const Dense<int8_t, int32_t, int16_t>& a);
  using Portable::dot;
  static int32_t dot(const int8_t* x, const int8_t* w, int32_t depth);
  static int32_t dot(const int16_t* x, const int16_t* w, int32_t depth);
  static int32_t dot(const int8_t* x, const int16_t* w, int32_t depth);
  using Portable::add;
  static void add(const Sum<int8_t>& a);
  using Portable::depthwise;
  static void depthwise(const Depthwise<int8_t, int32_t>& a);
  using Portable::copy_rows;
  static void copy_rows(const int8_t* in, int32_t in_stride, int32_t values,
                        int32_t rows, int8_t* out, int32_t out_stride);
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_ARMV7EM_ARMV7EM_H_
