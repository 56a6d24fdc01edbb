// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// All passes over a graph until nothing changes any more.
#ifndef MOTE_HOST_PASSES_OPTIMIZE_H_
#define MOTE_HOST_PASSES_OPTIMIZE_H_

#include "host/ir/graph.h"

namespace mote::passes {

struct Options {
  bool keep_names = false;  // of values inside the graph, and notes
  // Calls of decompositions give way to these. Runtimes that know the composite
  // by its name no longer find it.
  bool inline_composites = false;
};

// What a pass did: "3 constants merged".
struct Change {
  std::string_view pass;  // for programs: "merge_constants"
  std::string_view what;  // for people: "constants merged"
  int count = 0;
};

// Rewrites the module; its inputs, outputs and every bit that it computes stay.
// Gives the changes, passes that changed nothing left out. Fails only when a
// pass leaves a graph that ir::verify refuses. where: what errors call it.
base::Result<std::vector<Change>> optimize(ir::Module& module,
                                           const Options& options,
                                           const std::string& where);

// Bytes of the constants of two and more dimensions, equal ones once.
uint64_t weight_bytes(const ir::Module& module);

}  // namespace mote::passes

#endif  // MOTE_HOST_PASSES_OPTIMIZE_H_
