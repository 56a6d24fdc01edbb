// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SEGMENT_SUM: sums of neighbouring slices; segments are named in order from 0.
#ifndef MOTE_DEVICE_OPS_SEGMENT_SUM_H_
#define MOTE_DEVICE_OPS_SEGMENT_SUM_H_

#include "device/ops/segments.h"

namespace mote::ops {

struct SegmentSum {
  static constexpr char kName[] = "SEGMENT_SUM";
  static constexpr int16_t kCode = 125;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 100;
  using Variants = ops::Variants<int32_t, float>;
  using Options = NoOptions;
  using Params = SegmentsParams;

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 2 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const int variant = find_variant(Variants(), context.input(0).type);
    if (variant < 0) return context.refuse(Status::kWrongType, 0);
    needs.variant = static_cast<uint8_t>(variant);
    if (context.input(1).shape.rank != 1) {
      return context.refuse(Status::kWrongShape, 1);
    }
    return prepare_segments(context, p);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const int32_t* segments = buffers.template input<int32_t>(1);
    int32_t next = 0;
    for (int32_t i = 0; i < p.slices; ++i) {
      if (segments[i] == next && next < p.segments) {
        ++next;
      } else if (segments[i] != next - 1) {
        return Status::kBadData;
      }
    }
    if (next != p.segments) return Status::kBadData;
    merge_segments<Adding, X>(p, buffers);
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SEGMENT_SUM_H_
