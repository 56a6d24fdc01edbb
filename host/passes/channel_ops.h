// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How operators carry channels, which are the indices of the last dimension,
// from their inputs to their output.
#ifndef MOTE_HOST_PASSES_CHANNEL_OPS_H_
#define MOTE_HOST_PASSES_CHANNEL_OPS_H_

#include "host/ir/graph.h"

namespace mote::passes {

enum class ChannelRule {
  kOpaque,     // nothing is known: every channel of it stays
  kMix,        // CONV_2D, FULLY_CONNECTED: an output reads all inputs, weighed
  kDepthwise,  // output c * m + j reads input c, weighed
  kEach,       // output c is made of channel c of the inputs; constants with
               // one channel or as many
  kFlatten,    // the output's last dimension is all of the input
  kJoin,       // CONCATENATION of channels
};

// Only of nodes in 8 and 16 bit integers whose weights are int8 constants with
// a constant bias or none, and whose operands have known shapes that fit; all
// others are kOpaque.
ChannelRule channel_rule(const ir::Graph& graph, const ir::Node& node);

// How many operands of a kEach node, the first ones, carry its channels.
size_t carriers(const ir::Node& node);

// The dimensions, those that are not known as the stand-in says, else 1. Legal
// for a value whose rank is known.
std::vector<int64_t> fixed_shape(const ir::Value& value);

// Channels of a value; 0 when it has no last dimension or it is not known.
int64_t channels(const ir::Value& value);

// A bias's numbers, int32 or int64.
std::vector<int64_t> bias_of(const ir::Value& bias);
ir::Constant bias_bytes(Type type, const std::vector<int64_t>& bias);

}  // namespace mote::passes

#endif  // MOTE_HOST_PASSES_CHANNEL_OPS_H_
