// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// UNSORTED_SEGMENT_MIN.
#ifndef MOTE_DEVICE_OPS_UNSORTED_SEGMENT_MIN_H_
#define MOTE_DEVICE_OPS_UNSORTED_SEGMENT_MIN_H_

#include "device/ops/segments.h"

namespace mote::ops {

struct UnsortedSegmentMin : UnsortedSegments<Smallest> {
  static constexpr char kName[] = "UNSORTED_SEGMENT_MIN";
  static constexpr int16_t kCode = 157;
  static constexpr uint16_t kOptionsType = 120;
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_UNSORTED_SEGMENT_MIN_H_
