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
using Floats = Depthwise<float, float, float, float>;

// Channels c..c+4*fours-1 of one pixel.
template <int32_t fours>
void channels_of_pixel(const Floats& a, const float* const* taps, int32_t c,
                       float* out) {
  Lanes sums[fours];
  for (Lanes& sum : sums) sum = fill(a.rescale.start(c));
  const float* w = a.w + c;
  for (int32_t t = 0; t < a.tap_count; ++t, w += a.channels) {
    for (int32_t f = 0; f < fours; ++f) {
      sums[f] += load(taps[t] + c + f * kLanes) * load(w + f * kLanes);
    }
  }
  for (int32_t f = 0; f < fours; ++f) {
    for (int32_t i = 0; i < kLanes; ++i) {
      const int32_t channel = c + f * kLanes + i;
      out[channel] = a.rescale(sums[f][i], channel);
    }
  }
}

}  // namespace

void Simd128::depthwise(const Floats& a) {
  if (a.multiplier != 1) return Portable::depthwise(a);
  const float* const* taps = a.taps;
  float* out = a.out;
  for (int32_t p = 0; p < a.pixels; ++p) {
    int32_t c = 0;
    for (; c <= a.channels - 4 * kLanes; c += 4 * kLanes) {
      channels_of_pixel<4>(a, taps, c, out);
    }
    for (; c <= a.channels - kLanes; c += kLanes) {
      channels_of_pixel<1>(a, taps, c, out);
    }
    for (; c < a.channels; ++c) {
      float sum = a.rescale.start(c);
      for (int32_t t = 0; t < a.tap_count; ++t) {
        sum = accumulate(sum, taps[t][c], a.w[t * a.channels + c]);
      }
      out[c] = a.rescale(sum, c);
    }
    taps += a.tap_count;
    out += a.channels;
  }
}

}  // namespace mote
