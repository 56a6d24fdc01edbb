// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// STRIDED_SLICE: along each dimension every stride-th index from begin on,
// before end.
#ifndef MOTE_DEVICE_OPS_STRIDED_SLICE_H_
#define MOTE_DEVICE_OPS_STRIDED_SLICE_H_

#include "device/ops/move.h"

namespace mote::ops {

struct StridedSlice : Move<StridedSlice> {
  static constexpr char kName[] = "STRIDED_SLICE";
  static constexpr int16_t kCode = 45;
  static constexpr uint8_t kVersion = 8;
  static constexpr uint16_t kOptionsType = 32;
  static constexpr int kInputs = 4;

  // Bit i of a mask speaks of entry i of begin, end and strides.
  struct Options {
    int32_t begin_mask, end_mask;  // from the first, up to the last index
    int32_t ellipsis_mask;         // as many whole dimensions as are left over
    int32_t new_axis_mask;         // a dimension of 1 in the output
    int32_t shrink_axis_mask;      // index begin only, its dimension left out
    bool offset;                   // end counts from begin

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "begin_mask", o.begin_mask);
      v(1, "end_mask", o.end_mask);
      v(2, "ellipsis_mask", o.ellipsis_mask);
      v(3, "new_axis_mask", o.new_axis_mask);
      v(4, "shrink_axis_mask", o.shrink_axis_mask);
      v(5, "offset", o.offset);
    }
  };

  static Status place(const Context& context, const Options& options,
                      Box& box);
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STRIDED_SLICE_H_
