// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/hybrid.h"

#include "device/core/real.h"
#include "device/core/span.h"

namespace mote::ops {
namespace {

// The smallest range that holds the numbers and 0.
struct Extent {
  float lo = 0.0f;
  float hi = 0.0f;
};

Extent extent(const float* x, int32_t count) {
  Extent e;
  for (int32_t i = 0; i < count; ++i) {
    e.lo = min(e.lo, x[i]);
    e.hi = max(e.hi, x[i]);
  }
  return e;
}

// The reference subtracts in single precision and divides in double. Nothing
// else gives its bits: with a range whose ends lie evenly around 0 the result
// is a half, and the last bit of a double decides how that rounds.
int32_t zero_point_of(const Extent& e) {
  const double scale = static_cast<double>(e.hi - e.lo) / 255.0;
  const double below = -static_cast<double>(e.lo) / scale;
  const double above = static_cast<double>(e.hi) / scale;
  // From the end that loses less.
  const double zero = 128.0 + below < 127.0 + above ? below - 128.0
                                                    : 127.0 - above;
  if (!(zero > -128.0)) return -128;
  if (zero >= 127.0) return 127;
  return static_cast<int32_t>(zero < 0.0 ? zero - 0.5 : zero + 0.5);
}

}  // namespace

Row<int8_t> quantize_row(const float* x, int32_t depth, bool asymmetric,
                         int8_t* q) {
  const Extent e = extent(x, depth);
  if (e.lo == e.hi) {
    fill_bytes(q, 0, static_cast<uint32_t>(depth));
    return {q, depth, 1.0f, 0};
  }
  const float largest = max(-e.lo, e.hi);
  Row<int8_t> row = {q, depth, largest / 127.0f, 0};
  float inverse = 127.0f / largest;
  int32_t lowest = -127;
  if (asymmetric) {
    row.scale = (e.hi - e.lo) / 255.0f;
    row.zero_point = zero_point_of(e);
    inverse = 1.0f / row.scale;
    lowest = -128;
  }
  for (int32_t i = 0; i < depth; ++i) {
    const int32_t steps = clamp(round_to_int(x[i] * inverse), -256, 256);
    q[i] = static_cast<int8_t>(clamp(steps + row.zero_point, lowest, 127));
  }
  return row;
}

}  // namespace mote::ops
