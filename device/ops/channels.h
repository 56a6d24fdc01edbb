// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What convolutions and dense layers share: weights quantized per output
// channel, a bias, and the tables that turn accumulators into outputs.
#ifndef MOTE_DEVICE_OPS_CHANNELS_H_
#define MOTE_DEVICE_OPS_CHANNELS_H_

#include "device/kernels/portable.h"
#include "device/ops/op.h"

namespace mote::ops {

// Positions of the tables.
enum ChannelTable { kBiasTable, kMantissaTable, kExponentTable };

// How an output channel's value comes out of its accumulator.
struct Channels {
  int32_t count;        // output channels
  int32_t in_zero;      // zero point of the input
  int32_t out_zero;
  int32_t lo, hi;       // of the output after the fused activation
  uint8_t wide;         // accumulators of 64 bits

  template <class V>
  static void fields(Channels& c, V& v) {
    v("channels", c.count);
    v("in_zero", c.in_zero), v("out_zero", c.out_zero);
    v("lo", c.lo), v("hi", c.hi), v("wide", c.wide);
  }
};

// The integer variants of operands (input, weights, bias) with the output
// channels along `axis` of the weights: checks types, shapes and quantization,
// asks for the tables. Bias is optional; with int16 activations it is int64
// (accumulators of 64 bits) or int32. bias_type: the option
// quantized_bias_type, which decides where the bias is left out.
Status prepare_channels(const Context& context, int axis,
                        Activation activation, Type bias_type,
                        Channels& channels, Needs& needs);

// Makes the table. Each channel's bias has input zero point times the sum of
// its weights taken off, so that kernels multiply the raw input.
void fill_channels(const Context& context, int axis, const Channels& channels,
                   int table, void* out);

// The float variant of the same operands: checks types and shapes, gives the
// bounds of the activation.
Status prepare_float_channels(const Context& context, Activation activation,
                              int32_t channels, FloatRange& range);

template <class Acc>
Rescale<Acc> rescale(const Channels& channels, const Buffers& buffers) {
  return {buffers.table<Acc>(kBiasTable),
          buffers.table<int32_t>(kMantissaTable),
          buffers.table<int8_t>(kExponentTable),
          1, channels.out_zero, {channels.lo, channels.hi}};
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CHANNELS_H_
