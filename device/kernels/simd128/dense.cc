// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/simd128/lanes.h"
#include "device/kernels/simd128/simd128.h"

namespace mote {
namespace {

using simd128::fill;
using simd128::kLanes;
using simd128::Lanes;
using simd128::load;
using Floats = Dense<float, float, float, float>;

// Columns d..d+3 of four rows of weights.
struct Columns {
  Lanes at[kLanes];

  Columns(const float* w, int32_t stride) {
    const Lanes a = load(w), b = load(w + stride);
    const Lanes c = load(w + 2 * stride), d = load(w + 3 * stride);
    const Lanes ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
    const Lanes ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    const Lanes cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5);
    const Lanes cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    at[0] = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
    at[1] = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
    at[2] = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
    at[3] = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
  }
};

// Channels c..c+4*fours-1 of one row. Several sums run beside each other, as
// each waits for its last addition.
template <int32_t fours>
void channels_of_row(const Floats& a, const float* x, int32_t c, float* out) {
  const float* w = a.w + c * a.depth;
  Lanes sums[fours];
  for (Lanes& sum : sums) sum = fill(sum_of(a.rescale.start(c), a.start));
  int32_t d = 0;
  for (; d <= a.depth - kLanes; d += kLanes) {
    for (int32_t f = 0; f < fours; ++f) {
      const Columns columns(w + f * kLanes * a.depth + d, a.depth);
      for (int32_t i = 0; i < kLanes; ++i) {
        sums[f] += fill(x[d + i]) * columns.at[i];
      }
    }
  }
  for (int32_t f = 0; f < fours; ++f) {
    for (int32_t i = 0; i < kLanes; ++i) {
      const int32_t channel = f * kLanes + i;
      const float rest =
          Portable::dot_on(sums[f][i], x + d, w + channel * a.depth + d,
                           a.depth - d);
      out[c + channel] = a.rescale(rest, c + channel);
    }
  }
}

}  // namespace

void Simd128::dense(const Floats& a) {
  for (int32_t r = 0; r < a.rows; ++r) {
    const float* x = a.x + r * a.x_stride;
    float* out = a.out + r * a.out_stride;
    int32_t c = 0;
    for (; c <= a.channels - 4 * kLanes; c += 4 * kLanes) {
      channels_of_row<4>(a, x, c, out);
    }
    for (; c <= a.channels - kLanes; c += kLanes) {
      channels_of_row<1>(a, x, c, out);
    }
    for (; c < a.channels; ++c) {
      const float start = sum_of(a.rescale.start(c), a.start);
      out[c] = a.rescale(dot_on(start, x, a.w + c * a.depth, a.depth), c);
    }
  }
}

}  // namespace mote
