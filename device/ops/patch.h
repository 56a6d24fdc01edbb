// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Copies what a window sees into one patch, the row of a matrix product.
#ifndef MOTE_DEVICE_OPS_PATCH_H_
#define MOTE_DEVICE_OPS_PATCH_H_

#include "device/ops/window.h"

namespace mote::ops {

// Some channels of an image, and what lies outside it.
template <class X>
struct PatchSource {
  const X* first;      // of these channels at the pixel (0, 0)
  int32_t channels;    // that are copied
  int32_t pixel;       // distance between pixels, in values
  X outside;
};

template <class X>
X* fill_outside(X outside, int32_t count, X* to) {
  for (; count > 0; --count) *to++ = outside;
  return to;
}

// The window of output pixel (y, x): [kernel_h][kernel_w][channels]. Pixels
// that are neighbours in memory and in the window are copied at once.
template <class Isa, class X>
void gather(const Window& w, const PatchSource<X>& source, int32_t y,
            int32_t x, X* to) {
  const bool runs = w.dilation_w == 1 && source.channels == source.pixel;
  const int32_t left = w.input_x(x, 0);
  const int32_t before = runs ? clamp(-left, 0, +w.kernel_w) : 0;
  const int32_t after =
      runs ? clamp(left + w.kernel_w - w.in_w, 0, w.kernel_w - before) : 0;
  const int32_t pixels = runs ? w.kernel_w - before - after : 1;
  for (int32_t ky = 0; ky < w.kernel_h; ++ky) {
    const int32_t iy = w.input_y(y, ky);
    if (iy < 0 || iy >= w.in_h) {
      to = fill_outside(source.outside, w.kernel_w * source.channels, to);
      continue;
    }
    const int32_t row = iy * w.in_w;
    to = fill_outside(source.outside, before * source.channels, to);
    const int32_t end = w.kernel_w - after;
    for (int32_t kx = before; kx < end; kx += pixels) {
      const int32_t ix = w.input_x(x, kx);
      const int32_t count = pixels * source.channels;
      if (runs || (ix >= 0 && ix < w.in_w)) {
        Isa::copy(to, source.first + (row + ix) * source.pixel,
                  count * static_cast<int32_t>(sizeof(X)));
      } else {
        fill_outside(source.outside, count, to);
      }
      to += count;
    }
    to = fill_outside(source.outside, after * source.channels, to);
  }
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_PATCH_H_
