// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/transpose_conv.h"

namespace mote::ops {
namespace {

Status check_shapes(const Context& context,
                    const TransposeConv::Options& options,
                    TransposeConv::Params& p) {
  const Shape w = context.input(TransposeConv::kWeights).shape;
  const Shape x = context.input(TransposeConv::kX).shape;
  const Shape out = context.output(0).shape;
  if (options.padding != Padding::kSame && options.padding != Padding::kValid) {
    return Status::kBadOption;
  }
  if (x.rank != 4) {
    return context.refuse(Status::kWrongShape, TransposeConv::kX);
  }
  if (w.rank != 4 || w[3] != x[3]) {
    return context.refuse(Status::kWrongShape, TransposeConv::kWeights);
  }
  if (out.rank != 4 || out[0] != x[0] || out[3] != w[0]) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p.inputs = w[3];
  p.outputs = w[0];
  p.volume.batches = x[0];
  p.volume.transposed = 1;
  p.volume.d = {1, 1, 1, 1, 1, 0};
  const bool fits =
      make_volume_axis({w[1], options.stride_h, 1}, options.padding, true,
                       x[1], out[1], p.volume.h) &&
      make_volume_axis({w[2], options.stride_w, 1}, options.padding, true,
                       x[2], out[2], p.volume.w);
  if (!fits) return context.refuse(Status::kWrongShape, kOutput);
  const Tensor bias = context.input(TransposeConv::kBias);
  if (bias.present() && bias.elements() != p.outputs) {
    return context.refuse(Status::kWrongShape, TransposeConv::kBias);
  }
  return check_output_shape(context);
}

// The quantization of the weights: one scale for all or one a channel.
Status check_weights_quantization(const Context& context,
                                  const TransposeConv::Params& p) {
  const Quantization q =
      context.input(TransposeConv::kWeights).quantization;
  const bool fits = q.count == 1 || (q.count == p.outputs && q.axis == 0);
  return fits && q.count >= 1
             ? Status::kOk
             : context.refuse(Status::kBadQuantization,
                              TransposeConv::kWeights);
}

Status prepare_floats(const Context& context,
                      const TransposeConv::Options& options,
                      TransposeConv::Params& p, Needs& needs) {
  const Type weights = context.input(TransposeConv::kWeights).type;
  const Tensor bias = context.input(TransposeConv::kBias);
  const bool hybrid = weights == Type::kInt8;
  if (!hybrid && weights != Type::kFloat32) {
    return context.refuse(Status::kWrongType, TransposeConv::kWeights);
  }
  if (bias.present() && bias.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, TransposeConv::kBias);
  }
  p.range = activation_range(options.activation);
  needs.variant = hybrid ? TransposeConv::kHybrid : TransposeConv::kFloat;
  if (!hybrid) return Status::kOk;
  needs.tables[TransposeConv::kScale] = static_cast<uint32_t>(p.outputs) * 4;
  return check_weights_quantization(context, p);
}

// What the bias may be. With int16 activations the reference adds up 64 bits
// unless the option says otherwise, and then reads no bias of 32.
TypeSet bias_types(Type x, Type option) {
  if (x != Type::kInt16) return types(Type::kInt32);
  return option == Type::kInt32 ? types(Type::kInt32)
                                : types(Type::kInt16, Type::kInt64);
}

// Types of weights and bias, and whether accumulators have 64 bits.
Status check_integers(const Context& context, Type bias_type,
                      TransposeConv::Params& p) {
  const Tensor x = context.input(TransposeConv::kX);
  const Tensor weights = context.input(TransposeConv::kWeights);
  const Tensor bias = context.input(TransposeConv::kBias);
  const bool words = x.type == Type::kInt16;
  if (weights.type != (words ? Type::kInt8 : x.type)) {
    return context.refuse(Status::kWrongType, TransposeConv::kWeights);
  }
  if (bias.present()) {
    if (!contains(bias_types(x.type, bias_type), bias.type)) {
      return context.refuse(Status::kWrongType, TransposeConv::kBias);
    }
    if (!bias.constant()) {
      return context.refuse(Status::kNotConstant, TransposeConv::kBias);
    }
  }
  p.wide = words && bias_type != Type::kInt32;
  if (x.quantization.count != 1) {
    return context.refuse(Status::kBadQuantization, TransposeConv::kX);
  }
  if (context.output(0).quantization.count != 1) {
    return context.refuse(Status::kBadQuantization, kOutput);
  }
  return check_weights_quantization(context, p);
}

Status prepare_integers(const Context& context,
                        const TransposeConv::Options& options,
                        TransposeConv::Params& p, Needs& needs) {
  const Status status =
      check_integers(context, options.quantized_bias_type, p);
  if (status != Status::kOk) return status;
  const Tensor x = context.input(TransposeConv::kX);
  const Quantization weights =
      context.input(TransposeConv::kWeights).quantization;
  const Quantization out = context.output(0).quantization;
  p.in_zero = x.quantization.zero_point();
  p.out_zero = out.zero_point();
  int32_t lo = 0, hi = 255;
  switch (x.type) {
    case Type::kInt8:
      needs.variant = TransposeConv::kInt8;
      lo = INT8_MIN, hi = INT8_MAX;
      break;
    case Type::kInt16:
      needs.variant = TransposeConv::kInt16;
      lo = INT16_MIN, hi = INT16_MAX;
      break;
    default:
      needs.variant = TransposeConv::kUInt8;
      p.weights_zero = weights.zero_point();
      if (weights.count != 1) {
        return context.refuse(Status::kBadQuantization,
                              TransposeConv::kWeights);
      }
  }
  p.bounds = activation_range(options.activation, out.scale(), p.out_zero, lo,
                              hi);
  const uint32_t count = static_cast<uint32_t>(p.outputs);
  needs.tables[TransposeConv::kStart] = count * (p.wide != 0 ? 8 : 4);
  needs.tables[TransposeConv::kMantissa] = count * 4;
  needs.tables[TransposeConv::kExponent] = count;
  return Status::kOk;
}

Multiplier channel_multiplier(const Context& context,
                              const TransposeConv::Params& p, int32_t c) {
  const Tensor x = context.input(TransposeConv::kX);
  const float in = x.quantization.scale();
  const float w = context.input(TransposeConv::kWeights).quantization.scale(c);
  const float out = context.output(0).quantization.scale();
  // For unsigned bytes the reference multiplies in single precision.
  Multiplier m = x.type == Type::kUInt8 ? make_multiplier(in * w, out)
                                        : make_multiplier(in, w, out);
  // The range of the two roundings (multiply() in fixed_point.h).
  if (p.wide != 0 && m.exponent > 7) m.exponent = 7;
  return m;
}

}  // namespace

Status TransposeConv::prepare(const Context& context, const Options& options,
                              Params& p, Needs& needs) {
  if (context.inputs() < 3 || context.inputs() > 4 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  p = {};
  Status status = check_shapes(context, options, p);
  if (status != Status::kOk) return status;
  const Tensor x = context.input(kX);
  if (context.output(0).type != x.type) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  const TypeSet integers = types(Type::kInt8, Type::kInt16, Type::kUInt8);
  if (x.type == Type::kFloat32) {
    status = prepare_floats(context, options, p, needs);
  } else if (contains(integers, x.type)) {
    status = prepare_integers(context, options, p, needs);
  } else {
    return context.refuse(Status::kWrongType, kX);
  }
  if (status != Status::kOk) return status;
  const uint64_t taps = static_cast<uint32_t>(p.volume.taps());
  const uint64_t depth = taps * static_cast<uint32_t>(p.inputs);
  uint64_t scratch = taps * sizeof(Reach);
  if (needs.variant != kFloat) scratch += depth * sizeof(int16_t);
  if (needs.variant == kHybrid) {
    scratch += static_cast<uint64_t>(p.volume.in_pixels()) *
               static_cast<uint32_t>(p.inputs);
  }
  // Tables hold 8 bytes a channel.
  if (scratch > INT32_MAX || p.outputs > INT32_MAX / 8) {
    return context.refuse(Status::kWrongShape, kWeights);
  }
  needs.scratch = static_cast<uint32_t>(scratch);
  needs.any_alignment = needs.variant == kFloat ? 0 : 1u << kWeights;
  if (needs.variant != kFloat && needs.variant != kHybrid) {
    needs.any_alignment |= 1u << kBias;  // read into its table
  }
  needs.work = static_cast<uint64_t>(context.output(0).elements()) * depth;
  return Status::kOk;
}

void TransposeConv::fill(const Context& context, const Params& p, int table,
                         void* out) {
  const Tensor bias = context.input(kBias);
  const bool hybrid = context.input(kX).type == Type::kFloat32;
  for (int32_t c = 0; c < p.outputs; ++c) {
    if (hybrid) {
      static_cast<float*>(out)[c] =
          context.input(kWeights).quantization.scale(c);
    } else if (table == kMantissa) {
      static_cast<int32_t*>(out)[c] =
          channel_multiplier(context, p, c).mantissa;
    } else if (table == kExponent) {
      static_cast<int8_t*>(out)[c] =
          static_cast<int8_t>(channel_multiplier(context, p, c).exponent);
    } else if (p.wide != 0) {
      static_cast<int64_t*>(out)[c] =
          !bias.present()             ? 0
          : bias.type == Type::kInt64 ? bias.value<int64_t>(c)
                                      : bias.value<int16_t>(c);
    } else {
      static_cast<int32_t*>(out)[c] =
          bias.present() ? bias.value<int32_t>(c) : 0;
    }
  }
}

}  // namespace mote::ops
