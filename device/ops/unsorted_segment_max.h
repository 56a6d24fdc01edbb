// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// UNSORTED_SEGMENT_MAX.
#ifndef MOTE_DEVICE_OPS_UNSORTED_SEGMENT_MAX_H_
#define MOTE_DEVICE_OPS_UNSORTED_SEGMENT_MAX_H_

#include "device/ops/segments.h"

namespace mote::ops {

struct UnsortedSegmentMax : UnsortedSegments<Largest> {
  static constexpr char kName[] = "UNSORTED_SEGMENT_MAX";
  static constexpr int16_t kCode = 154;
  static constexpr uint16_t kOptionsType = 119;
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_UNSORTED_SEGMENT_MAX_H_
