// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// UNSORTED_SEGMENT_SUM.
#ifndef MOTE_DEVICE_OPS_UNSORTED_SEGMENT_SUM_H_
#define MOTE_DEVICE_OPS_UNSORTED_SEGMENT_SUM_H_

#include "device/ops/segments.h"

namespace mote::ops {

struct UnsortedSegmentSum : UnsortedSegments<Adding> {
  static constexpr char kName[] = "UNSORTED_SEGMENT_SUM";
  static constexpr int16_t kCode = 155;
  static constexpr uint16_t kOptionsType = 121;
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_UNSORTED_SEGMENT_SUM_H_
