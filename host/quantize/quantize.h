// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Integers in place of floats.
#ifndef MOTE_HOST_QUANTIZE_QUANTIZE_H_
#define MOTE_HOST_QUANTIZE_QUANTIZE_H_

#include "host/quantize/ranges.h"

namespace mote::quantize {

struct Static {
  Type activations = Type::kInt8;  // or int16; weights are int8
  // Of the main graph: float32, the type of activations or, beside int8, uint8.
  Type input = Type::kFloat32;
  Type output = Type::kFloat32;
};

// Weights by channel, activations by ranges; what has no integer form stays in
// float between DEQUANTIZE and QUANTIZE. Fails for a value without a range.
base::Result<void> quantize(ir::Module& module, const Ranges& ranges,
                            const Static& options, const std::string& where);

// Weights of at least 1,024 elements become int8; activations stay floats and
// are quantized while the model runs. Gives the number of weights.
int quantize_weights(ir::Module& module);

// Weights and biases become float16, widened when the model runs.
int halve_weights(ir::Module& module);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_QUANTIZE_H_
