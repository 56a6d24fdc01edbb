// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// FULLY_CONNECTED: x flattened to [n, k], weights [m, k], bias [m] -> [n, m].
#ifndef MOTE_DEVICE_OPS_FULLY_CONNECTED_H_
#define MOTE_DEVICE_OPS_FULLY_CONNECTED_H_

#include <limits.h>

#include "device/ops/channels.h"

namespace mote::ops {

struct FullyConnected {
  static constexpr char kName[] = "FULLY_CONNECTED";
  static constexpr char kReference[] = "TFLM, which rounds twice";
  static constexpr char kKernels[] = "dense, dot";
  static constexpr int16_t kCode = 9;
  static constexpr uint8_t kVersion = 14;
  static constexpr uint16_t kOptionsType = 8;
  using Variants = ChannelVariants;

  struct Options {
    Activation activation;
    int8_t weights_format;
    bool keep_num_dims, asymmetric_quantize_inputs;
    Type quantized_bias_type;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "fused_activation_function", o.activation);
      v(1, "weights_format", o.weights_format);
      v(2, "keep_num_dims", o.keep_num_dims);
      v(3, "asymmetric_quantize_inputs", o.asymmetric_quantize_inputs);
      v(4, "quantized_bias_type", o.quantized_bias_type);
    }
  };
  struct Params {
    Channels channels;
    int32_t rows;
    int32_t depth;
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

namespace fully_connected {

// Whether the output has its shape: the input's with another last dimension, or
// any whose last dimension holds the outputs.
inline bool fits(const Shape& in, const Shape& out, bool keep_dims,
                 int32_t rows, int32_t outputs) {
  if (out.last() != outputs) return false;
  if (!keep_dims) {
    return out.elements() == static_cast<int64_t>(rows) * outputs;
  }
  if (in.rank != out.rank) return false;
  for (int i = 0; i + 1 < in.rank; ++i) {
    if (in[i] != out[i]) return false;
  }
  return true;
}

using Params = FullyConnected::Params;

// More makes no layer; sizes in scratch stay within 32 bits.
inline constexpr int32_t kMostDepth = 1 << 27;

// Where things lie in scratch: weights of some channels unpacked, a row
// quantized, the biases of computed weights, what the kernels want.
struct Layout {
  uint32_t row, biases, kernels;

  Layout(const Params& p, bool narrow, bool hybrid) {
    const uint32_t depth = static_cast<uint32_t>(p.depth);
    row = narrow ? align(kUnpacked * depth) : 0;
    biases = row + (hybrid ? align(depth) : 0u);
    kernels = biases;
    if (p.channels.is(Channels::kComputed)) {
      kernels += align(static_cast<uint32_t>(p.channels.count) *
                       (p.channels.is(Channels::kWide) ? 8 : 4));
    }
  }
  static uint32_t align(uint32_t bytes) { return (bytes + 7) / 8 * 8; }
};

// What fill_channels() puts into the table when weights and bias are constants.
template <class Acc>
void make_biases(const Params& p, const Buffers& buffers, Acc* out) {
  const int8_t* w = buffers.input<int8_t>(1);
  const Acc* bias = buffers.input<Acc>(2);
  for (int32_t c = 0; c < p.channels.count; ++c) {
    out[c] = bias == nullptr ? Acc(0) : bias[c];
    for (int32_t d = 0; d < p.depth; ++d) {
      out[c] = accumulate(out[c], *w++ - p.channels.weights_zero,
                          -p.channels.in_zero);
    }
  }
}

// Compiled for size: the time goes into the kernels.
template <class Isa, class V, class Acc>
[[gnu::cold]] void rows(const Params& p, const Buffers& buffers) {
  using X = typename Elements<V>::X;
  using Y = typename Elements<V>::Y;
  uint8_t* scratch = buffers.template scratch<uint8_t>();
  const Layout layout(p, Elements<V>::kNarrow, kHybrid<V>);
  int8_t* unpacked = reinterpret_cast<int8_t*>(scratch);
  Dense<X, Acc, Y, typename Elements<V>::W> dense = {};
  dense.x_stride = dense.depth = p.depth;
  dense.channels = dense.out_stride = p.channels.count;
  dense.rows = p.rows;
  dense.scratch = scratch + layout.kernels;
  dense.rescale = Rescaler<Acc, Y>::make(p.channels, buffers);
  dense.out = buffers.template output<Y>(0);
  const Y* in = buffers.template input<Y>(0);
  if constexpr (kHybrid<V>) {
    int8_t* quantized = reinterpret_cast<int8_t*>(scratch + layout.row);
    dense.x = quantized;
    dense.rows = 1;
    for (int32_t r = 0; r < p.rows; ++r, in += p.depth) {
      const Row<int8_t> row = quantize_row(
          in, p.depth, p.channels.is(Channels::kAsymmetric), quantized);
      dense.rescale.scale = row.scale;
      dense.rescale.zero_point = row.zero_point;
      multiply_rows<Isa, V>(p.channels, buffers, 0, unpacked, dense);
      dense.out += p.channels.count;
    }
  } else if constexpr (kTypeOf<V> == Type::kFloat32) {
    dense.x = in;
    multiply_rows<Isa, V>(p.channels, buffers, 0, unpacked, dense);
  } else {
    dense.x = in;
    if constexpr (kTypeOf<V> == Type::kInt8 || kTypeOf<V> == Type::kInt16) {
      if (p.channels.is(Channels::kComputed)) {
        Acc* biases = reinterpret_cast<Acc*>(scratch + layout.biases);
        make_biases(p, buffers, biases);
        dense.rescale.bias = biases;
      }
    }
    multiply_rows_off_zero<Isa, V>(p.channels, buffers, 0, unpacked, dense);
  }
}

}  // namespace fully_connected

template <class Isa, class V>
Status FullyConnected::eval(const Params& p, const Buffers& buffers) {
  if (p.channels.count == 0) return Status::kOk;
  with_accumulator<V>(p.channels, [&](auto zero) {
    fully_connected::rows<Isa, V, decltype(zero)>(p, buffers);
  });
  return Status::kOk;
}

inline Status FullyConnected::prepare(const Context& context,
                                      const Options& options, Params& p,
                                      Needs& needs) {
  if (context.inputs() < 2 || context.inputs() > 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const ChannelOperands operands(context);
  const Tensor& in = operands.input;
  const Tensor& weights = operands.weights;
  const Tensor& out = operands.output;
  if (options.weights_format != 0 ||
      options.activation < Activation::kNone ||
      options.activation > Activation::kRelu6) {
    return Status::kBadOption;
  }
  if (weights.shape.rank != 2 || weights.shape[1] < 1 ||
      weights.shape[1] > fully_connected::kMostDepth) {
    return context.refuse(Status::kWrongShape, 1);
  }
  const int32_t outputs = weights.shape[0];
  p.depth = weights.shape[1];
  p.rows = in.elements() / p.depth;
  if (p.rows * p.depth != in.elements() ||
      (options.keep_num_dims && in.shape.last() != p.depth)) {
    return context.refuse(Status::kWrongShape, 0);
  }
  if (!fully_connected::fits(in.shape, out.shape, options.keep_num_dims,
                             p.rows, outputs)) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  ChannelRules rules;
  rules.activation = options.activation;
  rules.bias_type = options.quantized_bias_type;
  rules.dense = true;
  rules.asymmetric = options.asymmetric_quantize_inputs;
  const Status status = prepare_channels(context, operands, rules, p.channels,
                            needs);
  if (status != Status::kOk) return status;

  const ChannelVariant variant = static_cast<ChannelVariant>(needs.variant);
  const bool kernels = variant == ChannelVariant::kInt8 ||
                       variant == ChannelVariant::kNarrowInt8;
  const fully_connected::Layout layout(p, narrow(variant), hybrid(variant));
  const KernelSet& set = context.kernels();
  const int32_t at_a_time = p.channels.weights_zero == 0 ? p.rows : 1;
  const uint64_t own = kernels ? set.scratch(at_a_time, p.depth, outputs) : 0;
  if (layout.kernels + own > INT32_MAX) {
    return context.refuse(Status::kWrongShape, 1);
  }
  needs.scratch = static_cast<uint32_t>(layout.kernels + own);
  // Narrow weights read all rows again and again.
  if (hybrid(variant) || !narrow(variant)) {
    const int32_t element = static_cast<int32_t>(bits(in.type) / 8);
    const int32_t in_use = hybrid(variant) ? 0
                           : kernels
                               ? set.rows_in_use(at_a_time, p.depth, outputs)
                               : 1;
    needs.lead[0] = rows_lead(p.rows, p.depth * element, outputs * element,
                              in_use);
  }
  needs.work = static_cast<uint64_t>(out.elements()) *
               static_cast<uint32_t>(p.depth);
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_FULLY_CONNECTED_H_
