// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators with float activations and 8-bit weights (dynamic
// range): each row of activations is quantized just before it is multiplied.
#ifndef MOTE_DEVICE_OPS_HYBRID_H_
#define MOTE_DEVICE_OPS_HYBRID_H_

#include "device/core/fixed_point.h"
#include "device/ops/op.h"

namespace mote::ops {

// The weights of a variant, float or Hybrid.
template <class V>
struct WeightsOf {
  using Type = V;
};
template <>
struct WeightsOf<Hybrid> {
  using Type = int8_t;
};
template <class V>
using HybridWeights = typename WeightsOf<V>::Type;

// A row of activations as weights of type W take it.
template <class W>
struct Row;
template <>
struct Row<float> {
  const float* x;
  int32_t depth;
};
// x = scale * (q - zero_point).
template <>
struct Row<int8_t> {
  const int8_t* q;
  int32_t depth;
  float scale;
  int32_t zero_point;
};

// Quantizes depth numbers into q. Symmetric: to -127..127 by the largest
// magnitude, zero point 0. Asymmetric: to -128..127 by the range that holds
// them and 0. A row of zeros gets scale 1.
Row<int8_t> quantize_row(const float* x, int32_t depth, bool asymmetric,
                         int8_t* q);

// The row itself; or its numbers quantized into q.
template <class W>
Row<W> make_row(const float* x, int32_t depth, bool asymmetric, int8_t* q) {
  if constexpr (sizeof(W) == 1) {
    return quantize_row(x, depth, asymmetric, q);
  } else {
    return {x, depth};
  }
}

// The product of a row and a row of weights, in units of both scales.
template <class Isa>
int32_t steps_dot(const Row<int8_t>& row, const int8_t* w) {
  int32_t sum = Isa::dot(row.q, w, row.depth);
  if (row.zero_point != 0) {
    for (int32_t d = 0; d < row.depth; ++d) {
      sum = add_wrapping(sum, -row.zero_point * w[d]);
    }
  }
  return sum;
}

// out[i] += the product of the row and row i of the weights [count, depth].
template <class Isa>
void add_products(const Row<float>& row, const float* w, float, int32_t count,
                  float* out) {
  for (int32_t i = 0; i < count; ++i) {
    out[i] += Isa::dot(row.x, w + i * row.depth, row.depth);
  }
}
// w_scale: one for all weights.
template <class Isa>
void add_products(const Row<int8_t>& row, const int8_t* w, float w_scale,
                  int32_t count, float* out) {
  const float scale = row.scale * w_scale;
  for (int32_t i = 0; i < count; ++i) {
    out[i] += static_cast<float>(steps_dot<Isa>(row, w + i * row.depth)) *
              scale;
  }
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_HYBRID_H_
