// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Buffers in several memories of different speed.
#ifndef MOTE_HOST_PLAN_REGIONS_H_
#define MOTE_HOST_PLAN_REGIONS_H_

#include "host/base/result.h"
#include "host/plan/usage.h"

namespace mote::plan {

// The fastest comes first.
struct Region {
  std::string name;
  uint32_t bytes = 0;

  bool operator==(const Region&) const = default;
};

// From words like "dtcm=65536"; the names are letters, digits and _, each once.
base::Result<std::vector<Region>> parse_regions(
    const std::vector<std::string>& words);

struct Placement {
  std::vector<memory::Buffer> buffers;  // offsets are in their region
  std::vector<uint32_t> regions;        // of each buffer
  std::vector<uint32_t> spans;          // bytes used of each region
};

// Places every buffer. A buffer lies in the first region with room for it; those
// of which a byte is read or written most often (as operands, multiplied by the
// work of the operator for each byte) choose first. Without regions there is one without
// limit. Fails when the last region has no room. where: what the error names.
base::Result<Placement> place_in(const Usage& usage,
                                 const std::vector<Region>& regions,
                                 const std::string& where);

}  // namespace mote::plan

#endif  // MOTE_HOST_PLAN_REGIONS_H_
