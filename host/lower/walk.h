// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Lowering a whole graph, node by node.
#ifndef MOTE_HOST_LOWER_WALK_H_
#define MOTE_HOST_LOWER_WALK_H_

#include "host/lower/call.h"

namespace mote::lower {

// For each value of the graph whether one of the chosen outputs depends on it.
std::vector<bool> needed_values(const ir::Graph& graph,
                                const std::vector<bool>& chosen);

// Lowers the nodes of the source's graph for these operands, one for each input
// of the graph, as far as the chosen outputs need them. Gives its outputs,
// kNoValue for those that are not chosen.
Ids walk(const ir::Module& source, int32_t graph, const Ids& operands,
         const std::vector<bool>& chosen, Emitter& e);
Ids walk(const ir::Module& source, int32_t graph, const Ids& operands,
         Emitter& e);

}  // namespace mote::lower

#endif  // MOTE_HOST_LOWER_WALK_H_
