// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/ranges.h"

#include <cmath>
#include <cstring>

namespace mote::quantize {
namespace {

// Keeps scales of constant zeros positive.
constexpr float kLeastScale = 1e-9f;

struct Limits {
  int64_t low, high;
};

Limits limits(Type type) {
  switch (type) {
    case Type::kInt16: return {-32768, 32767};
    case Type::kUInt8: return {0, 255};
    default: return {-128, 127};
  }
}

}  // namespace

Affine affine_of(Range range, Type type) {
  const double low = std::min(range.min, 0.0f);
  const double high = std::max(range.max, 0.0f);
  if (type == Type::kInt16) {
    const double most = std::max(-low, high);
    return {std::max(static_cast<float>(most / 32767), kLeastScale), 0};
  }
  const Limits ends = limits(type);
  const float scale =
      std::max(static_cast<float>((high - low) / 255), kLeastScale);
  const double zero = std::round(static_cast<double>(ends.low) - low / scale);
  return {scale, std::clamp(static_cast<int64_t>(zero), ends.low, ends.high)};
}

int64_t quantized(float real, const Affine& affine, Type type) {
  const Limits ends = limits(type);
  const double q = std::round(static_cast<double>(real) / affine.scale) +
                   static_cast<double>(affine.zero_point);
  return static_cast<int64_t>(std::clamp(q, static_cast<double>(ends.low),
                                         static_cast<double>(ends.high)));
}

Range range_of(const ir::Value& constant) {
  Range range;
  const size_t count = constant.constant->size() / sizeof(float);
  for (size_t i = 0; i < count; ++i) {
    float element = 0;
    std::memcpy(&element, constant.constant->data() + i * sizeof(float),
                sizeof(element));
    if (i == 0) range = {element, element};
    range.include({element, element});
  }
  return range;
}

}  // namespace mote::quantize
