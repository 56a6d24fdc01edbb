// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/channels.h"

namespace mote::ops {
namespace {

constexpr TypeSet kBelowByte = types(Type::kInt4, Type::kInt2);

struct VariantRow {
  Type input;
  TypeSet weights;
  ChannelVariant variant;
};
constexpr VariantRow kVariants[] = {
    {Type::kInt8, types(Type::kInt8), ChannelVariant::kInt8},
    {Type::kInt16, types(Type::kInt8), ChannelVariant::kInt16},
    {Type::kFloat32, types(Type::kFloat32), ChannelVariant::kFloat},
    {Type::kFloat32, types(Type::kInt8), ChannelVariant::kHybrid},
    {Type::kUInt8, types(Type::kUInt8), ChannelVariant::kUInt8},
    {Type::kInt8, kBelowByte, ChannelVariant::kNarrowInt8},
    {Type::kInt16, kBelowByte, ChannelVariant::kNarrowInt16},
    {Type::kFloat32, kBelowByte, ChannelVariant::kNarrowHybrid},
};

Status find_variant(const Context& context, const ChannelOperands& t,
                    ChannelVariant& variant) {
  bool known = false;
  for (const VariantRow& row : kVariants) {
    if (row.input != t.input.type) continue;
    known = true;
    if (!contains(row.weights, t.weights.type)) continue;
    variant = row.variant;
    return t.output.type == t.input.type
               ? Status::kOk : context.refuse(Status::kWrongType, kOutput);
  }
  return context.refuse(Status::kWrongType, known ? 1 : 0);
}

// What the bias may be: of floats float, of integers int32, with int16
// activations also int64.
Status check_bias(const Context& context, const ChannelOperands& t, int32_t count) {
  if (!t.bias.present()) return Status::kOk;
  const TypeSet allowed =
      t.input.type == Type::kFloat32 ? types(Type::kFloat32)
      : t.input.type == Type::kInt16 ? types(Type::kInt32, Type::kInt64)
                                     : types(Type::kInt32);
  if (!contains(allowed, t.bias.type)) {
    return context.refuse(Status::kWrongType, 2);
  }
  return t.bias.elements() == count ? Status::kOk
                                    : context.refuse(Status::kWrongShape, 2);
}

// Kernels for int8 want a multiplier of each channel, were it the same; dense
// layers have one pixel as a rule, and need but a common one.
Status check_weight_scales(const Context& context, const ChannelOperands& t,
                           const ChannelRules& rules, Channels& channels) {
  const Quantization& q = t.weights.quantization;
  if (q.count != 1 && (q.count != channels.count || q.axis != rules.axis)) {
    return context.refuse(Status::kBadQuantization, 1);
  }
  // Kernels of the reference take legacy weights to have one scale.
  if (q.count != 1 && t.weights.type == Type::kUInt8) {
    return context.refuse(Status::kBadQuantization, 1);
  }
  if (scales_differ(q) || (!rules.dense && t.input.type == Type::kInt8)) {
    channels.flags |= Channels::kPerChannel;
  }
  return Status::kOk;
}

// Whether the zero point of an input or output is one of its type; of int16 it
// is 0.
bool sound(const Tensor& t) {
  if (t.quantization.count != 1) return false;
  const int32_t zero = t.quantization.zero_point();
  if (t.type == Type::kInt16) return zero == 0;
  const Range range = type_range(t.type);
  return zero >= range.lo && zero <= range.hi;
}

Multiplier multiplier(const ChannelOperands& t, bool single, int32_t channel,
                      bool wide) {
  const float in = t.input.quantization.scale();
  const float own = t.weights.quantization.scale(channel);
  const float out = t.output.quantization.scale();
  Multiplier m = single ? make_multiplier(in * own, out)
                        : make_multiplier(in, own, out);
  // The range of the two roundings (multiply() in fixed_point.h).
  if (wide) m.exponent = min(m.exponent, 7);
  return m;
}

Status prepare_integers(const Context& context, const ChannelRules& rules,
                        const ChannelOperands& t, Channels& channels, Needs& needs) {
  if (!sound(t.input)) return context.refuse(Status::kBadQuantization, 0);
  if (!sound(t.output)) {
    return context.refuse(Status::kBadQuantization, kOutput);
  }
  const Type bias_type = t.bias.present() ? t.bias.type : rules.bias_type;
  const bool wide = t.input.type == Type::kInt16 && bias_type != Type::kInt32;
  if (wide) channels.flags |= Channels::kWide;
  const int32_t out_zero = t.output.quantization.zero_point();
  const Range bounds = type_range(t.output.type);
  const Range range =
      activation_range(rules.activation, t.output.quantization.scale(),
                       out_zero, bounds.lo, bounds.hi);
  channels.in_zero = static_cast<int16_t>(t.input.quantization.zero_point());
  channels.out_zero = static_cast<int16_t>(out_zero);
  channels.lo = static_cast<int16_t>(range.lo);
  channels.hi = static_cast<int16_t>(range.hi);

  const Quantization& q = t.weights.quantization;
  const bool single = t.input.type == Type::kUInt8;
  if (q.count == 1 && (rules.dense || single)) {
    channels.weights_zero = static_cast<int16_t>(q.zero_point());
  }
  const uint32_t count = static_cast<uint32_t>(channels.count);
  int table = 0;
  if (channels.is(Channels::kPerChannel)) {
    needs.tables[table++] = 4 * count;
    needs.tables[table++] = count;
  } else {
    const Multiplier m = multiplier(t, single, 0, wide);
    channels.mantissa = m.mantissa;
    channels.exponent = static_cast<int8_t>(m.exponent);
  }
  if (channels.is(Channels::kComputed)) return Status::kOk;
  needs.tables[table] = count * (wide ? 8u : 4u);
  needs.any_alignment = 6;  // weights are bytes, the bias goes into its table
  needs.unread = 4;
  return Status::kOk;
}

void prepare_hybrid(const ChannelRules& rules, Channels& channels,
                    Needs& needs) {
  const uint32_t count = static_cast<uint32_t>(channels.count);
  needs.tables[0] = channels.is(Channels::kPerChannel) ? 4 * count : 4;
  if (rules.asymmetric) {
    channels.flags |= Channels::kAsymmetric;
    needs.tables[1] = 4 * count;
  }
  needs.any_alignment = 2;
}

// The sum of weights from first on, of any type but float, modulo 2^32.
int32_t sum_weights(const Tensor& weights, int32_t first, int32_t count) {
  const uint8_t* bytes = static_cast<const uint8_t*>(weights.data);
  uint32_t sum = 0;
  if (bits(weights.type) == 8) {
    // An int8 with its sign flipped is 128 more, without one.
    const uint32_t flip = weights.type == Type::kInt8 ? 128 : 0;
    bytes += first;
    for (int32_t i = 0; i < count; ++i) sum += bytes[i] ^ flip;
    return static_cast<int32_t>(sum - flip * static_cast<uint32_t>(count));
  }
  for (int32_t i = first; i < first + count; ++i) {
    int8_t w = 0;
    Portable::unpack(bytes, static_cast<int32_t>(bits(weights.type)), i, 1, &w);
    sum += static_cast<uint32_t>(w);
  }
  return static_cast<int32_t>(sum);
}

// Adds factor times the sum of each channel's weights, off their zero point.
void add_sums(const Tensor& weights, int axis, int32_t zero, int32_t factor,
              int32_t* out) {
  if (factor == 0) return;
  const int32_t channels = weights.shape[axis];
  const int32_t inner = weights.shape.product(axis + 1, weights.shape.rank);
  const int32_t outer = weights.shape.product(0, axis);
  int32_t at = 0;
  for (int32_t o = 0; o < outer; ++o) {
    for (int32_t c = 0; c < channels; ++c, at += inner) {
      const int64_t sum = sum_weights(weights, at, inner) -
                          int64_t{zero} * inner;
      out[c] = add_wrapping(out[c], static_cast<int32_t>(sum * factor));
    }
  }
}

// With accumulators of 64 bits the input's zero point is 0.
void fill_wide_bias(const Tensor& bias, int32_t count, int64_t* out) {
  for (int32_t c = 0; c < count; ++c) {
    out[c] = bias.present() ? bias.value<int64_t>(c) : 0;
  }
}

void fill_bias(const ChannelOperands& t, int axis, const Channels& channels,
               int32_t* out) {
  for (int32_t c = 0; c < channels.count; ++c) {
    out[c] = t.bias.present() ? t.bias.value<int32_t>(c) : 0;
  }
  add_sums(t.weights, axis, channels.weights_zero, -channels.in_zero, out);
}

void fill_hybrid(const ChannelOperands& t, int axis, const Channels& channels,
                 int table, void* out) {
  if (table == 1) {
    fill_bytes(out, 0, 4 * static_cast<size_t>(channels.count));
    add_sums(t.weights, axis, 0, 1, static_cast<int32_t*>(out));
    return;
  }
  const int32_t count = channels.is(Channels::kPerChannel) ? channels.count : 1;
  for (int32_t c = 0; c < count; ++c) {
    static_cast<float*>(out)[c] = t.weights.quantization.scale(c);
  }
}

}  // namespace

bool scales_differ(const Quantization& q) {
  for (int32_t i = 1; i < q.count; ++i) {
    if (q.scale(i) != q.scale(0)) return true;
  }
  return false;
}

Status prepare_channels(const Context& context, const ChannelOperands& t,
                        const ChannelRules& rules, Channels& channels,
                        Needs& needs) {
  ChannelVariant variant = ChannelVariant::kFloat;
  Status status = find_variant(context, t, variant);
  if (status != Status::kOk) return status;
  needs.variant = static_cast<uint8_t>(variant);
  channels = {};
  channels.count = t.weights.shape[rules.axis];
  // Tables of them have sizes within 32 bits.
  if (channels.count > 1 << 28) return context.refuse(Status::kWrongShape, 1);
  channels.weight_bits = static_cast<uint8_t>(bits(t.weights.type));
  channels.activation = rules.activation;
  status = check_bias(context, t, channels.count);
  if (status != Status::kOk || variant == ChannelVariant::kFloat) return status;

  const bool whole_bytes = variant == ChannelVariant::kInt8 ||
                           variant == ChannelVariant::kInt16;
  const bool bias_known = !t.bias.present() || t.bias.constant();
  if (rules.dense && whole_bytes &&
      !(t.weights.constant() && bias_known)) {
    channels.flags |= Channels::kComputed;
  } else if (!t.weights.constant()) {
    return context.refuse(Status::kNotConstant, 1);
  } else if (!bias_known && !hybrid(variant)) {
    return context.refuse(Status::kNotConstant, 2);
  }
  status = check_weight_scales(context, t, rules, channels);
  if (status != Status::kOk) return status;
  if (!hybrid(variant)) {
    return prepare_integers(context, rules, t, channels, needs);
  }
  prepare_hybrid(rules, channels, needs);
  return Status::kOk;
}

void fill_channels(const Context& context, int axis, const Channels& channels,
                   int table, void* out) {
  const ChannelOperands t(context);
  if (t.input.type == Type::kFloat32) {
    return fill_hybrid(t, axis, channels, table, out);
  }
  const bool wide = channels.is(Channels::kWide);
  if (table == (channels.is(Channels::kPerChannel) ? 2 : 0)) {
    if (!wide) return fill_bias(t, axis, channels, static_cast<int32_t*>(out));
    return fill_wide_bias(t.bias, channels.count, static_cast<int64_t*>(out));
  }
  for (int32_t c = 0; c < channels.count; ++c) {
    const Multiplier m = multiplier(t, false, c, wide);
    if (table == 0) {
      static_cast<int32_t*>(out)[c] = m.mantissa;
    } else {
      static_cast<int8_t*>(out)[c] = static_cast<int8_t>(m.exponent);
    }
  }
}

bool sound_channels(const Channels& channels, int table, const void* data) {
  // Of hybrid layers table 1 holds sums.
  if (table != 1 || !channels.is(Channels::kPerChannel) ||
      channels.is(Channels::kAsymmetric)) {
    return true;
  }
  const int8_t* exponents = static_cast<const int8_t*>(data);
  const int most = channels.is(Channels::kWide) ? 7 : 31;
  for (int32_t c = 0; c < channels.count; ++c) {
    if (exponents[c] < -31 || exponents[c] > most) return false;
  }
  return true;
}

int32_t rows_lead(int32_t rows, int32_t in_row, int32_t out_row,
                  int32_t in_use) {
  const int32_t first = min(in_use, rows);
  const int32_t last = rows * out_row - (rows - first) * in_row;
  return max(max(first * out_row, last), 0);
}

}  // namespace mote::ops
