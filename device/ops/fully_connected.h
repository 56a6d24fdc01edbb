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
  static constexpr int16_t kCode = 9;
  static constexpr uint8_t kVersion = 14;
  static constexpr uint16_t kOptionsType = 8;
  using Variants = ops::Variants<int8_t, int16_t, float>;
  enum Variant : uint8_t { kInt8, kInt16, kFloat };

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
    Channels channels;      // integers
    FloatRange range;       // floats
    int32_t rows;
    int32_t depth;
    int32_t weights_zero;   // integers, one for all channels
    Multiplier multiplier;  // integers, per tensor
    uint8_t per_channel;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out) {
    fill_channels(context, 0, p.channels, table, out);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace fully_connected {

template <class Isa, class X, class Acc>
void integers(const FullyConnected::Params& p, const Buffers& buffers) {
  Dense<X, Acc> dense = {};
  dense.x_stride = dense.depth = p.depth;
  dense.w = buffers.template input<int8_t>(1);
  dense.channels = dense.out_stride = p.channels.count;
  dense.scratch = buffers.template scratch<void>();
  const int8_t exponent = static_cast<int8_t>(p.multiplier.exponent);
  if (p.per_channel != 0) {
    dense.rescale = rescale<Acc>(p.channels, buffers);
  } else {
    dense.rescale = {buffers.table<Acc>(kBiasTable), &p.multiplier.mantissa,
                     &exponent, 0, p.channels.out_zero,
                     {p.channels.lo, p.channels.hi}};
  }
  dense.x = buffers.template input<X>(0);
  dense.out = buffers.template output<X>(0);
  dense.rows = p.rows;
  if (p.weights_zero == 0) return Isa::dense(dense);
  // sum (x - zx)(w - zw): what zw adds depends on the row.
  dense.rows = 1;
  for (int32_t r = 0; r < p.rows; ++r) {
    dense.start = 0;
    for (int32_t d = 0; d < p.depth; ++d) {
      const int32_t x = dense.x[d] - p.channels.in_zero;
      dense.start = add_wrapping(dense.start,
                                 static_cast<Acc>(x * -p.weights_zero));
    }
    Isa::dense(dense);
    dense.x += p.depth;
    dense.out += p.channels.count;
  }
}

template <class Isa>
void floats(const FullyConnected::Params& p, const Buffers& buffers) {
  const float* w = buffers.input<float>(1);
  const float* bias = buffers.input<float>(2);
  float* out = buffers.output<float>(0);
  for (int32_t r = 0; r < p.rows; ++r) {
    const float* x = buffers.input<float>(0) + r * p.depth;
    for (int32_t c = 0; c < p.channels.count; ++c) {
      float sum = Isa::dot(x, w + c * p.depth, p.depth);
      if (bias != nullptr) sum += bias[c];
      *out++ = clamp(sum, p.range.lo, p.range.hi);
    }
  }
}

}  // namespace fully_connected

template <class Isa, class X>
Status FullyConnected::eval(const Params& p, const Buffers& buffers) {
  if constexpr (kTypeOf<X> == Type::kFloat32) {
    fully_connected::floats<Isa>(p, buffers);
  } else if constexpr (sizeof(X) == 1) {
    fully_connected::integers<Isa, X, int32_t>(p, buffers);
  } else if (p.channels.wide != 0) {
    fully_connected::integers<Isa, X, int64_t>(p, buffers);
  } else {
    fully_connected::integers<Isa, X, int32_t>(p, buffers);
  }
  return Status::kOk;
}

inline Status FullyConnected::prepare(const Context& context,
                                      const Options& options, Params& p,
                                      Needs& needs) {
  if (context.inputs() < 2 || context.inputs() > 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor weights = context.input(1);
  const Tensor out = context.output(0);
  if (options.weights_format != 0) return Status::kBadOption;
  if (weights.shape.rank != 2 || weights.shape[1] < 1) {
    return context.refuse(Status::kWrongShape, 1);
  }
  const int32_t outputs = weights.shape[0];
  p = {};
  p.depth = weights.shape[1];
  p.rows = in.elements() / p.depth;
  if (p.rows * p.depth != in.elements()) {
    return context.refuse(Status::kWrongShape, 0);
  }
  if (out.elements() != static_cast<int64_t>(p.rows) * outputs) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  Status status = Status::kOk;
  if (in.type == Type::kFloat32) {
    needs.variant = kFloat;
    p.channels.count = outputs;
    status = prepare_float_channels(context, options.activation, outputs,
                                    p.range);
  } else {
    needs.variant = in.type == Type::kInt16 ? kInt16 : kInt8;
    status = prepare_channels(context, 0, options.activation,
                              options.quantized_bias_type, p.channels, needs);
    if (status != Status::kOk) return status;
    const Quantization& q = weights.quantization;
    p.per_channel = q.count != 1;
    if (p.per_channel == 0) {
      // The reference multiplies these two scales in single precision.
      p.multiplier = make_multiplier(in.quantization.scale() * q.scale(),
                                     out.quantization.scale());
      if (p.channels.wide != 0) {
        p.multiplier.exponent = min(p.multiplier.exponent, 7);
      }
      p.weights_zero = q.zero_point();
      needs.tables[kMantissaTable] = needs.tables[kExponentTable] = 0;
    }
  }
  if (needs.variant == kInt8) {
    const uint64_t scratch = context.kernels().scratch(p.rows, p.depth, outputs);
    if (scratch > INT32_MAX) return context.refuse(Status::kWrongShape, 1);
    needs.scratch = static_cast<uint32_t>(scratch);
  }
  needs.work = static_cast<uint64_t>(out.elements()) *
               static_cast<uint32_t>(p.depth);
  return status;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_FULLY_CONNECTED_H_
