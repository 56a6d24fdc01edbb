// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Graphs back to TensorFlow: frozen GraphDefs, and SavedModels of them.
#ifndef MOTE_HOST_EXPORT_TENSORFLOW_EXPORT_H_
#define MOTE_HOST_EXPORT_TENSORFLOW_EXPORT_H_

#include "host/ir/graph.h"

namespace mote::tensorflow {

// An input or output, as a program names it.
struct Endpoint {
  std::string key;     // in the signature
  std::string tensor;  // in the graph: "x:0"
  int32_t dtype = 0;
  ir::Shape shape;
};

struct Exported {
  base::Bytes graph_def;    // a frozen graph's file
  base::Bytes saved_model;  // saved_model.pb of a folder without variables
  std::vector<Endpoint> inputs, outputs;
  size_t nodes = 0;
};

// module: of nodes of TensorFlow ("tf.Conv2D"), as the importers make them,
// with constants for weights. Attributes that only tell types may be absent.
// Loops and branches become Enter, Merge, Switch, NextIteration and Exit.
// Refuses other nodes by name. where: what messages call the module.
base::Result<Exported> export_graph(const ir::Module& module,
                                    const std::string& where);

}  // namespace mote::tensorflow

#endif  // MOTE_HOST_EXPORT_TENSORFLOW_EXPORT_H_
