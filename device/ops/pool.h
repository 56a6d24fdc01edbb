// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of poolings: a function of the pixels that a window sees.
#ifndef MOTE_DEVICE_OPS_POOL_H_
#define MOTE_DEVICE_OPS_POOL_H_

#include "device/ops/window.h"

namespace mote::ops {

// The pixels of a window that lie in the image, of one channel.
template <class X>
struct Patch {
  const X* first;
  int32_t h, w;
  int32_t row, column;  // distances between neighbours

  int32_t count() const { return h * w; }
  template <class F>
  void each(F f) const {
    for (int32_t y = 0; y < h; ++y) {
      for (int32_t x = 0; x < w; ++x) f(first[y * row + x * column]);
    }
  }
};

// Op gives the name, code and version, and the function of a patch:
//   template <class X> static int32_t pixel(const Patch<X>& patch);
//   static float pixel(const Patch<float>& patch);
// and its own Variants when they are fewer.
template <class Op>
struct Pool {
  static constexpr uint16_t kOptionsType = 5;
  using Variants = ops::Variants<int8_t, int16_t, float, uint8_t>;

  struct Options {
    Padding padding;
    int32_t stride_w, stride_h, filter_width, filter_height;
    Activation activation;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "padding", o.padding);
      v(1, "stride_w", o.stride_w);
      v(2, "stride_h", o.stride_h);
      v(3, "filter_width", o.filter_width);
      v(4, "filter_height", o.filter_height);
      v(5, "fused_activation_function", o.activation);
    }
  };

  struct Params {
    Window window;
    Range bounds;       // integers
    FloatRange range;   // floats
    int32_t batches;
    int32_t channels;
  };

  [[gnu::cold]] static Status prepare(const Context& context,
                                      const Options& options,
                                      Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

 private:
  static int32_t clamped(const Params& p, int32_t x) {
    return clamp(x, p.bounds.lo, p.bounds.hi);
  }
  static float clamped(const Params& p, float x) {
    return clamp(x, p.range.lo, p.range.hi);
  }
};

template <class Op>
template <class Isa, class X>
Status Pool<Op>::eval(const Params& p, const Buffers& buffers) {
  const Window& w = p.window;
  X* out = buffers.template output<X>(0);
  for (int32_t n = 0; n < p.batches; ++n) {
    const X* image = buffers.template input<X>(0) +
                     n * w.in_h * w.in_w * p.channels;
    for (int32_t y = 0; y < w.out_h; ++y) {
      const int32_t y0 = max(w.input_y(y, 0), 0);
      const int32_t y1 = min(w.input_y(y, w.kernel_h), w.in_h);
      for (int32_t x = 0; x < w.out_w; ++x) {
        const int32_t x0 = max(w.input_x(x, 0), 0);
        const int32_t x1 = min(w.input_x(x, w.kernel_w), w.in_w);
        Patch<X> patch = {image + (y0 * w.in_w + x0) * p.channels, y1 - y0,
                          x1 - x0, w.in_w * p.channels, p.channels};
        for (int32_t c = 0; c < p.channels; ++c, ++patch.first) {
          *out++ = static_cast<X>(clamped(p, Op::pixel(patch)));
        }
      }
    }
  }
  return Status::kOk;
}

template <class Op>
Status Pool<Op>::prepare(const Context& context, const Options& options,
                         Params& p, Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  const WindowOptions window = {options.padding, options.stride_h,
                                options.stride_w, 1, 1, options.filter_height,
                                options.filter_width};
  const Status status =
      make_window(context, window, in.shape, out.shape, p.window);
  if (status != Status::kOk) return status;
  p.batches = in.shape[0];
  p.channels = in.shape[3];
  if (out.shape[3] != p.channels) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  p.range = activation_range(options.activation);
  const int variant = find_variant(typename Op::Variants(), in.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  needs.variant = static_cast<uint8_t>(variant);
  p.bounds = type_range(in.type);
  // Without quantization the numbers are pooled as they are.
  if (out.quantization.count == 1) {
    p.bounds = activation_range(options.activation, out.quantization.scale(),
                                out.quantization.zero_point(), p.bounds.lo,
                                p.bounds.hi);
  }
  const int32_t element = static_cast<int32_t>(bits(in.type) / 8);
  if (p.batches == 1) {
    const int32_t pixel = p.channels * element;
    needs.lead[0] = pixel_lead(p.window, pixel, pixel, 1);
  }
  needs.work = static_cast<uint64_t>(out.elements()) *
               static_cast<uint32_t>(p.window.taps());
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_POOL_H_
