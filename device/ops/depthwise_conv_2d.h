// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// DEPTHWISE_CONV_2D: x [n, h, w, c], weights [1, kh, kw, c * m], bias [c * m]
// -> [n, ho, wo, c * m]; output channel c * m + j reads input channel c.
#ifndef MOTE_DEVICE_OPS_DEPTHWISE_CONV_2D_H_
#define MOTE_DEVICE_OPS_DEPTHWISE_CONV_2D_H_

#include "device/ops/channels.h"
#include "device/ops/window.h"

namespace mote::ops {

struct DepthwiseConv2D {
  static constexpr char kName[] = "DEPTHWISE_CONV_2D";
  static constexpr int16_t kCode = 4;
  static constexpr uint8_t kVersion = 7;
  static constexpr uint16_t kOptionsType = 2;
  using Variants = ops::Variants<int8_t, int16_t, float>;
  enum Variant : uint8_t { kInt8, kInt16, kFloat };
  static constexpr int32_t kMostRows = 4;

  // The multiplier follows from the shapes; the option is not used.
  struct Options {
    Padding padding;
    int32_t stride_w, stride_h, depth_multiplier;
    Activation activation;
    int32_t dilation_w, dilation_h;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "padding", o.padding);
      v(1, "stride_w", o.stride_w);
      v(2, "stride_h", o.stride_h);
      v(3, "depth_multiplier", o.depth_multiplier);
      v(4, "fused_activation_function", o.activation);
      v(5, "dilation_w_factor", o.dilation_w, 1);
      v(6, "dilation_h_factor", o.dilation_h, 1);
    }
  };

  struct Params {
    Window window;
    Channels channels;   // integers
    FloatRange range;    // floats
    int32_t batches;
    int32_t in_channels;
    int32_t multiplier;
    int16_t run;         // pixels of a row that are computed at a time
    int16_t rows;        // as many rows at a time, if run is all of one

    // Where the addresses of the taps start in scratch.
    uint32_t taps_offset(uint32_t element) const {
      const uint32_t bytes = static_cast<uint32_t>(in_channels) * element;
      constexpr uint32_t kPointer = sizeof(void*);
      return (bytes + kPointer - 1) / kPointer * kPointer;
    }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out) {
    fill_channels(context, 3, p.channels, table, out);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace depthwise_conv_2d {

// What some pixels of a row compute from their taps.
template <class Isa, class X, class Acc>
void integer_pixels(const DepthwiseConv2D::Params& p, const Buffers& buffers,
                    const X* const* taps, int32_t count, X* out) {
  Isa::depthwise(Depthwise<X, Acc>{
      taps, p.window.taps(), buffers.template input<int8_t>(1), p.in_channels,
      p.multiplier, out, rescale<Acc>(p.channels, buffers), count});
}

template <class Isa>
void pixels(const DepthwiseConv2D::Params& p, const Buffers& buffers,
            const int8_t* const* taps, int32_t count, int8_t* out) {
  integer_pixels<Isa, int8_t, int32_t>(p, buffers, taps, count, out);
}

template <class Isa>
void pixels(const DepthwiseConv2D::Params& p, const Buffers& buffers,
            const int16_t* const* taps, int32_t count, int16_t* out) {
  if (p.channels.wide) {
    integer_pixels<Isa, int16_t, int64_t>(p, buffers, taps, count, out);
  } else {
    integer_pixels<Isa, int16_t, int32_t>(p, buffers, taps, count, out);
  }
}

// Taps outside the image are left out rather than added as 0: like the
// reference, which decides the sign of a zero and what becomes of infinities.
template <class Isa>
void pixels(const DepthwiseConv2D::Params& p, const Buffers& buffers,
            const float* const* taps, int32_t, float* out) {
  const float* w = buffers.input<float>(1);
  const float* bias = buffers.input<float>(2);
  const float* outside = buffers.scratch<float>();
  const int32_t outputs = p.in_channels * p.multiplier;
  for (int32_t o = 0; o < outputs; ++o) {
    float sum = 0.0f;
    for (int32_t t = 0; t < p.window.taps(); ++t) {
      if (taps[t] == outside) continue;
      sum += taps[t][o / p.multiplier] * w[t * outputs + o];
    }
    if (bias != nullptr) sum += bias[o];
    out[o] = clamp(sum, p.range.lo, p.range.hi);
  }
}

}  // namespace depthwise_conv_2d

// Scratch: a pixel of the input's zero point, which stands for all pixels
// outside the image, then the addresses of the taps.
template <class Isa, class X>
Status DepthwiseConv2D::eval(const Params& p, const Buffers& buffers) {
  const Window& w = p.window;
  const int32_t outputs = p.in_channels * p.multiplier;
  X* outside = buffers.template scratch<X>();
  for (int32_t c = 0; c < p.in_channels; ++c) {
    outside[c] = static_cast<X>(p.channels.in_zero);
  }
  const X** taps = reinterpret_cast<const X**>(
      buffers.template scratch<uint8_t>() + p.taps_offset(sizeof(X)));
  X* out = buffers.template output<X>(0);
  for (int32_t n = 0; n < p.batches; ++n) {
    const X* image = buffers.template input<X>(0) +
                     n * w.in_h * w.in_w * p.in_channels;
    for (int32_t y = 0; y < w.out_h; y += p.rows) {
      const int32_t rows = min(w.out_h - y, p.rows);
      for (int32_t x = 0; x < w.out_w; x += p.run) {
        const int32_t run = min(w.out_w - x, p.run);
        for (int32_t i = 0; i < rows; ++i) {
          find_taps(w, image, p.in_channels, y + i, x, run, outside,
                    taps + i * run * w.taps());
        }
        const int32_t count = rows * run;
        depthwise_conv_2d::pixels<Isa>(p, buffers, taps, count, out);
        out += count * outputs;
      }
    }
  }
  return Status::kOk;
}

inline Status DepthwiseConv2D::prepare(const Context& context,
                                       const Options& options, Params& p,
                                       Needs& needs) {
  if (context.inputs() < 2 || context.inputs() > 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor weights = context.input(1);
  const Tensor out = context.output(0);
  if (weights.shape.rank != 4 || weights.shape[0] != 1) {
    return context.refuse(Status::kWrongShape, 1);
  }
  const WindowOptions window = {options.padding, options.stride_h,
                                options.stride_w, options.dilation_h,
                                options.dilation_w, weights.shape[1],
                                weights.shape[2]};
  Status status = make_window(context, window, in.shape, out.shape, p.window);
  if (status != Status::kOk) return status;
  p.batches = in.shape[0];
  p.in_channels = in.shape[3];
  const int32_t outputs = weights.shape[3];
  if (p.in_channels < 1 || outputs % p.in_channels != 0 || outputs < 1) {
    return context.refuse(Status::kWrongShape, 1);
  }
  if (out.shape[3] != outputs) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p.multiplier = outputs / p.in_channels;

  if (in.type == Type::kFloat32) {
    needs.variant = kFloat;
    p.channels = {};
    status = prepare_float_channels(context, options.activation, outputs,
                                    p.range);
  } else {
    needs.variant = in.type == Type::kInt16 ? kInt16 : kInt8;
    p.range = {};
    status = prepare_channels(context, 3, options.activation, Type::kFloat32,
                              p.channels, needs);
  }
  if (status != Status::kOk) return status;

  const uint32_t element = bits(in.type) / 8;
  const int32_t bytes = static_cast<int32_t>(element);
  const int32_t most =
      needs.variant == kInt8 ? context.kernels().depthwise_pixels : 1;
  const int32_t out_w = max(p.window.out_w, 1);
  p.run = static_cast<int16_t>(min(most, out_w));
  // Further rows cost memory: the output may overlap the input less.
  p.rows = static_cast<int16_t>(clamp(most / out_w, 1, kMostRows));
  needs.scratch = p.taps_offset(element) +
                  static_cast<uint32_t>(p.run * p.rows * p.window.taps()) *
                      static_cast<uint32_t>(sizeof(void*));
  if (p.batches == 1) {
    needs.lead[0] = row_lead(p.window,
                             p.window.in_w * p.in_channels * bytes,
                             p.window.out_w * outputs * bytes, p.rows);
  }
  needs.work = static_cast<uint64_t>(out.elements()) *
               static_cast<uint32_t>(p.window.taps());
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_DEPTHWISE_CONV_2D_H_
