// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of operators that bring together the slices of the same segment;
// operand 1 names the segment of each.
#ifndef MOTE_DEVICE_OPS_SEGMENTS_H_
#define MOTE_DEVICE_OPS_SEGMENTS_H_

#include <float.h>

#include "device/ops/stated.h"

namespace mote::ops {

struct SegmentsParams {
  int32_t slices;    // of the input
  int32_t segments;
  int32_t slice;     // elements
  Stated stated;     // the number of segments
};

// Checks the operands: identifiers with the shape that the data begins with,
// an output of a slice for each segment.
Status prepare_segments(const Context& context, SegmentsParams& p);

// Numbers a and b made one; integers wrap around.
struct Adding {
  template <class X>
  static constexpr X kStart = 0;
  static float merge(float a, float b) { return a + b; }
  static int32_t merge(int32_t a, int32_t b) {
    return static_cast<int32_t>(static_cast<uint32_t>(a) +
                                static_cast<uint32_t>(b));
  }
};
struct Multiplying {
  template <class X>
  static constexpr X kStart = 1;
  static float merge(float a, float b) { return a * b; }
  static int32_t merge(int32_t a, int32_t b) {
    return static_cast<int32_t>(static_cast<uint32_t>(a) *
                                static_cast<uint32_t>(b));
  }
};
struct Largest {
  template <class X>
  static constexpr X kStart = Limits<X>::kMin;
  template <class X>
  static X merge(X a, X b) { return max(a, b); }
};
template <>
inline constexpr float Largest::kStart<float> = -FLT_MAX;
struct Smallest {
  template <class X>
  static constexpr X kStart = Limits<X>::kMax;
  template <class X>
  static X merge(X a, X b) { return min(a, b); }
};
template <>
inline constexpr float Smallest::kStart<float> = FLT_MAX;

// Merges the slices of each segment; the segments are in range.
template <class Merge, class X>
void merge_segments(const SegmentsParams& p, const Buffers& buffers) {
  const int32_t* segments = buffers.template input<int32_t>(1);
  const X* x = buffers.template input<X>(0);
  X* out = buffers.template output<X>(0);
  for (int32_t i = 0; i < p.segments * p.slice; ++i) {
    out[i] = Merge::template kStart<X>;
  }
  for (int32_t s = 0; s < p.slices; ++s, x += p.slice) {
    if (segments[s] < 0) continue;
    X* merged = out + segments[s] * p.slice;
    for (int32_t i = 0; i < p.slice; ++i) {
      merged[i] = Merge::merge(merged[i], x[i]);
    }
  }
}

// Slices of any order; those of a negative segment are left out. An
// operator adds name, code and options' type.
template <class Merge>
struct UnsortedSegments {
  static constexpr uint8_t kVersion = 1;
  using Variants = ops::Variants<int32_t, float>;
  using Options = NoOptions;
  using Params = SegmentsParams;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 3 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const int variant = find_variant(Variants(), context.input(0).type);
    if (variant < 0) return context.refuse(Status::kWrongType, 0);
    needs.variant = static_cast<uint8_t>(variant);
    const Status status = prepare_segments(context, p);
    if (status != Status::kOk) return status;
    return read_stated(context, 2, &p.segments, 1, p.stated);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    if (!p.stated.holds(buffers.template input<void>(2), &p.segments)) {
      return Status::kBadData;
    }
    const int32_t* segments = buffers.template input<int32_t>(1);
    for (int32_t i = 0; i < p.slices; ++i) {
      if (segments[i] >= p.segments) return Status::kBadData;
    }
    merge_segments<Merge, X>(p, buffers);
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SEGMENTS_H_
