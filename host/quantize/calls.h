// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Which values of a called graph stand for which operands of a control node.
#ifndef MOTE_HOST_QUANTIZE_CALLS_H_
#define MOTE_HOST_QUANTIZE_CALLS_H_

#include "host/ir/graph.h"

namespace mote::quantize {

struct Call {
  const char* graph;   // the attribute that names it
  size_t first_input;  // the node's input that is the graph's first
  bool gives_outputs;  // the node's outputs are the graph's
};

// Of WHILE and IF; empty for other operators.
inline std::vector<Call> calls(const ir::Node& node) {
  if (node.op == "WHILE") {
    return {{"cond_subgraph_index", 0, false},
            {"body_subgraph_index", 0, true}};
  }
  if (node.op == "IF") {
    return {{"then_subgraph_index", 1, true}, {"else_subgraph_index", 1, true}};
  }
  return {};
}

// Position of the called graph; 0 when the node names none.
inline size_t called(const ir::Node& node, const Call& call) {
  const ir::GraphRef* ref = ir::find<ir::GraphRef>(node.attributes, call.graph);
  return ref == nullptr ? 0 : static_cast<size_t>(ref->index);
}

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_CALLS_H_
