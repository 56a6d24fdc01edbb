// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// CONV_3D: x [n, d, h, w, i], weights [kd, kh, kw, i, o], bias [o], and
// CONV_3D_TRANSPOSE: output shape, weights [kd, kh, kw, o, i], x, bias.
#ifndef MOTE_DEVICE_OPS_CONV_3D_H_
#define MOTE_DEVICE_OPS_CONV_3D_H_

#include "device/ops/volume.h"

namespace mote::ops {

// Op gives the name, code and whether it is transposed, and convolves.
template <class Op>
struct Convolution3D {
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 106;
  using Variants = ops::Variants<float>;

  struct Options {
    Padding padding;
    int32_t stride_d, stride_w, stride_h;
    Activation activation;
    int32_t dilation_d, dilation_w, dilation_h;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "padding", o.padding);
      v(1, "stride_d", o.stride_d);
      v(2, "stride_w", o.stride_w);
      v(3, "stride_h", o.stride_h);
      v(4, "fused_activation_function", o.activation);
      v(5, "dilation_d_factor", o.dilation_d, 1);
      v(6, "dilation_w_factor", o.dilation_w, 1);
      v(7, "dilation_h_factor", o.dilation_h, 1);
    }
  };
  struct Params {
    Volume volume;
    int32_t inputs, outputs;  // channels
    FloatRange range;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers) {
    return Op::template convolve<Isa>(p, buffers);
  }

 private:
  static Status prepare_volume(const Context& context, const Options& options,
                               Volume& volume);
};

struct Conv3D : Convolution3D<Conv3D> {
  static constexpr char kName[] = "CONV_3D";
  static constexpr int16_t kCode = 132;
  static constexpr bool kTransposed = false;

  template <class Isa>
  static Status convolve(const Params& p, const Buffers& buffers) {
    const float* x = buffers.input<float>(0);
    const float* w = buffers.input<float>(1);
    const float* bias = buffers.input<float>(2);
    float* out = buffers.output<float>(0);
    const auto pixel = [&](const Reach* r, int32_t n) {
      for (int32_t c = 0; c < p.outputs; ++c) out[c] = 0.0f;
      for (int32_t i = 0; i < n * p.inputs; ++i) {
        const Reach& reach = r[i / p.inputs];
        const int32_t channel = i % p.inputs;
        const float value = x[reach.pixel * p.inputs + channel];
        const float* row = w + (reach.tap * p.inputs + channel) * p.outputs;
        for (int32_t c = 0; c < p.outputs; ++c) out[c] += value * row[c];
      }
      for (int32_t c = 0; c < p.outputs; ++c) {
        if (bias != nullptr) out[c] += bias[c];
        out[c] = clamp(out[c], p.range.lo, p.range.hi);
      }
      out += p.outputs;
    };
    p.volume.each_pixel(buffers.scratch<Reach>(), pixel);
    return Status::kOk;
  }
};

struct Conv3DTranspose : Convolution3D<Conv3DTranspose> {
  static constexpr char kName[] = "CONV_3D_TRANSPOSE";
  static constexpr int16_t kCode = 141;
  static constexpr bool kTransposed = true;

  template <class Isa>
  static Status convolve(const Params& p, const Buffers& buffers) {
    const Volume& v = p.volume;
    const int32_t dims[] = {v.batches, v.d.out, v.h.out, v.w.out, p.outputs};
    const Status status = check_output_shape(buffers, dims, 5);
    if (status != Status::kOk) return status;
    transposed_floats<Isa>(v, p.inputs, p.outputs,
                           {p.outputs * p.inputs, p.inputs}, p.range, buffers);
    return Status::kOk;
  }
};

template <class Op>
Status Convolution3D<Op>::prepare_volume(const Context& context,
                                         const Options& options,
                                         Volume& volume) {
  const bool t = Op::kTransposed;
  const Shape w = context.input(1).shape;
  const Shape x = context.input(t ? 2 : 0).shape;
  const Shape out = context.output(0).shape;
  if (options.padding != Padding::kSame && options.padding != Padding::kValid) {
    return Status::kBadOption;
  }
  volume.batches = x[0];
  volume.transposed = t;
  const bool fits =
      out[0] == x[0] &&
      make_volume_axis({w[0], options.stride_d, options.dilation_d},
                       options.padding, t, x[1], out[1], volume.d) &&
      make_volume_axis({w[1], options.stride_h, options.dilation_h},
                       options.padding, t, x[2], out[2], volume.h) &&
      make_volume_axis({w[2], options.stride_w, options.dilation_w},
                       options.padding, t, x[3], out[3], volume.w);
  return fits ? Status::kOk : context.refuse(Status::kWrongShape, kOutput);
}

template <class Op>
Status Convolution3D<Op>::prepare(const Context& context,
                                  const Options& options, Params& p,
                                  Needs& needs) {
  // Operands after the shape of the output.
  constexpr int kFirst = Op::kTransposed ? 1 : 0;
  constexpr int kX = Op::kTransposed ? 2 : 0;
  if (context.inputs() < 2 + kFirst || context.inputs() > 3 + kFirst ||
      context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const int floats[] = {1, kX, 2 + kFirst, kOutput};
  for (const int operand : floats) {
    const bool bias = operand == 2 + kFirst;
    const Tensor tensor =
        operand == kOutput ? context.output(0) : context.input(operand);
    if (bias && !tensor.present()) continue;
    if (tensor.type != Type::kFloat32) {
      return context.refuse(Status::kWrongType, operand);
    }
    if (!bias && tensor.shape.rank != 5) {
      return context.refuse(Status::kWrongShape, operand);
    }
  }
  const Shape w = context.input(1).shape;
  p.inputs = w[Op::kTransposed ? 4 : 3];
  p.outputs = w[Op::kTransposed ? 3 : 4];
  if (context.input(kX).shape[4] != p.inputs) {
    return context.refuse(Status::kWrongShape, 1);
  }
  if (context.output(0).shape[4] != p.outputs) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  const Tensor bias = context.input(2 + kFirst);
  if (bias.present() && bias.elements() != p.outputs) {
    return context.refuse(Status::kWrongShape, 2 + kFirst);
  }
  Status status = prepare_volume(context, options, p.volume);
  if (status == Status::kOk && Op::kTransposed) {
    status = check_output_shape(context);
  }
  if (status != Status::kOk) return status;
  p.range = activation_range(options.activation);
  const uint64_t taps = static_cast<uint32_t>(p.volume.taps());
  if (taps > INT32_MAX / sizeof(Reach)) {
    return context.refuse(Status::kWrongShape, 1);
  }
  needs.scratch = static_cast<uint32_t>(taps * sizeof(Reach));
  needs.work = static_cast<uint64_t>(context.output(0).elements()) * taps *
               static_cast<uint32_t>(p.inputs);
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CONV_3D_H_
