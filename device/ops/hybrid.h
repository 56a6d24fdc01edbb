// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What operators with float activations and 8-bit weights share (dynamic
// range): they quantize each row of activations just before they multiply it.
#ifndef MOTE_DEVICE_OPS_HYBRID_H_
#define MOTE_DEVICE_OPS_HYBRID_H_

#include <stdint.h>

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

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_HYBRID_H_
