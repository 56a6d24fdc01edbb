// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Ranges of values, and the scales and zero points that cover them.
#ifndef MOTE_HOST_QUANTIZE_RANGES_H_
#define MOTE_HOST_QUANTIZE_RANGES_H_

#include <algorithm>

#include "host/ir/graph.h"

namespace mote::quantize {

struct Range {
  float min = 0;
  float max = 0;

  void include(const Range& other) {
    min = std::min(min, other.min);
    max = std::max(max, other.max);
  }
};

// Of each value of each graph of a module; none where it never was computed.
using Ranges = std::vector<std::vector<std::optional<Range>>>;

// A scale and a zero point for all elements.
struct Affine {
  float scale = 1;
  int64_t zero_point = 0;

  bool operator==(const Affine&) const = default;
};

// Covers the range and zero. int8: all 256 numbers; int16: symmetric.
Affine affine_of(Range range, Type type);

// round(real / scale) + zero point, clamped to the type.
int64_t quantized(float real, const Affine& affine, Type type);

// Range of the elements of a float constant.
Range range_of(const ir::Value& constant);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_RANGES_H_
