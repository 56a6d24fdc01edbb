// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SQUEEZE: dimensions of 1 left out.
#ifndef MOTE_DEVICE_OPS_SQUEEZE_H_
#define MOTE_DEVICE_OPS_SQUEEZE_H_

#include "device/ops/integers.h"
#include "device/ops/same_bytes.h"

namespace mote::ops {

struct Squeeze : SameBytes<Squeeze> {
  static constexpr char kName[] = "SQUEEZE";
  static constexpr int16_t kCode = 43;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 30;
  static constexpr int kInputs = 1;

  struct Options {
    Numbers<int32_t> squeeze_dims;  // none: all dimensions of 1

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "squeeze_dims", o.squeeze_dims);
    }
  };

  static Status check(const Context& context, const Options& options) {
    const Shape in = context.input(0).shape;
    const Shape out = context.output(0).shape;
    uint32_t squeezed = 0;
    for (uint32_t i = 0; i < options.squeeze_dims.size; ++i) {
      const int dim = dimension(options.squeeze_dims[i], in.rank);
      if (dim < 0 || in[dim] != 1) return Status::kBadOption;
      squeezed |= 1u << dim;
    }
    int o = 0;
    for (int d = 0; d < in.rank; ++d) {
      const bool gone = options.squeeze_dims.size == 0
                            ? in[d] == 1 : (squeezed >> d & 1) != 0;
      if (gone) continue;
      if (o >= out.rank || out[o] != in[d]) {
        return context.refuse(Status::kWrongShape, kOutput);
      }
      ++o;
    }
    if (o != out.rank) return context.refuse(Status::kWrongShape, kOutput);
    return check_same_elements(context);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SQUEEZE_H_
