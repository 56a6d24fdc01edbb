// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/form.h"

#include <algorithm>
#include <cmath>

#include "host/io/array.h"

namespace mote::quantize {
namespace {

struct Bounds {
  int64_t low, high;
};

Bounds bounds(Type type) {
  switch (type) {
    case Type::kInt4: return {-8, 7};
    case Type::kInt8: return {-128, 127};
    case Type::kUInt8: return {0, 255};
    case Type::kInt16: return {-32768, 32767};
    case Type::kInt32: return {INT32_MIN, INT32_MAX};
    default: return {INT64_MIN, INT64_MAX};
  }
}

std::vector<int32_t> dimensions(const ir::Value& value) {
  return {value.shape->begin(), value.shape->end()};
}

}  // namespace

Form form_of(float scale, int64_t zero_point, Type type) {
  Form form{type, {}};
  form.quantization.scales = {scale};
  form.quantization.zero_points = {zero_point};
  return form;
}

Form form_of(Interval range, Type type) {
  const double low = std::min(range.low, 0.0f);
  const double high = std::max(range.high, 0.0f);
  if (type == Type::kInt16) {
    const double most = std::max(-low, high);
    const float scale = static_cast<float>(most / 32767);
    return form_of(std::isnormal(scale) ? scale : 1.0f, 0, type);
  }
  const Bounds steps = bounds(type);
  const double exact = (high - low) / 255;
  const float scale = static_cast<float>(exact);
  if (!std::isnormal(scale)) return form_of(1.0f, 0, type);
  // Rounded as a distance from the lowest step, as FAKE_QUANT does.
  const int64_t zero = steps.low + std::llround(-low / exact);
  return form_of(scale, std::clamp(zero, steps.low, steps.high), type);
}

bool is_real(const ir::Value& value) {
  return value.type == Type::kFloat32 || value.type == Type::kFloat16;
}

std::vector<float> reals(const ir::Value& constant) {
  const io::Array array = {constant.type, dimensions(constant),
                           *constant.constant};
  const ir::Quantization& q = constant.quantization;
  std::vector<float> out(array.size());
  const Channels rows =
      channels(*constant.shape, q.scales.size() > 1 ? q.axis : -1);
  for (size_t i = 0; i < out.size(); ++i) {
    double real = io::real_at(array, i);
    if (!q.scales.empty()) {
      const size_t c = rows.channel(i);
      real = (real - static_cast<double>(q.zero_points[c])) * q.scales[c];
    }
    out[i] = static_cast<float>(real);
  }
  return out;
}

base::Bytes pack(const std::vector<int64_t>& steps, Type type) {
  if (type == Type::kInt4) {
    base::Bytes out((steps.size() + 1) / 2);
    for (size_t i = 0; i < steps.size(); ++i) {
      const int nibble = static_cast<int>(steps[i] & 15);
      out[i / 2] |= static_cast<uint8_t>(nibble << (i % 2 * 4));
    }
    return out;
  }
  const size_t width = bits(type) / 8;
  base::Bytes out(steps.size() * width);
  for (size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<uint8_t>(steps[i / width] >> (i % width * 8));
  }
  return out;
}

int64_t step_of(double x, double scale, int64_t zero_point, Type type) {
  const Bounds steps = bounds(type);
  const double step = std::round(x / scale) + static_cast<double>(zero_point);
  if (!(step > static_cast<double>(steps.low))) return steps.low;
  if (step >= static_cast<double>(steps.high)) return steps.high;
  return static_cast<int64_t>(step);
}

ir::Value quantized(const ir::Value& constant, const Form& form) {
  ir::Value out = constant;
  out.type = form.type;
  out.quantization = form.quantization;
  std::vector<int64_t> steps;
  for (const float x : reals(constant)) {
    steps.push_back(step_of(x, form.quantization.scales[0],
                            form.quantization.zero_points[0], form.type));
  }
  out.constant = ir::make_constant(pack(steps, form.type));
  return out;
}

Channels channels(const std::vector<int64_t>& shape, int32_t axis) {
  Channels rows;
  if (axis < 0 || static_cast<size_t>(axis) >= shape.size()) {
    for (const int64_t extent : shape)
      rows.inner *= static_cast<size_t>(extent);
    rows.inner = std::max<size_t>(rows.inner, 1);
    return rows;
  }
  const size_t a = static_cast<size_t>(axis);
  rows.count = static_cast<size_t>(shape[a]);
  for (size_t i = a + 1; i < shape.size(); ++i) {
    rows.inner *= static_cast<size_t>(shape[i]);
  }
  return rows;
}

std::vector<double> magnitudes(const std::vector<float>& weights,
                               const Channels& rows) {
  std::vector<double> most(rows.count);
  for (size_t i = 0; i < weights.size(); ++i) {
    double& largest = most[rows.channel(i)];
    largest = std::max<double>(largest, std::fabs(weights[i]));
  }
  return most;
}

int32_t most_steps(Type type) {
  return static_cast<int32_t>(bounds(type).high);
}

ir::Value quantized_weights(const ir::Value& weights, int32_t axis, Type type,
                            const std::vector<double>& scales) {
  const Channels rows = channels(*weights.shape, axis);
  const std::vector<float> values = reals(weights);
  const std::vector<float> narrow(scales.begin(), scales.end());
  const int64_t most = most_steps(type);
  std::vector<int64_t> steps(values.size());
  for (size_t i = 0; i < values.size(); ++i) {
    const int64_t step =
        step_of(values[i], narrow[rows.channel(i)], 0, Type::kInt32);
    steps[i] = std::clamp(step, -most, most);
  }
  return with_steps(weights, axis, type, narrow, steps);
}

ir::Value with_steps(const ir::Value& weights, int32_t axis, Type type,
                     const std::vector<float>& scales,
                     const std::vector<int64_t>& steps) {
  ir::Value out = weights;
  out.type = type;
  out.quantization = {};
  out.quantization.axis = std::max(axis, 0);
  out.quantization.scales = scales;
  out.quantization.zero_points.resize(scales.size());
  out.constant = ir::make_constant(pack(steps, type));
  return out;
}

}  // namespace mote::quantize
