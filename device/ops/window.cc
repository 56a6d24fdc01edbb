// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/window.h"

#include <limits.h>

namespace mote::ops {

bool pad_before(const WindowAxis& a, Padding padding, int16_t& before) {
  if (a.kernel < 1 || a.stride < 1 || a.dilation < 1 ||
      a.kernel > INT16_MAX || a.stride > INT16_MAX ||
      a.dilation > INT16_MAX || a.in < 1 || a.out < 0) {
    return false;
  }
  const int64_t effective = (a.kernel - 1ll) * a.dilation + 1;
  // A window that is larger than the image is seen nowhere.
  const int64_t covered =
      padding == Padding::kSame ? a.in : max<int64_t>(a.in - effective + 1, 0);
  // Unsigned 32 bits hold it: no division of 64 bits is linked.
  const uint32_t steps =
      (static_cast<uint32_t>(covered) + static_cast<uint32_t>(a.stride) - 1) /
      static_cast<uint32_t>(a.stride);
  if (steps != static_cast<uint32_t>(a.out)) return false;
  const int64_t total = (a.out - 1ll) * a.stride + effective - a.in;
  const int64_t half = total > 0 ? total >> 1 : 0;
  before = static_cast<int16_t>(half);
  // Coordinates of taps stay within 32 bits.
  return half <= INT16_MAX && effective + a.in < INT32_MAX - INT16_MAX;
}

Status make_window(const Context& context, const WindowOptions& options,
                   const Shape& in, const Shape& out, Window& window) {
  if (options.padding != Padding::kSame && options.padding != Padding::kValid) {
    return Status::kBadOption;
  }
  if (in.rank != 4) return context.refuse(Status::kWrongShape, 0);
  if (out.rank != 4 || in[0] != out[0]) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  const WindowAxis h = {in[1], out[1], options.kernel_h, options.stride_h,
                        options.dilation_h};
  const WindowAxis w = {in[2], out[2], options.kernel_w, options.stride_w,
                        options.dilation_w};
  if (!pad_before(h, options.padding, window.pad_top) ||
      !pad_before(w, options.padding, window.pad_left)) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  window.in_h = h.in, window.out_h = h.out;
  window.in_w = w.in, window.out_w = w.out;
  window.kernel_h = static_cast<int16_t>(h.kernel);
  window.kernel_w = static_cast<int16_t>(w.kernel);
  window.stride_h = static_cast<int16_t>(h.stride);
  window.stride_w = static_cast<int16_t>(w.stride);
  window.dilation_h = static_cast<int16_t>(h.dilation);
  window.dilation_w = static_cast<int16_t>(w.dilation);
  return Status::kOk;
}

int32_t pixel_lead(const Window& window, int32_t in_pixel, int32_t out_pixel,
                   int32_t at_once) {
  const Window& w = window;
  // Beyond the padding the lead is linear in x and y: the ends will do. With
  // dilation a window at the left edge counts as beginning there.
  const int32_t ends[] = {w.pad_left / w.stride_w, w.pad_left / w.stride_w + 1,
                          w.out_w - 1};
  const int32_t below = w.pad_top / w.stride_h + 1;
  at_once = min(at_once, w.out_h * w.out_w);
  uint32_t lead = 0;
  // The highest row that this output row or a later one reads: with dilation it
  // may be a later one.
  int32_t first = w.in_h;
  for (int32_t y = w.out_h - 1; y >= 0; y = y > below ? below : y - 1) {
    const int32_t top = w.input_y(y, 0);
    const int32_t above = top < 0 ? -top : 0;
    const int32_t outside = (above + w.dilation_h - 1) / w.dilation_h;
    const int32_t row = top + outside * w.dilation_h;
    const bool own = outside < w.kernel_h && row < first;
    if (own) first = row;
    if (first == w.in_h) continue;
    for (const int32_t end : ends) {
      const int32_t x = min(end, w.out_w - 1);
      const int32_t left = own ? max(w.input_x(x, 0), 0) : 0;
      // Both in unsigned numbers, as bytes of tensors below 2^31.
      const uint32_t written = static_cast<uint32_t>(y * w.out_w + x + at_once) *
                               static_cast<uint32_t>(out_pixel);
      const uint32_t read = static_cast<uint32_t>(first * w.in_w + left) *
                            static_cast<uint32_t>(in_pixel);
      if (written > read) lead = max(lead, written - read);
    }
  }
  return lead > INT32_MAX ? kApart : static_cast<int32_t>(lead);
}

}  // namespace mote::ops
