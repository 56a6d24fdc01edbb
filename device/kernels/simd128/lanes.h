// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Four floats in a register, in the terms of the compiler.
#ifndef MOTE_DEVICE_KERNELS_SIMD128_LANES_H_
#define MOTE_DEVICE_KERNELS_SIMD128_LANES_H_

#include <stdint.h>

namespace mote::simd128 {

inline constexpr int32_t kLanes = 4;

typedef float Lanes __attribute__((vector_size(16)));

// p has the alignment of a float.
inline Lanes load(const float* p) {
  Lanes x;
  __builtin_memcpy(&x, p, sizeof(x));
  return x;
}

inline Lanes fill(float x) { return Lanes{x, x, x, x}; }

}  // namespace mote::simd128

#endif  // MOTE_DEVICE_KERNELS_SIMD128_LANES_H_
