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

namespace patch {

// Of the pixels left.. of an image row, as many as the window is wide, those
// that exist; pixels that are neighbours in memory are copied at once.
template <class X>
void copy_row(const Window& w, const PatchSource<X>& source, const X* row,
              int32_t left, X* to) {
  const int32_t n = source.channels;
  const bool together = w.dilation_w == 1 && n == source.pixel;
  for (int32_t kx = 0; kx < w.kernel_w;) {
    const int32_t ix = left + kx * w.dilation_w;
    if (ix < 0 || ix >= w.in_w) {
      for (int32_t c = 0; c < n; ++c) *to++ = source.outside;
      ++kx;
      continue;
    }
    const int32_t pixels =
        together ? min(w.kernel_w - kx, w.in_w - ix) : 1;
    copy_bytes(to, row + ix * source.pixel,
               static_cast<uint32_t>(pixels * n) * sizeof(X));
    to += pixels * n;
    kx += pixels;
  }
}

}  // namespace patch

// The windows of the output pixels (y, x) to (y, x + count - 1), each
// [kernel_h][kernel_w][channels].
template <class Isa, class X>
[[gnu::cold]] void gather(const Window& w, const PatchSource<X>& source, int32_t y,
            int32_t x, int32_t count, X* to) {
  const int32_t values = w.kernel_w * source.channels;
  const int32_t size = w.kernel_h * values;
  const bool together =
      w.dilation_w == 1 && source.channels == source.pixel;
  const WholeRun whole(w, x, together ? count : 0);
  for (int32_t ky = 0; ky < w.kernel_h; ++ky, to += values) {
    const int32_t iy = w.input_y(y, ky);
    if (iy < 0 || iy >= w.in_h) {
      for (int32_t i = 0; i < count; ++i) {
        for (int32_t v = 0; v < values; ++v) to[i * size + v] = source.outside;
      }
      continue;
    }
    const X* row = source.first + iy * w.in_w * source.pixel;
    for (int32_t i = 0; i < count; ++i) {
      const int32_t left = w.input_x(x + i, 0);
      if (i == whole.first && whole.count > 0) {
        Isa::copy_rows(row + left * source.pixel, w.stride_w * source.pixel,
                       values, whole.count, to + i * size, size);
        i += whole.count - 1;
      } else {
        patch::copy_row(w, source, row, left, to + i * size);
      }
    }
  }
}

// As above for pixels that go on in the next rows. Rows that are read for them
// before this one is written are not yet overwritten, see pixel_lead().
template <class Isa, class X>
[[gnu::cold]] void gather_tile(const Window& w, const PatchSource<X>& source, int32_t y,
                 int32_t x, int32_t count, X* to) {
  const int32_t size = w.taps() * source.channels;
  for (; count > 0; ++y, x = 0) {
    const int32_t run = min(w.out_w - x, count);
    gather<Isa>(w, source, y, x, run, to);
    to += run * size;
    count -= run;
  }
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_PATCH_H_
