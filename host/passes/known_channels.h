// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Channels of integer values that are the same for every input of the graph.
#ifndef MOTE_HOST_PASSES_KNOWN_CHANNELS_H_
#define MOTE_HOST_PASSES_KNOWN_CHANNELS_H_

#include "host/ir/graph.h"

namespace mote::passes {

struct KnownChannels {
  // By value and channel; empty where nothing is known.
  std::vector<std::vector<bool>> known;
  // By value: what a run gave; right in the channels that are known, at every
  // position. Null for values that no node makes.
  std::vector<ir::Constant> data;

  bool is_known(ir::ValueId id, size_t channel) const {
    const std::vector<bool>& mask = known[static_cast<size_t>(id)];
    return !mask.empty() && mask[channel];
  }
  // An element of an int8 or int16 value.
  int32_t at(const ir::Value& value, ir::ValueId id, size_t element) const;
};

// Of the main graph. Which channels are known follows from its structure and
// from weights that are 0; what they hold, from a run of the graph in Mote.
// Nothing is known where Mote does not run it.
KnownChannels known_channels(const ir::Module& module);

}  // namespace mote::passes

#endif  // MOTE_HOST_PASSES_KNOWN_CHANNELS_H_
