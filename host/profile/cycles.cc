// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/profile/profile.h"

namespace mote::profile {
namespace {

// Cycles beyond the first that instructions of a kind take. From the Technical
// Reference Manuals of Cortex-M0 (table 3-1), Cortex-M3 and Cortex-M4 (tables
// of "processor instruction timings"), where a range is given its middle; for
// Cortex-M55 from its Software Optimization Guide: vectors of two beats a cycle.
struct Timing {
  const char* target;
  double load, streamed, store, long_multiply, division, vector, jump;
};

constexpr Timing kTimings[] = {
    {"cortex-m0", 1, 1, 1, 0, 0, 0, 2},
    {"cortex-m3", 1, 0, 0, 3, 6, 0, 2},
    {"cortex-m4", 1, 0, 0, 0, 6, 0, 2},
    {"cortex-m55", 0, 0, 0, 0, 6, 1, 1},
};

}  // namespace

uint64_t estimated_cycles(const std::string& target, const emulate::Mix& mix) {
  for (const Timing& it : kTimings) {
    if (target != it.target) continue;
    const auto times = [](uint64_t n, double each) {
      return static_cast<double>(n) * each;
    };
    const double extra = times(mix.loads - mix.streamed, it.load) +
                         times(mix.streamed, it.streamed) +
                         times(mix.stores, it.store) +
                         times(mix.long_multiplies, it.long_multiply) +
                         times(mix.divisions, it.division) +
                         times(mix.vectors, it.vector) +
                         times(mix.jumps, it.jump);
    return mix.instructions + mix.words + static_cast<uint64_t>(extra);
  }
  return 0;
}

}  // namespace mote::profile
