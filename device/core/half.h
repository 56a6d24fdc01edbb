// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// 16-bit floats: storage only, computed with as float.
#ifndef MOTE_DEVICE_CORE_HALF_H_
#define MOTE_DEVICE_CORE_HALF_H_

#include "device/core/real.h"
#include "device/core/type.h"

namespace mote {

struct Half {
  uint16_t raw;
};

template <> inline constexpr Type kTypeOf<Half> = Type::kFloat16;

inline float to_float(Half h) {
  const uint32_t sign = static_cast<uint32_t>(h.raw & 0x8000) << 16;
  const uint32_t rest = static_cast<uint32_t>(h.raw & 0x7fff) << 13;
  if (rest >= 0x7c00u << 13) {  // infinite or no number
    return bit_cast<float>(sign | 0x70000000u | rest);
  }
  // The exponent's bias moves from 15 to 127; right for subnormals too.
  constexpr uint32_t kTwoTo112 = (127u + 112u) << 23;
  const float magnitude = bit_cast<float>(rest) * bit_cast<float>(kTwoTo112);
  return bit_cast<float>(sign | bit_cast<uint32_t>(magnitude));
}

// Ties to even; too large numbers become infinite.
inline Half to_half(float x) {
  const uint32_t bits = bit_cast<uint32_t>(x);
  const uint32_t sign = bits >> 16 & 0x8000;
  const uint32_t magnitude = bits & 0x7fffffff;
  uint32_t result;
  if (magnitude > 0x7f800000) {
    result = 0x7e00;
  } else if (magnitude >= 0x47800000) {  // 2^16
    result = 0x7c00;
  } else if (magnitude >= 0x38800000) {  // 2^-14
    const uint32_t odd = magnitude >> 13 & 1;
    result = (magnitude - (112u << 23) + 0xfff + odd) >> 13;
  } else {
    // Adding 1/2 leaves the 10 bits in the lowest place, rounded.
    const float sum = bit_cast<float>(magnitude) + 0.5f;
    result = bit_cast<uint32_t>(sum) - 0x3f000000;
  }
  return {static_cast<uint16_t>(sign | result)};
}

}  // namespace mote

#endif  // MOTE_DEVICE_CORE_HALF_H_
