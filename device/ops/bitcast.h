// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// BITCAST: the same bytes as elements of another type. When these are smaller
// their number is a dimension more, when they are larger one less.
#ifndef MOTE_DEVICE_OPS_BITCAST_H_
#define MOTE_DEVICE_OPS_BITCAST_H_

#include "device/ops/same_bytes.h"

namespace mote::ops {

struct Bitcast : SameBytes<Bitcast> {
  static constexpr char kName[] = "BITCAST";
  static constexpr int16_t kCode = 159;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 124;
  static constexpr int kInputs = 1;
  using Options = NoOptions;

  static Status check(const Context& context, const Options&) {
    const Tensor in = context.input(0);
    const Tensor out = context.output(0);
    if (bits(in.type) < 8) return context.refuse(Status::kWrongType, 0);
    if (bits(out.type) < 8) return context.refuse(Status::kWrongType, kOutput);
    const bool fewer = bits(out.type) > bits(in.type);
    const Tensor& longer = fewer ? in : out;
    const Tensor& shorter = fewer ? out : in;
    const uint32_t parts = bits(shorter.type) / bits(longer.type);
    const int rank = shorter.shape.rank;
    bool fits = longer.shape.rank == rank + (parts > 1 ? 1 : 0) &&
                (parts == 1 ||
                 longer.shape.last() == static_cast<int32_t>(parts));
    for (int d = 0; fits && d < rank; ++d) {
      fits = longer.shape[d] == shorter.shape[d];
    }
    return fits ? Status::kOk : context.refuse(Status::kWrongShape, kOutput);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BITCAST_H_
