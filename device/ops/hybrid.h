// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators with float activations and 8-bit weights (dynamic
// range): each row of activations is quantized just before it is multiplied.
#ifndef MOTE_DEVICE_OPS_HYBRID_H_
#define MOTE_DEVICE_OPS_HYBRID_H_

#include "device/core/fixed_point.h"

namespace mote::ops {

// How a row was quantized: x = scale * (q - zero_point).
struct HybridRow {
  float scale;
  int32_t zero_point;
};

// Quantizes count numbers into q. Symmetric: to -127..127 by the largest
// magnitude, zero point 0. Asymmetric: to -128..127 by the range that holds
// them and 0. A row of zeros gets scale 1.
HybridRow quantize_row(const float* x, int32_t count, bool asymmetric,
                       int8_t* q);

// The product of a row of weights and a quantized row, in units of both scales.
template <class Isa>
float hybrid_dot(const HybridRow& row, const int8_t* q, const int8_t* w,
                 int32_t depth) {
  int32_t sum = Isa::dot(q, w, depth);
  if (row.zero_point != 0) {
    for (int32_t d = 0; d < depth; ++d) {
      sum = add_wrapping(sum, -row.zero_point * w[d]);
    }
  }
  return static_cast<float>(sum);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_HYBRID_H_
