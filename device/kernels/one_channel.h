// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Depthwise convolution of one input channel to several outputs.
#ifndef MOTE_DEVICE_KERNELS_ONE_CHANNEL_H_
#define MOTE_DEVICE_KERNELS_ONE_CHANNEL_H_

#include "device/kernels/portable.h"

namespace mote {

// Taps of one pixel, and the weights of four outputs at the first of them.
struct OneChannel {
  const int8_t* const* tap;
  const int8_t* const* end;
  const int8_t* w;
  int32_t stride;  // to the weights at the next tap
};

// Four sums modulo 2^32. Per tap, beside 4 multiplies, 2 loads of x, 4 of
// weights and 3 for addresses and the loop.
[[gnu::noinline]] inline void four_sums(OneChannel a, int32_t* out) {
  uint32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (; a.tap != a.end; ++a.tap, a.w += a.stride) {
    const int32_t x = **a.tap;
    s0 += static_cast<uint32_t>(x * a.w[0]);
    s1 += static_cast<uint32_t>(x * a.w[1]);
    s2 += static_cast<uint32_t>(x * a.w[2]);
    s3 += static_cast<uint32_t>(x * a.w[3]);
  }
  out[0] = static_cast<int32_t>(s0);
  out[1] = static_cast<int32_t>(s1);
  out[2] = static_cast<int32_t>(s2);
  out[3] = static_cast<int32_t>(s3);
}

inline bool is_one_channel(const Depthwise<int8_t, int32_t>& a) {
  return a.channels == 1 && a.multiplier >= 4;
}

// Four outputs at a time, the last ones overlapping. sums: as four_sums().
inline void one_channel(const Depthwise<int8_t, int32_t>& a,
                        void (*sums)(OneChannel, int32_t*) = four_sums) {
  const int32_t outputs = a.multiplier;
  const int8_t* const* taps = a.taps;
  int8_t* out = a.out;
  for (int32_t p = 0; p < a.pixels; ++p, out += outputs) {
    const int8_t* const* end = taps + a.tap_count;
    for (int32_t o = 0; o < outputs; o += 4) {
      const int32_t at = min(o, outputs - 4);
      int32_t four[4];
      sums({taps, end, a.w + at, outputs}, four);
      for (int32_t i = at; i < at + 4; ++i) {
        out[i] = a.rescale(add_wrapping(a.rescale.start(i), four[i - at]), i);
      }
    }
    taps = end;
  }
}

}  // namespace mote

#endif  // MOTE_DEVICE_KERNELS_ONE_CHANNEL_H_
