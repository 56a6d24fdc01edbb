// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Where a prepared graph's tensors lie: activations and scratch where the
// planner puts them, above them what outlives an invoke.
#ifndef MOTE_HOST_CODEGEN_LAYOUT_H_
#define MOTE_HOST_CODEGEN_LAYOUT_H_

#include "host/codegen/program.h"

namespace mote::codegen {

struct OperatorMemory {
  Place scratch, state;  // where it asked for them
};

struct Layout {
  // Of each tensor; kNone for constants and for what nothing writes.
  std::vector<Place> tensors;
  std::vector<OperatorMemory> operators;
  std::vector<Initial> variables;
  std::vector<Arena> arenas;

  // Bytes above all that has a place, in the first arena with room for them,
  // or else in the last.
  Place keep(uint32_t bytes);
};

// Of the first subgraph, whose operators are all accepted. regions: none for
// one arena as large as it must be.
base::Result<Layout> lay_out(const run::ModelFile& model,
                             std::span<const run::Prepared> operators,
                             const std::vector<plan::Region>& regions);

// Whether all arenas are within their regions' bytes.
base::Result<void> check_room(const Layout& layout, const std::string& where);

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_LAYOUT_H_
