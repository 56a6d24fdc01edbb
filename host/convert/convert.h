// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// From any file that Mote reads to a .tflite file.
#ifndef MOTE_HOST_CONVERT_CONVERT_H_
#define MOTE_HOST_CONVERT_CONVERT_H_

#include <filesystem>

#include "host/export/tensorflow/export.h"
#include "host/import/tensorflow/model_reader.h"
#include "host/lower/lower.h"
#include "host/quantize/quantize.h"

namespace mote::convert {

struct Source {
  std::filesystem::path path;
  tensorflow::Selection selection;
  // Of a checkpoint, which has none itself: a Keras file.
  std::filesystem::path graph;
};

// Whatever the path is: a SavedModel's folder, a GraphDef, a checkpoint or its
// folder, a Keras or a .tflite file. The graph has the operators of the format.
base::Result<ir::Module> read(const Source& source);

struct Float {
  ir::Module module;  // operators of .tflite, no integers in place of floats
  std::map<std::string, int> rewrites;  // what was simplified, how often
};

// Reads, lowers and simplifies.
base::Result<Float> to_float(const Source& source,
                             const lower::Options& options);

struct Target {
  std::optional<quantize::Options> quantize;  // empty: stays in floats
  // Samples where quantize::calibrated(), as quantize::read_samples takes them.
  std::filesystem::path representative;
  quantize::Progress progress;
};

struct Converted {
  base::Bytes bytes;   // of the .tflite file
  ir::Module module;   // what it holds
  std::map<std::string, int> rewrites;
  size_t samples = 0;       // that calibration took
  // See quantize::Outcome.
  std::vector<quantize::Layer> floats, words;
  double loss = 0;
  uint32_t arena_bytes = 0; // to run it on this machine
};

// All of it: the file that comes out has been loaded and can be run.
base::Result<Converted> convert(const Source& source,
                                const lower::Options& options,
                                const Target& target);

// Back to TensorFlow: a graph of its nodes, with constants for weights.
base::Result<tensorflow::Exported> to_tensorflow(const Source& source);

// A name that ends with .pb becomes a frozen graph, others are folders that
// become SavedModels.
base::Result<void> write(const tensorflow::Exported& exported,
                         const std::filesystem::path& out);

}  // namespace mote::convert

#endif  // MOTE_HOST_CONVERT_CONVERT_H_
