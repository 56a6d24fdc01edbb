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
  static constexpr char kKernels[] = "dense, dot, copy_rows";
  static constexpr int16_t kCode = 3;
  static constexpr uint8_t kVersion = 8;
  static constexpr uint16_t kOptionsType = 1;
  using Variants = ChannelVariants;

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
    Channels channels;
    int32_t batches;
    int32_t in_channels;
    int32_t group_inputs;  // input channels of a group
    uint8_t tile;          // pixels that are gathered at a time; 0: none, the
                           // input serves as it is

    int32_t groups() const { return in_channels / group_inputs; }
    int32_t depth() const { return window.taps() * group_inputs; }
    int32_t in_size() const {
      return window.in_h * window.in_w * in_channels;
    }
    int32_t out_pixels() const { return window.out_h * window.out_w; }
  };

  [[gnu::cold]] static Status prepare(const Context& context,
                                      const Options& options,
                                      Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out) {
    fill_channels(context, 0, p.channels, table, out);
  }
  static bool sound(const Params& p, int table, const void* data) {
    return sound_channels(p.channels, table, data);
  }
  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace conv_2d {

using Params = Conv2D::Params;

// More makes no layer; sizes in scratch stay within 32 bits.
inline constexpr int32_t kMostDepth = 1 << 21;

// Where things lie in scratch: a tile of patches, weights of some channels
// unpacked, an image quantized, what the kernels want.
struct Layout {
  uint32_t unpacked, image, kernels;

  Layout(const Params& p, uint32_t x_bytes, bool narrow, bool hybrid) {
    const uint32_t depth = static_cast<uint32_t>(p.depth());
    unpacked = align(p.tile * depth * x_bytes);
    image = unpacked + (narrow ? align(kUnpacked * depth) : 0u);
    kernels = image;
    if (hybrid) kernels += align(static_cast<uint32_t>(p.in_size()));
  }
  static uint32_t align(uint32_t bytes) { return (bytes + 3) / 4 * 4; }
};

template <class Isa, class V, class D>
void multiply(const Params& p, const Buffers& buffers, int32_t first,
              int8_t* unpacked, const D& dense) {
  if constexpr (kTypeOf<V> == Type::kUInt8) {
    multiply_rows_off_zero<Isa, V>(p.channels, buffers, first, unpacked, dense);
  } else {
    multiply_rows<Isa, V>(p.channels, buffers, first, unpacked, dense);
  }
}

// The input's pixels are the rows. Narrow weights take them a line at a time:
// within it every channel is written before all pixels have been read.
template <class Isa, class V, class D>
void pointwise(const Params& p, const Buffers& buffers, int8_t* unpacked,
               D dense) {
  const int32_t lines = Elements<V>::kNarrow ? p.window.out_h : 1;
  dense.rows = p.out_pixels() / lines;
  dense.channels = p.channels.count;
  for (int32_t i = 0; i < lines; ++i) {
    multiply<Isa, V>(p, buffers, 0, unpacked, dense);
    dense.x += dense.rows * dense.x_stride;
    dense.out += dense.rows * dense.out_stride;
  }
}

// Tiles of patches go on from row to row, unless several groups read the rows
// one after the other: the first of them may have been overwritten then.
template <class Isa, class V, class X, class D>
void by_patches(const Params& p, const Buffers& buffers, PatchSource<X> source,
                X* patches, int8_t* unpacked, D dense) {
  const int32_t width = p.window.out_w;
  const int32_t groups = p.groups();
  dense.x = patches;
  dense.channels = p.channels.count / groups;
  int32_t y = 0, x = 0;
  for (int32_t left = p.out_pixels(); left > 0; left -= dense.rows) {
    dense.rows = min(groups == 1 ? left : width - x, p.tile);
    PatchSource<X> part = source;
    for (int32_t g = 0; g < groups; ++g, dense.out += dense.channels) {
      gather_tile<Isa>(p.window, part, y, x, dense.rows, patches);
      multiply<Isa, V>(p, buffers, g * dense.channels, unpacked, dense);
      part.first += part.channels;
    }
    dense.out += (dense.rows - 1) * dense.out_stride;
    for (x += dense.rows; x >= width; x -= width) ++y;
  }
}

// Compiled for size: the time goes into the kernels.
template <class Isa, class V, class Acc>
[[gnu::cold]] void images(const Params& p, const Buffers& buffers) {
  using X = typename Elements<V>::X;
  using Y = typename Elements<V>::Y;
  uint8_t* scratch = buffers.template scratch<uint8_t>();
  const Layout layout(p, sizeof(X), Elements<V>::kNarrow, kHybrid<V>);
  int8_t* unpacked = reinterpret_cast<int8_t*>(scratch + layout.unpacked);
  Dense<X, Acc, Y, typename Elements<V>::W> dense = {};
  dense.x_stride = dense.depth = p.depth();
  dense.out_stride = p.channels.count;
  dense.scratch = scratch + layout.kernels;
  dense.rescale = Rescaler<Acc, Y>::make(p.channels, buffers);
  const int32_t in_size = p.in_size();
  for (int32_t n = 0; n < p.batches; ++n) {
    const Y* in = buffers.template input<Y>(0) + n * in_size;
    PatchSource<X> source = {nullptr, p.group_inputs, p.in_channels, X(0)};
    if constexpr (kHybrid<V>) {
      int8_t* quantized = reinterpret_cast<int8_t*>(scratch + layout.image);
      const bool asymmetric = p.channels.is(Channels::kAsymmetric);
      const Row<int8_t> row = quantize_row(in, in_size, asymmetric, quantized);
      source.first = quantized;
      source.outside = static_cast<int8_t>(row.zero_point);
      dense.rescale.scale = row.scale;
      dense.rescale.zero_point = row.zero_point;
      dense.rescale.in_turn = asymmetric;
    } else {
      source.first = in;
      source.outside = static_cast<X>(p.channels.in_zero);
    }
    dense.x = source.first;
    dense.out = buffers.template output<Y>(0) +
                n * p.out_pixels() * p.channels.count;
    if (p.tile == 0) {
      pointwise<Isa, V>(p, buffers, unpacked, dense);
    } else {
      by_patches<Isa, V>(p, buffers, source, reinterpret_cast<X*>(scratch),
                         unpacked, dense);
    }
  }
}

// Whether the input's pixels can serve as they are.
inline bool direct(const Params& p) {
  return p.window.pointwise() && p.groups() == 1;
}

// How far the output may overlap the input. in_use: pixels that serve as they
// are and may be read while they are written.
[[gnu::cold]] inline int32_t lead(const Params& p, ChannelVariant variant, Type type,
                    int32_t in_use) {
  const int32_t element = static_cast<int32_t>(bits(type) / 8);
  const int32_t in = p.in_channels * element;
  const int32_t out = p.channels.count * element;
  const Window& w = p.window;
  if (p.batches == 1 && hybrid(variant)) return 0;
  if (direct(p) && !narrow(variant)) {
    return rows_lead(p.batches * p.out_pixels(), in, out, in_use);
  }
  if (p.batches != 1) return kApart;
  // A tile is gathered before its pixels are written, but for groups, which are
  // one after the other.
  const int32_t at_once = p.groups() == 1 ? 0 : p.tile;
  return pixel_lead(w, in, out, direct(p) ? w.out_w : at_once);
}

// The last part of prepare: tiles, scratch, overlap.
[[gnu::cold]] inline Status place(const Context& context, Params& p,
                                  Needs& needs) {
  const ChannelVariant variant = static_cast<ChannelVariant>(needs.variant);
  const Type type = context.input(0).type;
  const int32_t pixels = p.out_pixels(), outputs = p.channels.count;
  const KernelSet& set = context.kernels();
  const bool kernels = variant == ChannelVariant::kInt8 ||
                       variant == ChannelVariant::kNarrowInt8;
  p.tile = direct(p)         ? uint8_t(0)
           : narrow(variant) ? max(set.dense_rows, uint8_t(kUnpacked))
           : kernels         ? set.dense_rows : uint8_t(1);
  const uint32_t x_bytes = hybrid(variant) ? 1 : bits(type) / 8;
  const Layout layout(p, x_bytes, narrow(variant), hybrid(variant));
  const uint64_t own =
      kernels ? set.scratch(pixels, p.depth(), outputs / p.groups()) : 0;
  if (layout.kernels + own > INT32_MAX) {
    return context.refuse(Status::kWrongShape, 1);
  }
  needs.scratch = static_cast<uint32_t>(layout.kernels + own);
  needs.lead[0] =
      lead(p, variant, type,
           kernels ? set.rows_in_use(pixels, p.depth(), outputs) : 1);
  needs.work = static_cast<uint64_t>(context.output(0).elements()) *
               static_cast<uint32_t>(p.depth());
  return Status::kOk;
}

}  // namespace conv_2d

template <class Isa, class V>
Status Conv2D::eval(const Params& p, const Buffers& buffers) {
  with_accumulator<V>(p.channels, [&](auto zero) {
    conv_2d::images<Isa, V, decltype(zero)>(p, buffers);
  });
  return Status::kOk;
}

inline Status Conv2D::prepare(const Context& context, const Options& options,
                              Params& p, Needs& needs) {
  if (context.inputs() < 2 || context.inputs() > 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const ChannelOperands operands(context);
  const Tensor& in = operands.input;
  const Tensor& weights = operands.weights;
  const Tensor& out = operands.output;
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
  const int32_t outputs = weights.shape[0];
  if (p.group_inputs < 1 || p.in_channels < 1 || outputs < 1 ||
      p.in_channels % p.group_inputs != 0 || outputs % p.groups() != 0 ||
      p.depth() > conv_2d::kMostDepth) {
    return context.refuse(Status::kWrongShape, 1);
  }
  if (out.shape[3] != outputs) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  ChannelRules rules;
  rules.activation = options.activation;
  rules.bias_type = options.quantized_bias_type;
  rules.asymmetric = p.groups() != 1 || scales_differ(weights.quantization);
  status = prepare_channels(context, operands, rules, p.channels,
                            needs);
  if (status != Status::kOk) return status;
  return conv_2d::place(context, p, needs);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CONV_2D_H_
