// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators that slide a window over an image [n, h, w, c].
#ifndef MOTE_DEVICE_OPS_WINDOW_H_
#define MOTE_DEVICE_OPS_WINDOW_H_

#include "device/ops/op.h"

namespace mote::ops {

enum class Padding : int8_t { kSame = 0, kValid = 1 };

// One dimension of an image that a window slides along.
struct WindowAxis {
  int32_t in, out, kernel, stride, dilation;
};

// The padding before the first element, when `out` is the size that padding and
// strides give; false when it is not, or beyond the range of Window.
[[gnu::cold]] bool pad_before(const WindowAxis& axis, Padding padding, int16_t& before);

// What the options and the filter's shape say of a window.
struct WindowOptions {
  Padding padding = Padding::kSame;
  int32_t stride_h = 1, stride_w = 1;
  int32_t dilation_h = 1, dilation_w = 1;
  int32_t kernel_h = 1, kernel_w = 1;
};

// A window over one image. Output pixel (y, x) sees the input pixels
// (y * stride_h - pad_top + i * dilation_h, likewise for x) that exist.
struct Window {
  int32_t in_h, in_w, out_h, out_w;
  int16_t kernel_h, kernel_w;
  int16_t stride_h, stride_w;
  int16_t dilation_h, dilation_w;
  int16_t pad_top, pad_left;

  template <class V>
  static void fields(Window& w, V& v) {
    v("in_h", w.in_h), v("in_w", w.in_w);
    v("out_h", w.out_h), v("out_w", w.out_w);
    v("kernel_h", w.kernel_h), v("kernel_w", w.kernel_w);
    v("stride_h", w.stride_h), v("stride_w", w.stride_w);
    v("dilation_h", w.dilation_h), v("dilation_w", w.dilation_w);
    v("pad_top", w.pad_top), v("pad_left", w.pad_left);
  }
  int32_t taps() const { return kernel_h * kernel_w; }
  // Whether every output pixel sees just the input pixel at its own place.
  bool pointwise() const {
    return kernel_h == 1 && kernel_w == 1 && stride_h == 1 && stride_w == 1 &&
           pad_top == 0 && pad_left == 0 && out_h == in_h && out_w == in_w;
  }
  // Whether the output has the input's size and a pixel sees those around it.
  bool keeps_size() const {
    return stride_h == 1 && stride_w == 1 && dilation_h == 1 &&
           dilation_w == 1 && out_h == in_h && out_w == in_w;
  }
  int32_t input_y(int32_t y, int32_t ky) const {
    return y * stride_h - pad_top + ky * dilation_h;
  }
  int32_t input_x(int32_t x, int32_t kx) const {
    return x * stride_w - pad_left + kx * dilation_w;
  }
};

// Fills in the window for an input and an output of rank 4 and checks that the
// output has the size that padding and strides give:
// SAME ceil(in / stride), VALID ceil((in - effective kernel + 1) / stride).
// With SAME the odd pixel of padding goes to the bottom and the right.
[[gnu::cold]] Status make_window(const Context& context, const WindowOptions& options,
                   const Shape& in, const Shape& out, Window& window);

// Of the output pixels x, x + 1, ... those that see no column outside the image:
// `count` from the one with index `first` on.
struct WholeRun {
  int32_t first, count;

  WholeRun(const Window& w, int32_t x, int32_t pixels) {
    const int32_t left = w.input_x(x, 0);
    const int32_t most = w.in_w - 1 - (w.kernel_w - 1) * w.dilation_w - left;
    first = min(left < 0 ? (-left + w.stride_w - 1) / w.stride_w : 0, pixels);
    const int32_t end = most < 0 ? 0 : most / w.stride_w + 1;
    count = max(min(end, pixels) - first, 0);
  }
};

// Addresses `step` apart, `width` at a time: of `count` pixels `advance` apart.
template <class X>
[[gnu::noinline]] void list_taps(const X* pixel, int32_t step, int32_t width,
                                 int32_t advance, int32_t count,
                                 int32_t stride, const X** out) {
  for (; count > 0; --count, pixel += advance, out += stride) {
    if (width == 3) {
      out[0] = pixel;
      out[1] = pixel + step;
      out[2] = pixel + 2 * step;
      continue;
    }
    const X* tap = pixel;
    for (int32_t i = 0; i < width; ++i, tap += step) out[i] = tap;
  }
}

// The rows of an image. Those that an output in the same place overwrites while
// they are still read can be kept elsewhere, the last few of them in turn.
template <class X>
struct ImageRows {
  const X* image;
  int32_t size;            // values of a row
  X* kept = nullptr;       // [slots][size]
  int32_t slots = 0;
  int32_t end = 0;         // rows below it are kept
  int32_t slot = 0;        // where row `end` will go

  const X* at(int32_t y) const {
    if (y >= end) return image + y * size;
    const int32_t i = slot - (end - y);
    return kept + (i < 0 ? i + slots : i) * size;
  }
  template <class Isa>
  void keep(int32_t to) {
    for (; end < to; ++end) {
      Isa::copy_rows(image + end * size, size, size, 1, kept + slot * size,
                     size);
      if (++slot == slots) slot = 0;
    }
  }
};

// The addresses of the pixels that each of the output pixels (y, x) to
// (y, x + count - 1) sees, in order of rows and columns; those outside the
// image are at `outside`. Compiled for size but for the loop above.
template <class X>
[[gnu::cold]] void find_taps(const Window& w, const ImageRows<X>& rows,
                             int32_t channels, int32_t y, int32_t x,
                             int32_t count, const X* outside, const X** taps) {
  const WholeRun whole(w, x, count);
  const int32_t step = w.dilation_w * channels;
  for (int32_t ky = 0; ky < w.kernel_h; ++ky, taps += w.kernel_w) {
    const int32_t iy = w.input_y(y, ky);
    if (iy < 0 || iy >= w.in_h) {
      list_taps(outside, 0, w.kernel_w, 0, count, w.taps(), taps);
      continue;
    }
    const X* row = rows.at(iy);
    for (int32_t i = 0; i < count; ++i) {
      if (i == whole.first && whole.count > 0) {
        list_taps(row + w.input_x(x + i, 0) * channels, step, w.kernel_w,
                  w.stride_w * channels, whole.count, w.taps(),
                  taps + i * w.taps());
        i += whole.count - 1;
        continue;
      }
      for (int32_t kx = 0; kx < w.kernel_w; ++kx) {
        const int32_t ix = w.input_x(x + i, kx);
        const bool exists = ix >= 0 && ix < w.in_w;
        taps[i * w.taps() + kx] = exists ? row + ix * channels : outside;
      }
    }
  }
}

// How many bytes before its input an output must start that is written pixel by
// pixel, row by row, so that no pixel is overwritten before its last use. For
// one image; sizes of pixels in bytes. Of as many pixels as `at_once` all may be
// written before what the first sees has been read for the last time; 0: that
// has been read, wherever it lies, before the first is written.
[[gnu::cold]] int32_t pixel_lead(const Window& window, int32_t in_pixel,
                                 int32_t out_pixel, int32_t at_once);

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_WINDOW_H_
