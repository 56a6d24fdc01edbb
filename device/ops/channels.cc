// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/channels.h"

namespace mote::ops {
namespace {

struct Operands {
  Tensor input, weights, bias, output;

  explicit Operands(const Context& context)
      : input(context.input(0)), weights(context.input(1)),
        bias(context.input(2)), output(context.output(0)) {}
};

// Calls f(weight, channel) for every weight, in order.
template <class F>
void for_each_weight(const Tensor& weights, int axis, F f) {
  const int32_t channels = weights.shape[axis];
  const int32_t inner = weights.shape.product(axis + 1, weights.shape.rank);
  const int32_t outer = weights.shape.product(0, axis);
  const int8_t* w = static_cast<const int8_t*>(weights.data);
  for (int32_t o = 0; o < outer; ++o) {
    for (int32_t c = 0; c < channels; ++c) {
      for (int32_t i = 0; i < inner; ++i) f(*w++, c);
    }
  }
}

template <class Acc>
void fill_bias(const Operands& t, int axis, const Channels& channels,
               Acc* out) {
  for (int32_t c = 0; c < channels.count; ++c) {
    out[c] = !t.bias.present()              ? Acc(0)
             : t.bias.type == Type::kInt64  ? static_cast<Acc>(t.bias.value<int64_t>(c))
                                            : t.bias.value<int32_t>(c);
  }
  if (channels.in_zero == 0) return;
  for_each_weight(t.weights, axis, [&](int8_t w, int32_t c) {
    out[c] = add_wrapping(out[c], static_cast<Acc>(-channels.in_zero * w));
  });
}

}  // namespace

Status prepare_channels(const Context& context, int axis,
                        Activation activation, Type bias_type,
                        Channels& channels, Needs& needs) {
  const Operands t(context);
  const bool words = t.input.type == Type::kInt16;
  if (!contains(types(Type::kInt8, Type::kInt16), t.input.type)) {
    return context.refuse(Status::kWrongType, 0);
  }
  if (t.weights.type != Type::kInt8) {
    return context.refuse(Status::kWrongType, 1);
  }
  if (!t.weights.constant()) return context.refuse(Status::kNotConstant, 1);
  if (t.output.type != t.input.type) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  channels.count = t.weights.shape[axis];
  if (t.bias.present()) {
    if (t.bias.type != Type::kInt32 &&
        !(words && t.bias.type == Type::kInt64)) {
      return context.refuse(Status::kWrongType, 2);
    }
    if (!t.bias.constant()) return context.refuse(Status::kNotConstant, 2);
    if (t.bias.elements() != channels.count) {
      return context.refuse(Status::kWrongShape, 2);
    }
    bias_type = t.bias.type;
  }
  channels.wide = words && bias_type != Type::kInt32;

  const Quantization& q = t.weights.quantization;
  if (t.input.quantization.count != 1) {
    return context.refuse(Status::kBadQuantization, 0);
  }
  if (q.count != 1 && (q.count != channels.count || q.axis != axis)) {
    return context.refuse(Status::kBadQuantization, 1);
  }
  if (t.output.quantization.count != 1) {
    return context.refuse(Status::kBadQuantization, kOutput);
  }
  channels.in_zero = t.input.quantization.zero_point();
  channels.out_zero = t.output.quantization.zero_point();
  const Range range = activation_range(
      activation, t.output.quantization.scale(), channels.out_zero,
      words ? Limits<int16_t>::kMin : Limits<int8_t>::kMin,
      words ? Limits<int16_t>::kMax : Limits<int8_t>::kMax);
  channels.lo = range.lo;
  channels.hi = range.hi;

  const uint32_t count = static_cast<uint32_t>(channels.count);
  needs.tables[kBiasTable] = count * (channels.wide ? 8 : 4);
  needs.tables[kMantissaTable] = count * 4;
  needs.tables[kExponentTable] = count;
  needs.any_alignment = 7;  // bytes, and a bias that is read into its table
  return Status::kOk;
}

Status prepare_float_channels(const Context& context, Activation activation,
                              int32_t channels, FloatRange& range) {
  const Operands t(context);
  if (t.input.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, 0);
  }
  if (t.weights.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, 1);
  }
  if (t.bias.present()) {
    if (t.bias.type != Type::kFloat32) {
      return context.refuse(Status::kWrongType, 2);
    }
    if (t.bias.elements() != channels) {
      return context.refuse(Status::kWrongShape, 2);
    }
  }
  if (t.output.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  range = activation_range(activation);
  return Status::kOk;
}

void fill_channels(const Context& context, int axis, const Channels& channels,
                   int table, void* out) {
  const Operands t(context);
  if (table == kBiasTable) {
    if (channels.wide) {
      fill_bias(t, axis, channels, static_cast<int64_t*>(out));
    } else {
      fill_bias(t, axis, channels, static_cast<int32_t*>(out));
    }
    return;
  }
  for (int32_t c = 0; c < channels.count; ++c) {
    const Multiplier m = make_multiplier(t.input.quantization.scale(),
                                         t.weights.quantization.scale(c),
                                         t.output.quantization.scale());
    // The range of the two roundings (multiply() in fixed_point.h).
    const int32_t exponent = min(m.exponent, channels.wide ? 7 : 31);
    if (table == kMantissaTable) {
      static_cast<int32_t*>(out)[c] = m.mantissa;
    } else {
      static_cast<int8_t*>(out)[c] = static_cast<int8_t>(exponent);
    }
  }
}

}  // namespace mote::ops
