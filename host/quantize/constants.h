// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Float constants as integers.
#ifndef MOTE_HOST_QUANTIZE_CONSTANTS_H_
#define MOTE_HOST_QUANTIZE_CONSTANTS_H_

#include <span>

#include "host/quantize/ranges.h"

namespace mote::quantize {

// One scale and zero point for all elements.
ir::Value quantized_constant(const ir::Value& value, const Affine& affine,
                             Type type);

// Symmetric int8, one scale for each index of dimension `axis`. least: scales
// that are not gone below, one for each index; or empty.
ir::Value quantized_weights(const ir::Value& value, int32_t axis,
                            std::span<const float> least = {});

// For each channel the least scale of its weights with which the bias, whose
// scale is that times the input's, stays below 2^30.
std::vector<float> least_scales(const ir::Value& bias, float input_scale);

// Scale input_scale * weight_scales[c], zero point 0; int32, or int64 beside
// 16-bit activations.
ir::Value quantized_bias(const ir::Value& value, float input_scale,
                         std::span<const float> weight_scales, Type type);

ir::Quantization quantization_of(const Affine& affine);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_CONSTANTS_H_
