// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// From any file that Mote reads to a .tflite file.
#ifndef MOTE_HOST_CONVERT_CONVERT_H_
#define MOTE_HOST_CONVERT_CONVERT_H_

#include <filesystem>

#include "host/import/tensorflow/model_reader.h"
#include "host/lower/lower.h"

namespace mote::convert {

struct Source {
  std::filesystem::path path;
  tensorflow::Selection selection;
};

// What the path is, by its content: "SavedModel", "GraphDef", "MetaGraph",
// ".tflite". The graph has the operators of that format.
base::Result<ir::Module> read(const Source& source);

struct Float {
  ir::Module module;  // operators of .tflite, no integers in place of floats
  std::map<std::string, int> rewrites;  // what was simplified, how often
};

// Reads, lowers and simplifies.
base::Result<Float> to_float(const Source& source,
                             const lower::Options& options);

}  // namespace mote::convert

#endif  // MOTE_HOST_CONVERT_CONVERT_H_
