// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What convolutions and dense layers share: weights with a scale for each
// output channel or one for all, a bias, and the tables that turn accumulators
// into outputs.
#ifndef MOTE_DEVICE_OPS_CHANNELS_H_
#define MOTE_DEVICE_OPS_CHANNELS_H_

#include "device/ops/hybrid.h"
#include "device/ops/op.h"

namespace mote::ops {

// The variants of these operators, and their positions.
using ChannelVariants =
    Variants<int8_t, int16_t, float, Hybrid, uint8_t, Narrow<int8_t>,
             Narrow<int16_t>, Narrow<Hybrid>>;
enum class ChannelVariant : uint8_t {
  kInt8, kInt16, kFloat, kHybrid, kUInt8, kNarrowInt8, kNarrowInt16,
  kNarrowHybrid,
};
constexpr bool hybrid(ChannelVariant v) {
  return v == ChannelVariant::kHybrid || v == ChannelVariant::kNarrowHybrid;
}
constexpr bool narrow(ChannelVariant v) {
  return v >= ChannelVariant::kNarrowInt8;
}

// The element types of a variant: activations in memory (Y), activations as
// they are multiplied (X), weights (W).
template <class V>
struct Elements {
  using Y = V;
  using X = V;
  using W = V;
  static constexpr bool kNarrow = false;
};
template <>
struct Elements<int16_t> {
  using Y = int16_t;
  using X = int16_t;
  using W = int8_t;
  static constexpr bool kNarrow = false;
};
template <>
struct Elements<Hybrid> {
  using Y = float;
  using X = int8_t;
  using W = int8_t;
  static constexpr bool kNarrow = false;
};
template <class V>
struct Elements<Narrow<V>> : Elements<V> {
  static constexpr bool kNarrow = true;
};
template <class V>
inline constexpr bool kHybrid =
    kTypeOf<typename Elements<V>::X> != kTypeOf<typename Elements<V>::Y>;
// What products add up in. With int16 there is int32, too (Channels::kWide).
template <class X>
struct ChannelSumOf {
  using Type = int32_t;
};
template <>
struct ChannelSumOf<int16_t> {
  using Type = int64_t;
};
template <>
struct ChannelSumOf<float> {
  using Type = float;
};
template <class V>
using ChannelSum = typename ChannelSumOf<typename Elements<V>::X>::Type;

// How an output channel's value comes out of its accumulator.
struct Channels {
  enum Flag : uint8_t {
    kWide = 1,         // int16: accumulators of 64 bits
    kPerChannel = 2,   // a scale for each channel
    kComputed = 4,     // weights or bias are no constants: no table of biases
    kAsymmetric = 8,   // hybrid: rows get a zero point
  };

  int32_t count;          // output channels
  int32_t mantissa;       // integers: the multiplier if there is one for all
  int8_t exponent;
  uint8_t flags;
  uint8_t weight_bits;
  Activation activation;  // of floats
  int16_t in_zero;        // integers: zero points of input, weights, output
  int16_t weights_zero;
  int16_t out_zero;
  int16_t lo, hi;         // integers: bounds after the fused activation

  bool is(Flag flag) const { return (flags & flag) != 0; }

  template <class V>
  static void fields(Channels& c, V& v) {
    v("channels", c.count), v("mantissa", c.mantissa);
    v("exponent", c.exponent), v("flags", c.flags);
    v("weight_bits", c.weight_bits), v("activation", c.activation);
    v("in_zero", c.in_zero), v("weights_zero", c.weights_zero);
    v("out_zero", c.out_zero), v("lo", c.lo), v("hi", c.hi);
  }
};

// What an operator says of its operands (input, weights, bias), of which the
// bias is optional.
struct ChannelRules {
  int axis = 0;            // of the weights: the output channels
  Activation activation = Activation::kNone;
  // The option quantized_bias_type: with int16 activations and no bias it
  // decides on the accumulators; a bias of int32 or int64 decides itself.
  Type bias_type = Type::kFloat32;
  // A dense layer: weights and bias of int8 and int16 may be computed, and if
  // there is one scale, the reference respects the weights' zero point, which
  // it ignores elsewhere. It does so for uint8 in every operator, whose
  // multiplier it forms in single precision.
  bool dense = false;
  // Hybrid: rows get a zero point.
  bool asymmetric = false;
};

struct ChannelOperands {
  Tensor input, weights, bias, output;

  explicit ChannelOperands(const Context& context)
      : input(context.input(0)), weights(context.input(1)),
        bias(context.input(2)), output(context.output(0)) {}
};

// Checks types, shapes and quantization of the operands, chooses the variant
// and asks for the tables. The caller has checked the shapes of input, weights
// and output.
[[gnu::cold]] Status prepare_channels(const Context& context,
                                      const ChannelOperands& operands,
                                      const ChannelRules& rules,
                                      Channels& channels, Needs& needs);

// Makes the table.
[[gnu::cold]] void fill_channels(const Context& context, int axis, const Channels& channels,
                   int table, void* out);

// Whether shifts by this content of a table are defined; that is all that
// could go wrong with it.
[[gnu::cold]] bool sound_channels(const Channels& channels, int table,
                                  const void* data);

// Whether the weights' channels have scales of which two differ.
bool scales_differ(const Quantization& q);

// How many bytes before its input an output must start whose rows are made from
// the input's rows in order, `in_use` of them read while they are written; 0:
// each is copied first. Row sizes in bytes; all rows have fewer than 2^31.
int32_t rows_lead(int32_t rows, int32_t in_row, int32_t out_row,
                  int32_t in_use);

// Tables of integers: of each channel a mantissa and an exponent (per channel
// only), then the biases, with input zero point times the sum of the weights
// taken off, so that kernels multiply the raw input.
template <class Acc, class Y>
struct Rescaler {
  static Rescale<Acc, Y> make(const Channels& c, const Buffers& buffers) {
    const Range range = {c.lo, c.hi};
    if (!c.is(Channels::kPerChannel)) {
      const Acc* bias = c.is(Channels::kComputed) ? nullptr
                                                  : buffers.table<Acc>(0);
      return {bias, &c.mantissa, &c.exponent, 0, c.out_zero, range};
    }
    const Acc* bias = c.is(Channels::kComputed) ? nullptr
                                                : buffers.table<Acc>(2);
    return {bias, buffers.table<int32_t>(0), buffers.table<int8_t>(1), 1,
            c.out_zero, range};
  }
};

template <>
struct Rescaler<float, float> {
  static Rescale<float, float> make(const Channels& c, const Buffers& buffers) {
    return {buffers.input<float>(2), activation_range(c.activation)};
  }
};

// Tables of hybrids: the scales of the weights (of all channels or the one),
// then the sums of each channel's weights if rows get a zero point.
template <>
struct Rescaler<int32_t, float> {
  static Rescale<int32_t, float> make(const Channels& c,
                                      const Buffers& buffers) {
    return {buffers.table<float>(0),
            c.is(Channels::kAsymmetric) ? buffers.table<int32_t>(1) : nullptr,
            buffers.input<float>(2),
            c.is(Channels::kPerChannel) ? 1 : 0,
            0, 0.0f, activation_range(c.activation), false};
  }
};

// Calls f with a value of the type of the accumulators.
template <class V, class F>
void with_accumulator(const Channels& channels, F f) {
  if constexpr (sizeof(ChannelSum<V>) == 8) {
    if (!channels.is(Channels::kWide)) return f(int32_t{0});
  }
  f(ChannelSum<V>{0});
}

// Multiplies the rows by the weights of channels first.. of which there are
// dense.channels. Narrow weights are unpacked a few channels at a time, to
// `unpacked`, of kUnpacked * depth bytes; the rows are read again for each.
inline constexpr int32_t kUnpacked = 4;
template <class Isa, class V, class D>
void multiply_rows(const Channels& channels, const Buffers& buffers,
                   int32_t first, int8_t* unpacked, D dense) {
  using W = typename Elements<V>::W;
  dense.rescale.skip(first);
  if constexpr (Elements<V>::kNarrow) {
    const int32_t end = first + dense.channels;
    dense.w = unpacked;
    for (int32_t c = first; c < end; c += dense.channels) {
      dense.channels = min(kUnpacked, end - c);
      Isa::unpack(buffers.input<uint8_t>(1), channels.weight_bits,
                  c * dense.depth, dense.channels * dense.depth, unpacked);
      Isa::dense(dense);
      dense.rescale.skip(dense.channels);
      dense.out += dense.channels;
    }
  } else {
    dense.w = buffers.input<W>(1) + first * dense.depth;
    Isa::dense(dense);
  }
}

// As above where integer weights may have a zero point, row by row:
// sum of x (w - zero) = sum of x w - zero * sum of x.
template <class Isa, class V, class D>
void multiply_rows_off_zero(const Channels& channels, const Buffers& buffers,
                            int32_t first, int8_t* unpacked, D dense) {
  const int32_t zero = channels.weights_zero;
  if (zero == 0) {
    return multiply_rows<Isa, V>(channels, buffers, first, unpacked, dense);
  }
  const int32_t rows = dense.rows;
  dense.rows = 1;
  for (int32_t r = 0; r < rows; ++r) {
    dense.start = 0;
    for (int32_t d = 0; d < dense.depth; ++d) {
      dense.start = accumulate(dense.start, dense.x[d], -zero);
    }
    multiply_rows<Isa, V>(channels, buffers, first, unpacked, dense);
    dense.x += dense.x_stride;
    dense.out += dense.out_stride;
  }
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CHANNELS_H_
