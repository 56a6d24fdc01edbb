// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// CONV_2D: x [n, h, w, ci], weights [co, kh, kw, ci / groups], bias [co]
// -> [n, ho, wo, co].
#ifndef MOTE_DEVICE_OPS_CONV_2D_H_
#define MOTE_DEVICE_OPS_CONV_2D_H_

#include <limits.h>

#include "device/ops/channels.h"
#include "device/ops/patch.h"

namespace mote::ops {

struct Conv2D {
  static constexpr char kName[] = "CONV_2D";
  static constexpr int16_t kCode = 3;
  static constexpr uint8_t kVersion = 8;
  static constexpr uint16_t kOptionsType = 1;
  using Variants = ops::Variants<int8_t, int16_t, float>;
  enum Variant : uint8_t { kInt8, kInt16, kFloat };

  struct Options {
    Padding padding;
    int32_t stride_w, stride_h;
    Activation activation;
    int32_t dilation_w, dilation_h;
    Type quantized_bias_type;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "padding", o.padding);
      v(1, "stride_w", o.stride_w);
      v(2, "stride_h", o.stride_h);
      v(3, "fused_activation_function", o.activation);
      v(4, "dilation_w_factor", o.dilation_w, 1);
      v(5, "dilation_h_factor", o.dilation_h, 1);
      v(6, "quantized_bias_type", o.quantized_bias_type);
    }
  };

  struct Params {
    Window window;
    Channels channels;     // integers
    FloatRange range;      // floats
    int32_t batches;
    int32_t in_channels;
    int32_t group_inputs;  // input channels of a group
    int32_t group_outputs;

    int16_t tile;          // pixels that are gathered at a time; 0: none,
                           // the input serves as it is

    int32_t depth() const { return window.taps() * group_inputs; }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out) {
    fill_channels(context, 0, p.channels, table, out);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

 private:
  static int32_t pointwise_lead(const Params& p, int32_t element, int32_t tile);
};

namespace conv_2d {

// Patches end where the kernel's scratch begins, at a multiple of 4.
inline uint64_t round_up(uint64_t bytes) { return (bytes + 3) / 4 * 4; }

// The pixels of one group whose patches lie at `rows`.
template <class Isa, class X, class Acc>
void integer_pixels(const Conv2D::Params& p, const Buffers& buffers,
                    const X* rows, int32_t count, int32_t group, X* out) {
  Dense<X, Acc> dense = {};
  const int32_t first = group * p.group_outputs;
  dense.x = rows;
  dense.x_stride = p.depth();
  dense.w = buffers.template input<int8_t>(1) + first * p.depth();
  dense.depth = p.depth();
  dense.channels = p.group_outputs;
  dense.out = out;
  dense.out_stride = p.channels.count;
  dense.rows = count;
  dense.rescale = rescale<Acc>(p.channels, buffers);
  dense.rescale.bias += first;
  dense.rescale.mantissas += first;
  dense.rescale.exponents += first;
  dense.scratch = buffers.template scratch<uint8_t>() +
                  round_up(static_cast<uint64_t>(p.tile) *
                           static_cast<uint32_t>(p.depth()) * sizeof(X));
  Isa::dense(dense);
}

template <class Isa, class X>
struct Pixels {
  static void run(const Conv2D::Params& p, const Buffers& buffers,
                  const X* rows, int32_t count, int32_t group, X* out) {
    if (p.channels.wide) {
      integer_pixels<Isa, X, int64_t>(p, buffers, rows, count, group, out);
    } else {
      integer_pixels<Isa, X, int32_t>(p, buffers, rows, count, group, out);
    }
  }
};

template <class Isa>
struct Pixels<Isa, int8_t> {
  static void run(const Conv2D::Params& p, const Buffers& buffers,
                  const int8_t* rows, int32_t count, int32_t group,
                  int8_t* out) {
    integer_pixels<Isa, int8_t, int32_t>(p, buffers, rows, count, group, out);
  }
};

template <class Isa>
struct Pixels<Isa, float> {
  static void run(const Conv2D::Params& p, const Buffers& buffers,
                  const float* rows, int32_t count, int32_t group,
                  float* out) {
    const int32_t depth = p.depth();
    const int32_t first = group * p.group_outputs;
    const float* w = buffers.input<float>(1) + first * depth;
    const float* bias = buffers.input<float>(2);
    for (int32_t r = 0; r < count; ++r) {
      for (int32_t c = 0; c < p.group_outputs; ++c) {
        float sum = Isa::dot(rows + r * depth, w + c * depth, depth);
        if (bias != nullptr) sum += bias[first + c];
        out[r * p.channels.count + c] = clamp(sum, p.range.lo, p.range.hi);
      }
    }
  }
};

}  // namespace conv_2d

template <class Isa, class X>
Status Conv2D::eval(const Params& p, const Buffers& buffers) {
  using Pixels = conv_2d::Pixels<Isa, X>;
  const Window& w = p.window;
  const int32_t outputs = p.channels.count;
  const X* in = buffers.template input<X>(0);
  X* out = buffers.template output<X>(0);
  const X outside = static_cast<X>(p.channels.in_zero);
  if (p.tile == 0) {
    Pixels::run(p, buffers, in, p.batches * w.out_h * w.out_w, 0, out);
    return Status::kOk;
  }
  X* patches = buffers.template scratch<X>();
  const int32_t groups = p.in_channels / p.group_inputs;
  for (int32_t n = 0; n < p.batches; ++n) {
    const X* image = in + n * w.in_h * w.in_w * p.in_channels;
    const int32_t pixels = w.out_h * w.out_w;
    int32_t y = 0, x = 0;
    for (int32_t i = 0; i < pixels; i += p.tile) {
      const int32_t count = min(pixels - i, p.tile);
      for (int32_t g = 0; g < groups; ++g) {
        const PatchSource<X> source = {image + g * p.group_inputs,
                                       p.group_inputs, p.in_channels,
                                       outside};
        gather_tile<Isa>(w, source, y, x, count, patches);
        Pixels::run(p, buffers, patches, count, g, out + g * p.group_outputs);
      }
      for (x += count; x >= w.out_w; x -= w.out_w) ++y;
      out += count * outputs;
    }
  }
  return Status::kOk;
}

// How many bytes before its input the output of a pointwise convolution must
// start: pixels are read in order, `tile` of them while they are written; 0:
// each tile is copied before it is written.
inline int32_t Conv2D::pointwise_lead(const Params& p, int32_t element,
                                      int32_t tile) {
  const int64_t pixels =
      static_cast<int64_t>(p.batches) * p.window.out_h * p.window.out_w;
  const int64_t in = p.in_channels * element;
  const int64_t out = p.channels.count * element;
  const int64_t first = min<int64_t>(tile, pixels);
  const int64_t lead = max(first * out, pixels * out - (pixels - first) * in);
  return static_cast<int32_t>(max(lead, 0));
}

inline Status Conv2D::prepare(const Context& context, const Options& options,
                              Params& p, Needs& needs) {
  if (context.inputs() < 2 || context.inputs() > 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor weights = context.input(1);
  const Tensor out = context.output(0);
  if (weights.shape.rank != 4) return context.refuse(Status::kWrongShape, 1);
  const WindowOptions window = {options.padding, options.stride_h,
                                options.stride_w, options.dilation_h,
                                options.dilation_w, weights.shape[1],
                                weights.shape[2]};
  Status status = make_window(context, window, in.shape, out.shape, p.window);
  if (status != Status::kOk) return status;
  p.batches = in.shape[0];
  p.in_channels = in.shape[3];
  p.group_inputs = weights.shape[3];
  if (p.group_inputs < 1 || p.in_channels % p.group_inputs != 0) {
    return context.refuse(Status::kWrongShape, 1);
  }
  const int32_t groups = p.in_channels / p.group_inputs;
  const int32_t outputs = weights.shape[0];
  if (groups < 1 || outputs % groups != 0) {
    return context.refuse(Status::kWrongShape, 1);
  }
  if (out.shape[3] != outputs) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p.group_outputs = outputs / groups;

  if (in.type == Type::kFloat32) {
    needs.variant = kFloat;
    p.channels = {};
    p.channels.count = outputs;
    status = prepare_float_channels(context, options.activation, outputs,
                                    p.range);
  } else {
    needs.variant = in.type == Type::kInt16 ? kInt16 : kInt8;
    p.range = {};
    status = prepare_channels(context, 0, options.activation,
                              options.quantized_bias_type, p.channels, needs);
  }
  if (status != Status::kOk) return status;

  const int32_t element = static_cast<int32_t>(bits(in.type) / 8);
  const bool kernels = needs.variant == kInt8;
  const bool direct = p.window.pointwise() && groups == 1;
  const KernelSet& set = context.kernels();
  p.tile = direct ? int16_t(0) : kernels ? set.dense_rows : int16_t(1);
  const uint64_t kernel_scratch =
      kernels ? set.scratch(INT16_MAX, p.depth(), p.group_outputs) : 0;
  const uint64_t scratch =
      conv_2d::round_up(static_cast<uint64_t>(p.tile) *
                        static_cast<uint32_t>(p.depth()) *
                        static_cast<uint32_t>(element)) + kernel_scratch;
  if (scratch > INT32_MAX) return context.refuse(Status::kWrongShape, 1);
  needs.scratch = static_cast<uint32_t>(scratch);
  if (direct) {
    needs.lead[0] = pointwise_lead(p, element, kernel_scratch != 0 ? 0
                                      : kernels ? set.dense_rows : 1);
  } else if (p.batches == 1) {
    needs.lead[0] = row_lead(p.window, p.window.in_w * p.in_channels * element,
                             p.window.out_w * outputs * element);
  }
  needs.work = static_cast<uint64_t>(out.elements()) *
               static_cast<uint32_t>(p.depth());
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CONV_2D_H_
