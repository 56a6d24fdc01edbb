// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The files in which TensorFlow keeps graphs: a SavedModel, a frozen GraphDef,
// a checkpoint with its MetaGraph.
#ifndef MOTE_HOST_IMPORT_TENSORFLOW_MODEL_READER_H_
#define MOTE_HOST_IMPORT_TENSORFLOW_MODEL_READER_H_

#include <filesystem>

#include "host/ir/graph.h"

namespace mote::tensorflow {

struct Selection {
  std::string signature;  // empty: serving_default, or the only one
  std::string tags;       // separated by commas; empty: serve, or the only ones
  // Of a graph without signatures: nodes, or none to take every Placeholder and
  // every node that nobody reads.
  std::vector<std::string> inputs, outputs;
};

// folder: holds saved_model.pb and variables/.
base::Result<ir::Module> read_saved_model(const std::filesystem::path& folder,
                                          const Selection& selection);

// A GraphDef whose weights are constants.
base::Result<ir::Module> read_frozen_graph(const std::filesystem::path& path,
                                           const Selection& selection);

// prefix: beside it lie prefix.meta, prefix.index and the data.
base::Result<ir::Module> read_meta_graph(const std::filesystem::path& prefix,
                                         const Selection& selection);

}  // namespace mote::tensorflow

#endif  // MOTE_HOST_IMPORT_TENSORFLOW_MODEL_READER_H_
