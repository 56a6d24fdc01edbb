// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Removes channels from values and from all that belongs to them.
#ifndef MOTE_HOST_PASSES_CHANNEL_SLICE_H_
#define MOTE_HOST_PASSES_CHANNEL_SLICE_H_

#include "host/passes/known_channels.h"

namespace mote::passes {

// By value: the channels that stay, in their order; empty for constants.
using Kept = std::vector<std::vector<size_t>>;

// Every node must be able to do without the channels that go; weights, biases
// and other constants are sliced into new ones.
void slice_channels(ir::Graph& graph, const KnownChannels& known,
                    const Kept& kept);

}  // namespace mote::passes

#endif  // MOTE_HOST_PASSES_CHANNEL_SLICE_H_
