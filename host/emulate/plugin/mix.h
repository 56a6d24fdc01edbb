// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What the profiler's plugin counts, and the stream that it writes.
#ifndef MOTE_HOST_EMULATE_PLUGIN_MIX_H_
#define MOTE_HOST_EMULATE_PLUGIN_MIX_H_

#include <cstdint>

namespace mote::emulate {

// Instructions that were executed, and among them those of some kinds.
struct Mix {
  uint64_t instructions = 0;
  uint64_t loads = 0;
  uint64_t streamed = 0;   // loads that directly follow another one
  uint64_t stores = 0;
  uint64_t words = 0;      // moved by a load or store beyond its first
  uint64_t multiplies = 0; // with a result of one word
  uint64_t long_multiplies = 0;
  uint64_t divisions = 0;
  uint64_t vectors = 0;    // of Arm's vector extensions
  uint64_t jumps = 0;      // branches that were taken
};

// The stream: a Mix each time that the firmware executes port::mark(), of what
// came since the one before.

}  // namespace mote::emulate

#endif  // MOTE_HOST_EMULATE_PLUGIN_MIX_H_
