// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// DEPTHWISE_CONV_2D: x [n, h, w, c], weights [1, kh, kw, c * m], bias [c * m]
// -> [n, ho, wo, c * m]; output channel c * m + j reads input channel c.
#ifndef MOTE_DEVICE_OPS_DEPTHWISE_CONV_2D_H_
#define MOTE_DEVICE_OPS_DEPTHWISE_CONV_2D_H_

#include "device/ops/channels.h"
#include "device/ops/conv_2d.h"

namespace mote::ops {

struct DepthwiseConv2D {
  static constexpr char kName[] = "DEPTHWISE_CONV_2D";
  static constexpr char kKernels[] = "depthwise, dense, copy_rows";
  static constexpr int16_t kCode = 4;
  static constexpr uint8_t kVersion = 7;
  static constexpr uint16_t kOptionsType = 2;
  using Variants = ChannelVariants;

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
    Channels channels;
    int32_t batches;
    int32_t in_channels;
    int16_t run;   // pixels of a row that are computed at a time
    int16_t rows;  // as many rows at a time, if run is all of one
    int16_t kept;  // input rows that are kept while the output overwrites them
    uint8_t tile;  // with one input channel: as of a convolution
    bool turned;   // computed as one, with weights out of a table

    int32_t row_size() const { return window.in_w * in_channels; }
    int32_t in_size() const { return window.in_h * row_size(); }
    int32_t weights() const { return window.taps() * channels.count; }
    // With one input channel every output reads all there is.
    Conv2D::Params convolution() const {
      return {window, channels, batches, 1, 1, tile};
    }
  };

  [[gnu::cold]] static Status prepare(const Context& context,
                                      const Options& options,
                                      Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out);
  static bool sound(const Params& p, int table, const void* data) {
    return sound_channels(p.channels, table, data);
  }
  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace depthwise_conv_2d {

using Params = DepthwiseConv2D::Params;

// Further rows cost memory: the output may overlap the input less.
inline constexpr int32_t kMostRows = 4;

// More weights make no layer; sizes in scratch stay within 32 bits.
inline constexpr int32_t kMostWeights = 1 << 24;

// The table of weights as those of a convolution, and how many of them there
// may be: without a plan they lie in the arena.
inline constexpr int kTurned = 3;
inline constexpr int32_t kMostTurned = 4096;

// Where things lie in scratch: the addresses of a run's taps, a pixel that stands
// for all those outside the image, weights that are not multiplied as they are,
// an image quantized or the rows that are kept.
struct Layout {
  uint32_t outside, weights, image, end;

  // weight_bytes: of each weight that is made; 0: all are in place. pointer:
  // bytes of an address.
  Layout(const Params& p, uint32_t x_bytes, uint32_t weight_bytes, bool hybrid,
         uint32_t pointer = sizeof(void*)) {
    outside = static_cast<uint32_t>(p.run * p.rows * p.window.taps()) * pointer;
    weights = outside + align(static_cast<uint32_t>(p.in_channels) * x_bytes);
    image = weights + align(static_cast<uint32_t>(p.weights()) * weight_bytes);
    const int32_t rows = hybrid ? p.window.in_h : p.kept;
    end = image + static_cast<uint32_t>(rows * p.row_size()) * x_bytes;
  }
  static uint32_t align(uint32_t bytes) { return (bytes + 3) / 4 * 4; }
};

// The weights as they are multiplied: in place, or made at `own`.
template <class Isa, class V>
struct Weights {
  using Type = typename Elements<V>::W;
  static constexpr uint32_t kBytes = Elements<V>::kNarrow ? 1 : 0;
  static const Type* make(const Params& p, const Buffers& buffers, void* own) {
    if constexpr (Elements<V>::kNarrow) {
      Isa::unpack(buffers.input<uint8_t>(1), p.channels.weight_bits, 0,
                  p.weights(), static_cast<int8_t*>(own));
      return static_cast<int8_t*>(own);
    } else {
      return buffers.input<Type>(1);
    }
  }
};

// Their zero point is taken off.
template <class Isa>
struct Weights<Isa, uint8_t> {
  using Type = int16_t;
  static constexpr uint32_t kBytes = 2;
  static const int16_t* make(const Params& p, const Buffers& buffers,
                             void* own) {
    const uint8_t* w = buffers.input<uint8_t>(1);
    int16_t* off_zero = static_cast<int16_t*>(own);
    for (int32_t i = 0; i < p.weights(); ++i) {
      off_zero[i] = static_cast<int16_t>(w[i] - p.channels.weights_zero);
    }
    return off_zero;
  }
};

template <class Isa, class X, class D>
[[gnu::cold]] void image(const Params& p, ImageRows<X> in, const X* outside,
                         const X** taps, D& depthwise) {
  const Window& w = p.window;
  for (int32_t y = 0; y < w.out_h; y += p.rows) {
    const int32_t rows = min(w.out_h - y, p.rows);
    if (p.kept != 0) in.template keep<Isa>(y + rows);
    for (int32_t x = 0; x < w.out_w; x += p.run) {
      const int32_t run = min(w.out_w - x, p.run);
      for (int32_t i = 0; i < rows; ++i) {
        find_taps(w, in, p.in_channels, y + i, x, run, outside,
                  taps + i * run * w.taps());
      }
      depthwise.pixels = rows * run;
      Isa::depthwise(depthwise);
      depthwise.out += depthwise.pixels * p.channels.count;
    }
  }
}

// Compiled for size: the time goes into the kernels.
template <class Isa, class V>
[[gnu::cold]] void images(const Params& p, const Buffers& buffers) {
  using X = typename Elements<V>::X;
  using Y = typename Elements<V>::Y;
  using Acc = ChannelSum<V>;
  using W = Weights<Isa, V>;
  const Layout layout(p, sizeof(X), W::kBytes, kHybrid<V>);
  uint8_t* scratch = buffers.template scratch<uint8_t>();
  const X** taps = reinterpret_cast<const X**>(scratch);
  X* outside = reinterpret_cast<X*>(scratch + layout.outside);
  int32_t zero = p.channels.in_zero;
  Depthwise<X, Acc, Y, typename W::Type> depthwise = {
      taps, p.window.taps(), W::make(p, buffers, scratch + layout.weights),
      p.in_channels, p.channels.count / p.in_channels,
      buffers.template output<Y>(0),
      Rescaler<Acc, Y>::make(p.channels, buffers)};
  const Y* in = buffers.template input<Y>(0);
  for (int32_t n = 0; n < p.batches; ++n, in += p.in_size()) {
    ImageRows<X> rows = {nullptr, p.row_size()};
    if constexpr (kHybrid<V>) {
      int8_t* quantized = reinterpret_cast<int8_t*>(scratch + layout.image);
      const Row<int8_t> row = quantize_row(in, p.in_size(), true, quantized);
      depthwise.rescale.scale = row.scale;
      depthwise.rescale.zero_point = zero = row.zero_point;
      rows.image = quantized;
    } else {
      rows.image = in;
      rows.kept = reinterpret_cast<X*>(scratch + layout.image);
      rows.slots = p.kept;
    }
    for (int32_t c = 0; c < p.in_channels; ++c) {
      outside[c] = static_cast<X>(zero);
    }
    image<Isa>(p, rows, outside, taps, depthwise);
  }
}

// A convolution's operands, with weights [outputs][taps].
template <class Isa>
[[gnu::cold]] void convolve(const Params& p, const Buffers& buffers) {
  const auto table = [&](int i) {
    return const_cast<void*>(buffers.table<void>(i));
  };
  void* const slots[] = {
      const_cast<void*>(buffers.input<void>(0)), table(kTurned),
      buffers.output<void>(0), table(0), table(1), table(2),
      buffers.scratch<void>()};
  conv_2d::images<Isa, int8_t, int32_t>(p.convolution(),
                                        Buffers(slots, 2, 1, 3, 7));
}

}  // namespace depthwise_conv_2d

inline void DepthwiseConv2D::fill(const Context& context, const Params& p,
                                  int table, void* out) {
  if (table != depthwise_conv_2d::kTurned) {
    return fill_channels(context, 3, p.channels, table, out);
  }
  const int8_t* w = static_cast<const int8_t*>(context.input(1).data);
  int8_t* turned = static_cast<int8_t*>(out);
  for (int32_t c = 0; c < p.channels.count; ++c) {
    for (int32_t t = c; t < p.weights(); t += p.channels.count) {
      *turned++ = w[t];
    }
  }
}

template <class Isa, class V>
Status DepthwiseConv2D::eval(const Params& p, const Buffers& buffers) {
  if constexpr (kTypeOf<V> == Type::kInt8) {
    if (p.turned) {
      depthwise_conv_2d::convolve<Isa>(p, buffers);
      return Status::kOk;
    }
  }
  depthwise_conv_2d::images<Isa, V>(p, buffers);
  return Status::kOk;
}

inline Status DepthwiseConv2D::prepare(const Context& context,
                                       const Options& options, Params& p,
                                       Needs& needs) {
  if (context.inputs() < 2 || context.inputs() > 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const ChannelOperands operands(context);
  const Tensor& in = operands.input;
  const Tensor& weights = operands.weights;
  const Tensor& out = operands.output;
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
  if (p.in_channels < 1 || outputs < 1 || outputs % p.in_channels != 0 ||
      weights.elements() > depthwise_conv_2d::kMostWeights) {
    return context.refuse(Status::kWrongShape, 1);
  }
  if (out.shape[3] != outputs) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  ChannelRules rules;
  rules.axis = 3;
  rules.activation = options.activation;
  rules.asymmetric = true;
  status = prepare_channels(context, operands, rules, p.channels,
                            needs);
  if (status != Status::kOk) return status;
  // With int16 activations the reference knows accumulators of 64 bits only.
  if (in.type == Type::kInt16 && !p.channels.is(Channels::kWide)) {
    return context.refuse(Status::kWrongType, 2);
  }
  const ChannelVariant variant = static_cast<ChannelVariant>(needs.variant);
  const bool kernels = variant == ChannelVariant::kInt8 ||
                       variant == ChannelVariant::kNarrowInt8;
  p.turned = variant == ChannelVariant::kInt8 && p.in_channels == 1 &&
             outputs > 1 && p.weights() <= depthwise_conv_2d::kMostTurned;
  if (p.turned) {
    needs.tables[depthwise_conv_2d::kTurned] =
        static_cast<uint32_t>(p.weights());
    needs.unread |= 2;
    Conv2D::Params convolution = p.convolution();
    status = conv_2d::place(context, convolution, needs);
    p.tile = convolution.tile;
    return status;
  }
  const int32_t most = kernels ? context.kernels().depthwise_pixels : 1;
  const int32_t out_w = max(p.window.out_w, 1);
  p.run = static_cast<int16_t>(min(most, out_w));
  p.rows = static_cast<int16_t>(
      clamp(most / out_w, 1, depthwise_conv_2d::kMostRows));
  const uint32_t element = bits(in.type) / 8;
  const int32_t pixel = p.in_channels * static_cast<int32_t>(element);
  const bool in_place = !hybrid(variant) && p.batches == 1 &&
                        outputs == p.in_channels && p.window.keeps_size();
  p.kept = in_place ? static_cast<int16_t>(min(p.window.pad_top + p.rows,
                                               p.window.in_h))
                    : int16_t(0);
  const depthwise_conv_2d::Layout layout(
      p, hybrid(variant) ? 1 : element,
      narrow(variant) ? 1 : variant == ChannelVariant::kUInt8 ? 2 : 0,
      hybrid(variant), context.kernels().pointer);
  if (layout.end > INT32_MAX) return context.refuse(Status::kWrongShape, 1);
  needs.scratch = layout.end;
  if (p.batches == 1) {
    needs.lead[0] =
        hybrid(variant) || in_place
            ? 0 : pixel_lead(p.window, pixel, outputs / p.in_channels * pixel,
                             p.run * p.rows);
  }
  needs.work = static_cast<uint64_t>(out.elements()) *
               static_cast<uint32_t>(p.window.taps());
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_DEPTHWISE_CONV_2D_H_
