// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/constants.h"

#include <cmath>
#include <cstring>

#include "host/rewrite/matcher.h"

namespace mote::quantize {
namespace {

using rewrite::floats;

// Of a channel of zeros: any scale does, if products of it stay normal.
constexpr float kZeroScale = 5e-7f / 127;

template <class T>
base::Bytes bytes_of(const std::vector<int64_t>& values) {
  base::Bytes bytes(values.size() * sizeof(T));
  for (size_t i = 0; i < values.size(); ++i) {
    const T narrow = static_cast<T>(values[i]);
    std::memcpy(bytes.data() + i * sizeof(T), &narrow, sizeof(T));
  }
  return bytes;
}

base::Bytes bytes_of(const std::vector<int64_t>& values, Type type) {
  switch (type) {
    case Type::kInt64: return bytes_of<int64_t>(values);
    case Type::kInt32: return bytes_of<int32_t>(values);
    case Type::kInt16: return bytes_of<int16_t>(values);
    default: return bytes_of<int8_t>(values);
  }
}

ir::Value with(const ir::Value& like, Type type,
               const std::vector<int64_t>& values) {
  ir::Value out = like;
  out.type = type;
  out.constant = ir::make_constant(bytes_of(values, type));
  return out;
}

}  // namespace

ir::Quantization quantization_of(const Affine& affine) {
  ir::Quantization out;
  out.scales = {affine.scale};
  out.zero_points = {affine.zero_point};
  return out;
}

ir::Value quantized_constant(const ir::Value& value, const Affine& affine,
                             Type type) {
  std::vector<int64_t> values;
  for (const float real : floats(value)) {
    values.push_back(quantized(real, affine, type));
  }
  ir::Value out = with(value, type, values);
  out.quantization = quantization_of(affine);
  return out;
}

ir::Value quantized_weights(const ir::Value& value, int32_t axis,
                            std::span<const float> least) {
  const std::vector<int64_t>& shape = *value.shape;
  const auto channels = static_cast<size_t>(shape[static_cast<size_t>(axis)]);
  size_t inner = 1;
  for (size_t i = static_cast<size_t>(axis) + 1; i < shape.size(); ++i) {
    inner *= static_cast<size_t>(shape[i]);
  }
  const std::vector<float> reals = floats(value);
  std::vector<float> scales(channels, 0.0f);
  const auto channel = [&](size_t i) { return i / inner % channels; };
  for (size_t i = 0; i < reals.size(); ++i) {
    float& most = scales[channel(i)];
    most = std::max(most, std::fabs(reals[i]));
  }
  for (size_t c = 0; c < channels; ++c) {
    scales[c] = scales[c] == 0 ? kZeroScale : scales[c] / 127;
    if (!least.empty()) scales[c] = std::max(scales[c], least[c]);
  }
  std::vector<int64_t> values;
  for (size_t i = 0; i < reals.size(); ++i) {
    const float q = std::round(reals[i] / scales[channel(i)]);
    values.push_back(static_cast<int64_t>(std::clamp(q, -127.0f, 127.0f)));
  }
  ir::Value out = with(value, Type::kInt8, values);
  out.quantization = {};
  out.quantization.scales = scales;
  out.quantization.zero_points.assign(channels, 0);
  out.quantization.axis = axis;
  return out;
}

std::vector<float> least_scales(const ir::Value& bias, float input_scale) {
  constexpr float kMost = 1 << 30;
  std::vector<float> out;
  for (const float real : floats(bias)) {
    out.push_back(std::fabs(real) / kMost / input_scale);
  }
  return out;
}

ir::Value quantized_bias(const ir::Value& value, float input_scale,
                         std::span<const float> weight_scales, Type type) {
  const std::vector<float> reals = floats(value);
  std::vector<int64_t> values;
  ir::Value out = value;
  out.quantization = {};
  for (size_t i = 0; i < reals.size(); ++i) {
    const float weight = weight_scales[weight_scales.size() == 1 ? 0 : i];
    const double scale = static_cast<double>(input_scale) * weight;
    values.push_back(std::llround(static_cast<double>(reals[i]) / scale));
    if (i > 0 && weight_scales.size() == 1) continue;
    out.quantization.scales.push_back(static_cast<float>(scale));
    out.quantization.zero_points.push_back(0);
  }
  out.type = type;
  out.constant = ir::make_constant(bytes_of(values, type));
  return out;
}

}  // namespace mote::quantize
