// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Which variable of a graph has which content of a checkpoint. The objects that
// functions are bound to say it, and the part of the graph that restores.
#ifndef MOTE_HOST_IMPORT_TENSORFLOW_VARIABLES_H_
#define MOTE_HOST_IMPORT_TENSORFLOW_VARIABLES_H_

#include <filesystem>

#include "host/import/tensorflow/graph_reader.h"

namespace mote::tensorflow {

// Contents of all variables for which the model tells; none when there is no
// checkpoint.
base::Result<Variables> read_variables(const proto::MetaGraphDef& graph,
                                       const std::filesystem::path& prefix,
                                       const std::string& where);

}  // namespace mote::tensorflow

#endif  // MOTE_HOST_IMPORT_TENSORFLOW_VARIABLES_H_
