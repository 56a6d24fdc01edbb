// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The quantizer: from a float graph of .tflite operators to one of integers.
#ifndef MOTE_HOST_QUANTIZE_QUANTIZE_H_
#define MOTE_HOST_QUANTIZE_QUANTIZE_H_

#include "host/quantize/static.h"

namespace mote::quantize {

enum class Mode {
  kInt8,     // activations and weights of 8 bits
  kInt16x8,  // activations of 16, weights of 8
  kAuto,     // kInt8 where a stated loss allows, else of 16 or in floats
  kDynamic,  // weights of 8, activations in floats
  kInt4,     // as kDynamic, with weights of 4 bits where operators take them
  kFloat16,  // constants of 16-bit floats
};
// Whether the mode needs samples.
inline bool calibrated(Mode mode) {
  return mode == Mode::kInt8 || mode == Mode::kInt16x8 || mode == Mode::kAuto;
}

// What is lost, over all outputs of all samples.
enum class Metric {
  kError,  // size of the error as part of the size of the outputs
  kTop1,   // part of the samples whose highest output is another
};

struct Options {
  Mode mode = Mode::kInt8;
  // Where calibrated(). Of the main graph's floats: kFloat32, kInt8, kUInt8 or
  // kInt16.
  Type input = Type::kFloat32;
  Type output = Type::kFloat32;
  // Empty: percentile; of kInt16x8, whose steps are fine enough for all that
  // occurs, min-max.
  std::optional<Method> method;
  bool equalize = false;  // across layers first, see equalize.h
  // kAuto only.
  double max_loss = 0.01;
  Metric metric = Metric::kError;
};

// A node, for a person: its operator and the name of its first output.
struct Layer {
  std::string op;
  std::string output;
};

struct Outcome {
  ir::Module module;
  std::vector<Layer> floats;  // that stay so where integers were asked for
  // Of kAuto: those in 16 bits, and what is lost on the samples.
  std::vector<Layer> words;
  double loss = 0;
};

// The nodes of this type that compute floats, but for those that call graphs.
std::vector<Layer> layers_of(const ir::Module& module, const Precisions& types,
                             Type type);

// Operators that Mote refuses in the precision asked for stay in floats.
// samples: where calibrated(), at least one, but for models that state all
// ranges (trained.h); stated ranges hold whatever samples say. where: what
// messages call the module.
base::Result<Outcome> quantize(const ir::Module& module, const Samples& samples,
                               const Options& options, const std::string& where,
                               const Progress& progress);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_QUANTIZE_H_
