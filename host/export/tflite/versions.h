// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Versions of operators: which a runtime must know to run a node.
#ifndef MOTE_HOST_EXPORT_TFLITE_VERSIONS_H_
#define MOTE_HOST_EXPORT_TFLITE_VERSIONS_H_

#include "host/ir/graph.h"

namespace mote::tflite {

// The lowest version of the operator that covers the node's types and options.
int32_t version_of(const ir::Graph& graph, const ir::Node& node);

// Gives every node of the module its version.
void set_versions(ir::Module& module);

}  // namespace mote::tflite

#endif  // MOTE_HOST_EXPORT_TFLITE_VERSIONS_H_
