// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RESHAPE: the same elements under another shape.
#ifndef MOTE_DEVICE_OPS_RESHAPE_H_
#define MOTE_DEVICE_OPS_RESHAPE_H_

#include "device/ops/same_bytes.h"

namespace mote::ops {

struct Reshape : SameBytes<Reshape> {
  static constexpr char kName[] = "RESHAPE";
  static constexpr int16_t kCode = 22;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 17;
  static constexpr int kInputs = 2;

  // The output tensor's shape is what counts; these only tell how the
  // converter came to it.
  struct Options {
    Numbers<int32_t> new_shape;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "new_shape", o.new_shape);
    }
  };

  static Status check(const Context& context, const Options&) {
    return check_same_elements(context);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RESHAPE_H_
