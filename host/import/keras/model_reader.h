// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Keras models: .keras (version 3) and .h5.
#ifndef MOTE_HOST_IMPORT_KERAS_MODEL_READER_H_
#define MOTE_HOST_IMPORT_KERAS_MODEL_READER_H_

#include <filesystem>

#include "host/ir/graph.h"

namespace mote::keras {

// Functional and Sequential models of Keras' own layers, as nodes of
// TensorFlow. checkpoint: if not empty, the prefix of a checkpoint whose
// weights take the place of the file's.
base::Result<ir::Module> read_model(const std::filesystem::path& path,
                                    const std::filesystem::path& checkpoint);

}  // namespace mote::keras

#endif  // MOTE_HOST_IMPORT_KERAS_MODEL_READER_H_
