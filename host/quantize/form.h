// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// From ranges to scales, and from real constants to integers.
#ifndef MOTE_HOST_QUANTIZE_FORM_H_
#define MOTE_HOST_QUANTIZE_FORM_H_

#include "host/ir/graph.h"
#include "host/quantize/calibrate.h"

namespace mote::quantize {

// How a value is represented: float32 without quantization, or integers.
struct Form {
  Type type = Type::kFloat32;
  ir::Quantization quantization;

  bool operator==(const Form&) const = default;
};

// int8 and uint8: the range becomes all 256 steps and 0 is one of them. int16:
// symmetric around 0. A range of nothing but 0 has scale 1.
Form form_of(Interval range, Type type);
Form form_of(float scale, int64_t zero_point, Type type);

// Elements of a constant of float32, float16, or integers with a quantization.
// Legal for constants of a known shape.
std::vector<float> reals(const ir::Value& constant);
bool is_real(const ir::Value& value);  // float32 or float16

// Integers of a narrow range, as LSB first bytes of the type: int4 packed.
base::Bytes pack(const std::vector<int64_t>& steps, Type type);

// Steps of x: rounded, halves away from 0, and clamped to the type.
int64_t step_of(double x, double scale, int64_t zero_point, Type type);
// The constant in that form, one scale for all.
ir::Value quantized(const ir::Value& constant, const Form& form);

// Constant weights seen as rows of one scale each.
struct Channels {
  size_t count = 1;  // of rows
  size_t inner = 1;  // elements between two of the same row and the next
  size_t channel(size_t element) const { return element / inner % count; }
};
// axis -1: one row.
Channels channels(const std::vector<int64_t>& shape, int32_t axis);

// Largest magnitude of each channel.
std::vector<double> magnitudes(const std::vector<float>& weights,
                               const Channels& rows);

// Symmetric steps of the type's narrow range, a scale for each channel, 0 for
// its zero point. steps: of all weights.
ir::Value quantized_weights(const ir::Value& weights, int32_t axis, Type type,
                            const std::vector<double>& scales);
ir::Value with_steps(const ir::Value& weights, int32_t axis, Type type,
                     const std::vector<float>& scales,
                     const std::vector<int64_t>& steps);
// The largest step of symmetric weights: 127 of int8, 7 of int4.
int32_t most_steps(Type type);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_FORM_H_
