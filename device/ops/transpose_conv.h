// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// TRANSPOSE_CONV: output shape, weights [o, kh, kw, i], x [n, h, w, i],
// bias [o] -> [n, h * stride, w * stride, o] or so.
#ifndef MOTE_DEVICE_OPS_TRANSPOSE_CONV_H_
#define MOTE_DEVICE_OPS_TRANSPOSE_CONV_H_

#include "device/ops/hybrid.h"
#include "device/ops/volume.h"

namespace mote::ops {

struct TransposeConv {
  static constexpr char kName[] = "TRANSPOSE_CONV";
  static constexpr char kKernels[] = "dot";
  static constexpr int16_t kCode = 67;
  static constexpr uint8_t kVersion = 5;
  static constexpr uint16_t kOptionsType = 49;
  using Variants = ops::Variants<int8_t, int16_t, float, uint8_t, Hybrid>;
  enum Variant : uint8_t { kInt8, kInt16, kFloat, kUInt8, kHybrid };
  enum Input { kShape, kWeights, kX, kBias };
  // Of integers: where each channel starts, its multiplier. Hybrid: the scale
  // of each channel's weights.
  enum Table { kStart, kMantissa, kExponent, kScale = 0 };

  struct Options {
    Padding padding;
    int32_t stride_w, stride_h;
    Activation activation;
    Type quantized_bias_type;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "padding", o.padding);
      v(1, "stride_w", o.stride_w);
      v(2, "stride_h", o.stride_h);
      v(3, "fused_activation_function", o.activation);
      v(4, "quantized_bias_type", o.quantized_bias_type);
    }
  };
  struct Params {
    Volume volume;
    int32_t inputs, outputs;  // channels
    int32_t in_zero, weights_zero, out_zero;
    Range bounds;             // integers
    FloatRange range;         // floats
    uint8_t wide;             // int16: accumulators of 64 bits
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out);
  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace transpose_conv {

// Copies the pixels that reach an output, one after the other, with the zero
// point taken off; gives the sum of all.
template <class X>
int32_t gather(const TransposeConv::Params& p, const X* x, int32_t zero,
               const Reach* r, int32_t count, int16_t* to) {
  int32_t sum = 0;
  for (int32_t i = 0; i < count; ++i) {
    const X* pixel = x + r[i].pixel * p.inputs;
    for (int32_t c = 0; c < p.inputs; ++c) {
      *to = static_cast<int16_t>(pixel[c] - zero);
      sum = add_wrapping(sum, *to++);
    }
  }
  return sum;
}

// The products of the gathered pixels and the weights of a channel.
template <class Isa, class Acc, class W>
Acc products(const TransposeConv::Params& p, const int16_t* x, const Reach* r,
             int32_t count, const W* w) {
  Acc sum = 0;
  for (int32_t i = 0; i < count; ++i, x += p.inputs) {
    const W* tap = w + r[i].tap * p.inputs;
    if constexpr (sizeof(Acc) == 8) {
      sum = add_wrapping(sum, Isa::wide_dot(x, tap, p.inputs));
    } else {
      sum = add_wrapping(sum, Isa::dot(x, tap, p.inputs));
    }
  }
  return sum;
}

template <class Isa, class X, class W, class Acc>
void integers(const TransposeConv::Params& p, const Buffers& buffers) {
  const Acc* start = buffers.table<Acc>(TransposeConv::kStart);
  const int32_t* mantissa = buffers.table<int32_t>(TransposeConv::kMantissa);
  const int8_t* exponent = buffers.table<int8_t>(TransposeConv::kExponent);
  const X* x = buffers.input<X>(TransposeConv::kX);
  X* out = buffers.output<X>(0);
  const int32_t depth = p.volume.taps() * p.inputs;
  Reach* reaches = buffers.scratch<Reach>();
  int16_t* patch = reinterpret_cast<int16_t*>(reaches + p.volume.taps());
  p.volume.each_pixel(reaches, [&](const Reach* r, int32_t count) {
    const int32_t sum = gather(p, x, p.in_zero, r, count, patch);
    const W* w = buffers.input<W>(TransposeConv::kWeights);
    for (int32_t c = 0; c < p.outputs; ++c, w += depth) {
      Acc acc = products<Isa, Acc>(p, patch, r, count, w);
      if (p.weights_zero != 0) {
        acc = add_wrapping(acc, static_cast<Acc>(static_cast<int64_t>(sum) *
                                                 -p.weights_zero));
      }
      acc = add_wrapping(acc, start[c]);
      const int32_t scaled = multiply(acc, mantissa[c], exponent[c]);
      *out++ = static_cast<X>(clamp(add_wrapping(scaled, p.out_zero),
                                    p.bounds.lo, p.bounds.hi));
    }
  });
}

// The image of a batch is quantized as one row.
template <class Isa>
void hybrid(const TransposeConv::Params& p, const Buffers& buffers) {
  const float* scales = buffers.table<float>(TransposeConv::kScale);
  const float* bias = buffers.input<float>(TransposeConv::kBias);
  const float* x = buffers.input<float>(TransposeConv::kX);
  float* out = buffers.output<float>(0);
  const int32_t depth = p.volume.taps() * p.inputs;
  const int32_t image = p.volume.in_pixels() * p.inputs;
  Reach* reaches = buffers.scratch<Reach>();
  int16_t* patch = reinterpret_cast<int16_t*>(reaches + p.volume.taps());
  int8_t* q = reinterpret_cast<int8_t*>(patch + depth);
  Volume one = p.volume;
  one.batches = 1;
  for (int32_t n = 0; n < p.volume.batches; ++n) {
    const Row<int8_t> row = quantize_row(x + n * image, image, true, q);
    one.each_pixel(reaches, [&](const Reach* r, int32_t count) {
      gather(p, q, row.zero_point, r, count, patch);
      const int8_t* w = buffers.input<int8_t>(TransposeConv::kWeights);
      for (int32_t c = 0; c < p.outputs; ++c, w += depth) {
        const int32_t sum = products<Isa, int32_t>(p, patch, r, count, w);
        float y = static_cast<float>(sum) * scales[c] * row.scale;
        if (bias != nullptr) y += bias[c];
        *out++ = clamp(y, p.range.lo, p.range.hi);
      }
    });
  }
}

}  // namespace transpose_conv

template <class Isa, class V>
Status TransposeConv::eval(const Params& p, const Buffers& buffers) {
  namespace conv = transpose_conv;
  const Volume& v = p.volume;
  const int32_t dims[] = {v.batches, v.h.out, v.w.out, p.outputs};
  const Status status = check_output_shape(buffers, dims, 4);
  if (status != Status::kOk) return status;
  if constexpr (kTypeOf<V> == Type::kFloat32) {
    transposed_floats<Isa>(v, p.inputs, p.outputs,
                           {p.inputs, v.taps() * p.inputs}, p.range, buffers);
  } else if constexpr (kTypeOf<V> == Type::kNone) {
    conv::hybrid<Isa>(p, buffers);
  } else if constexpr (kTypeOf<V> == Type::kInt16) {
    if (p.wide != 0) {
      conv::integers<Isa, int16_t, int8_t, int64_t>(p, buffers);
    } else {
      conv::integers<Isa, int16_t, int8_t, int32_t>(p, buffers);
    }
  } else {
    conv::integers<Isa, V, V, int32_t>(p, buffers);
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_TRANSPOSE_CONV_H_
