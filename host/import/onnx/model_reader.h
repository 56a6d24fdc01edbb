// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ONNX models, as nodes of TensorFlow that compute the same. Images keep their
// channels first; later passes turn them.
#ifndef MOTE_HOST_IMPORT_ONNX_MODEL_READER_H_
#define MOTE_HOST_IMPORT_ONNX_MODEL_READER_H_

#include <filesystem>

#include "host/ir/graph.h"

namespace mote::onnx {

// The operators that exporters from PyTorch emit for small models.
base::Result<ir::Module> read_model(const std::filesystem::path& path);

}  // namespace mote::onnx

#endif  // MOTE_HOST_IMPORT_ONNX_MODEL_READER_H_
