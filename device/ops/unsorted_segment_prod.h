// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// UNSORTED_SEGMENT_PROD.
#ifndef MOTE_DEVICE_OPS_UNSORTED_SEGMENT_PROD_H_
#define MOTE_DEVICE_OPS_UNSORTED_SEGMENT_PROD_H_

#include "device/ops/segments.h"

namespace mote::ops {

struct UnsortedSegmentProd : UnsortedSegments<Multiplying> {
  static constexpr char kName[] = "UNSORTED_SEGMENT_PROD";
  static constexpr int16_t kCode = 153;
  static constexpr uint16_t kOptionsType = 118;
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_UNSORTED_SEGMENT_PROD_H_
