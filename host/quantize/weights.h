// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Graphs whose activations stay in floats and whose weights take less room.
#ifndef MOTE_HOST_QUANTIZE_WEIGHTS_H_
#define MOTE_HOST_QUANTIZE_WEIGHTS_H_

#include "host/quantize/static.h"

namespace mote::quantize {

// By graph and node: the type of its weights; kFloat32: as they are.
using WeightTypes = std::vector<std::vector<Type>>;

// The type where the node has real constant weights that are large enough to
// pay, and an operator that takes them: kInt8 and kInt4 beside float
// activations (kInt8 where the operator takes no kInt4), kFloat16 by way of
// DEQUANTIZE.
WeightTypes weight_types(const ir::Module& module, Type type);

Quantized quantize_weights(const ir::Module& module, const WeightTypes& types);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_WEIGHTS_H_
