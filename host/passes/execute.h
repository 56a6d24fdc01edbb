// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Graphs run in Mote while they are rewritten.
#ifndef MOTE_HOST_PASSES_EXECUTE_H_
#define MOTE_HOST_PASSES_EXECUTE_H_

#include "host/ir/graph.h"

namespace mote::passes {

// The bytes of every value that a node of the main graph makes, when all inputs
// are bytes of `fill`, by value id; null for the others. Unknown dimensions are
// as their stand-in says. Fails where Mote does not run the graph.
base::Result<std::vector<ir::Constant>> run_all(const ir::Module& module,
                                                uint8_t fill);

// One node's outputs from these inputs, whose values may be constants too.
// inputs: one for each operand; null: its value is a constant, or left out.
base::Result<std::vector<ir::Constant>> run_node(
    const ir::Graph& graph, const ir::Node& node,
    const std::vector<ir::Constant>& inputs);

}  // namespace mote::passes

#endif  // MOTE_HOST_PASSES_EXECUTE_H_
