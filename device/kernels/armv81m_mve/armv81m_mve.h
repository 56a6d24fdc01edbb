// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Cortex-M55 and M85: vectors of 16 bytes.
#ifndef MOTE_DEVICE_KERNELS_ARMV81M_MVE_ARMV81M_MVE_H_
#define MOTE_DEVICE_KERNELS_ARMV81M_MVE_ARMV81M_MVE_H_

#include "device/kernels/portable.h"

namespace mote {

struct Armv81mMve : Portable {
  static constexpr KernelSet kSet = {3, 0, 4, 8, 0, 4};

  using Portable::dense;
  static void dense(const Dense<int8_t, int32_t>& a);
  static void dense(const Dense<int8_t, int32_t, int16_t>& a);
  using Portable::dot;
  static int32_t dot(const int8_t* x, const int8_t* w, int32_t depth);
  static int32_t dot(const int16_t* x, const int16_t* w, int32_t depth);
  static int32_t dot(const int8_t* x, const int16_t* w, int32_t depth);
  using Portable::depthwise;
  static void depthwise(const Depthwise<int8_t, int32_t>& a);
  using Portable::add;
  static void add(const Sum<int8_t>& a);
  using Portable::copy_rows;
  static void copy_rows(const int8_t* in, int32_t in_stride, int32_t values,
                        int32_t rows, int8_t* out, int32_t out_stride);
};

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_ARMV81M_MVE_ARMV81M_MVE_H_
