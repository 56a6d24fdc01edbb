// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Graphs whose activations are integers of calibrated ranges.
#ifndef MOTE_HOST_QUANTIZE_STATIC_H_
#define MOTE_HOST_QUANTIZE_STATIC_H_

#include "host/quantize/groups.h"

namespace mote::quantize {

struct StaticOptions {
  Type activations = Type::kInt8;  // of inputs and outputs of called graphs
  // Of the main graph's floats: kFloat32, kInt8, kUInt8 or kInt16.
  Type input = Type::kFloat32;
  Type output = Type::kFloat32;
};

struct Quantized {
  ir::Module module;
  // By graph and node of the module: the node of the float graph that it
  // stands for; -1 for a node that only converts.
  std::vector<std::vector<int32_t>> origin;
};

// What can be quantized at all: operators with a rule for the type whose
// weights and biases are real constants.
Precisions precisions(const ir::Module& module, Type type);

// The module with each node in the precision asked for, and QUANTIZE and
// DEQUANTIZE where a value is wanted in another form than it has. Values keep
// their names.
Quantized quantize_static(const ir::Module& module, const Calibration& seen,
                          const Precisions& precisions,
                          const StaticOptions& options);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_STATIC_H_
