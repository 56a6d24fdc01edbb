// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// LOCAL_RESPONSE_NORMALIZATION: x / (bias + alpha * sum of squares)^beta, the
// sum over the channels up to `radius` away on either side. (The reference
// resolver of LiteRT leaves the last of them out; its default kernels and
// TensorFlow do not, and are followed.)
#ifndef MOTE_DEVICE_OPS_LOCAL_RESPONSE_NORMALIZATION_H_
#define MOTE_DEVICE_OPS_LOCAL_RESPONSE_NORMALIZATION_H_

#include "device/core/real.h"
#include "device/ops/op.h"

namespace mote::ops {

struct LocalResponseNormalization {
  static constexpr char kName[] = "LOCAL_RESPONSE_NORMALIZATION";
  static constexpr int16_t kCode = 13;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 13;
  using Variants = ops::Variants<float>;

  struct Options {
    int32_t radius;
    float bias, alpha, beta;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "radius", o.radius);
      v(1, "bias", o.bias);
      v(2, "alpha", o.alpha);
      v(3, "beta", o.beta);
    }
  };
  struct Params {
    int32_t pixels, channels, radius;
    float bias, alpha, beta;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

inline Status LocalResponseNormalization::prepare(const Context& context,
                                                  const Options& options,
                                                  Params& p, Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  if (in.type != Type::kFloat32) return context.refuse(Status::kWrongType, 0);
  if (out.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  if (in.shape.rank < 1) return context.refuse(Status::kWrongShape, 0);
  if (in.shape != out.shape) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  if (options.radius < 0) return Status::kBadOption;
  p.channels = in.shape.last();
  p.pixels = in.shape.product(0, in.shape.rank - 1);
  p.radius = min(options.radius, p.channels);
  p.bias = options.bias;
  p.alpha = options.alpha;
  p.beta = options.beta;
  needs.work = static_cast<uint64_t>(in.elements()) *
               (2ull * static_cast<uint32_t>(p.radius) + 1);
  return Status::kOk;
}

template <class Isa, class X>
Status LocalResponseNormalization::eval(const Params& p,
                                        const Buffers& buffers) {
  const float* x = buffers.input<float>(0);
  float* out = buffers.output<float>(0);
  for (int32_t i = 0; i < p.pixels; ++i, x += p.channels) {
    for (int32_t c = 0; c < p.channels; ++c) {
      // The reference leaves out the last channel within the radius.
      const int32_t end = min(c + p.radius, p.channels);
      float squares = 0.0f;
      for (int32_t k = max(c - p.radius, 0); k < end; ++k) {
        squares += x[k] * x[k];
      }
      const float base = p.bias + p.alpha * squares;
      *out++ = x[c] * exp(-p.beta * log(base));
    }
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_LOCAL_RESPONSE_NORMALIZATION_H_
