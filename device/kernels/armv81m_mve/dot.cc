// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <arm_mve.h>

#include "device/kernels/armv81m_mve/armv81m_mve.h"

namespace mote {
namespace {

// Sixteen products of bytes, else eight, a turn: two loads, one multiply.
int32_t products(const int8_t* x, const int8_t* w, int32_t depth) {
  int32_t sum = 0;
  for (; depth > 0; depth -= 16, x += 16, w += 16) {
    const mve_pred16_t p = vctp8q(static_cast<uint32_t>(depth));
    sum = vmladavaq_p_s8(sum, vldrbq_z_s8(x, p), vldrbq_z_s8(w, p), p);
  }
  return sum;
}

int16x8_t eight(const int16_t* x, mve_pred16_t p) { return vldrhq_z_s16(x, p); }
int16x8_t eight(const int8_t* x, mve_pred16_t p) { return vldrbq_z_s16(x, p); }

template <class X>
int32_t products(const X* x, const int16_t* w, int32_t depth) {
  int32_t sum = 0;
  for (; depth > 0; depth -= 8, x += 8, w += 8) {
    const mve_pred16_t p = vctp16q(static_cast<uint32_t>(depth));
    sum = vmladavaq_p_s16(sum, eight(x, p), eight(w, p), p);
  }
  return sum;
}

}  // namespace

int32_t Armv81mMve::dot(const int8_t* x, const int8_t* w, int32_t depth) {
  return products(x, w, depth);
}
int32_t Armv81mMve::dot(const int16_t* x, const int16_t* w, int32_t depth) {
  return products(x, w, depth);
}
int32_t Armv81mMve::dot(const int8_t* x, const int16_t* w, int32_t depth) {
  return products(x, w, depth);
}

}  // namespace mote
