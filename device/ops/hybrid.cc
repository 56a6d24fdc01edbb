// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/hybrid.h"

#include <float.h>

#include "device/core/real.h"

namespace mote::ops {
namespace {

struct Extent {
  float lo, hi;
};

Extent extent(const float* x, int32_t count, float start) {
  Extent e = {start, start};
  for (int32_t i = 0; i < count; ++i) {
    e.lo = min(e.lo, x[i]);
    e.hi = max(e.hi, x[i]);
  }
  return e;
}

Row<int8_t> zeros(int32_t count, float scale, int8_t* q) {
  fill_bytes(q, 0, static_cast<uint32_t>(count));
  return {q, count, scale, 0};
}

Row<int8_t> symmetric(const float* x, int32_t count, int8_t* q) {
  const Extent e = extent(x, count, count == 0 ? 0.0f : x[0]);
  const float range = max(abs(e.lo), abs(e.hi));
  if (range == 0.0f) return zeros(count, 1.0f, q);
  const float inverse = 127.0f / range;
  for (int32_t i = 0; i < count; ++i) {
    q[i] = static_cast<int8_t>(clamp(round_to_int(x[i] * inverse), -127, 127));
  }
  return {q, count, range / 127.0f, 0};
}

// (hi - lo) / 255 rounded once, as a double quotient would be: the errors of
// the subtraction and the division are found exactly and put back.
float step_of(const Extent& e) {
  const float sum = e.hi - e.lo;
  const float part = sum - e.hi;
  const float lost = (e.hi - (sum - part)) + (-e.lo - part);
  const float quotient = sum / 255.0f;
  const float rest = (sum - 256.0f * quotient) + quotient;
  return quotient + (rest + lost) / 255.0f;
}

// -128 + 255 * -lo / (hi - lo), rounded: by integers, since a float's error
// could turn the rounding over.
int32_t zero_point_of(const Extent& e) {
  const float largest = max(-e.lo, e.hi);
  // 2^30 for a number in [largest / 2, largest].
  const uint32_t pot = bit_cast<uint32_t>(largest) & 0x7f800000u;
  const float unit = bit_cast<float>(pot);
  const auto fixed = [&](float v) {
    return static_cast<uint32_t>(v / unit * 536870912.0f);
  };
  const uint64_t below = fixed(-e.lo);
  const uint64_t whole = below + fixed(e.hi);
  return static_cast<int32_t>((255 * below + whole / 2) / whole) - 128;
}

Row<int8_t> asymmetric(const float* x, int32_t count, int8_t* q) {
  const Extent e = extent(x, count, 0.0f);
  const float range = e.hi - e.lo;
  if (range < 2.0f * FLT_MIN) return zeros(count, 1.0f, q);
  // Products with it are no numbers either.
  if (range > FLT_MAX) return zeros(count, range, q);
  const Row<int8_t> row = {q, count, step_of(e), zero_point_of(e)};
  const float inverse = 1.0f / row.scale;
  const float offset = static_cast<float>(row.zero_point);
  for (int32_t i = 0; i < count; ++i) {
    q[i] = static_cast<int8_t>(
        clamp(round_to_int(offset + x[i] * inverse), -128, 127));
  }
  return row;
}

}  // namespace

Row<int8_t> quantize_row(const float* x, int32_t depth, bool asymmetrically,
                         int8_t* q) {
  return asymmetrically ? asymmetric(x, depth, q) : symmetric(x, depth, q);
}

}  // namespace mote::ops
