// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// GATHER: the slices along an axis that indices name.
#ifndef MOTE_DEVICE_OPS_GATHER_H_
#define MOTE_DEVICE_OPS_GATHER_H_

#include "device/ops/move.h"

namespace mote::ops {

struct Gather {
  static constexpr char kName[] = "GATHER";
  static constexpr int16_t kCode = 36;
  static constexpr uint8_t kVersion = 8;
  static constexpr uint16_t kOptionsType = 23;
  // By the type of the indices; elements of any type are moved.
  using Variants = ops::Variants<int32_t, int64_t, int16_t>;

  struct Options {
    int32_t axis;
    int32_t batch_dims;  // dimensions that input and indices go through as one

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "axis", o.axis);
      v(1, "batch_dims", o.batch_dims);
    }
  };
  // Input [batches, outer, choices, slice], indices [batches, indices].
  struct Params {
    int32_t batches, outer, choices, indices;
    int32_t slice;  // bytes
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const uint8_t* from = buffers.template input<uint8_t>(0);
    const X* indices = buffers.template input<X>(1);
    uint8_t* to = buffers.template output<uint8_t>(0);
    for (int32_t b = 0; b < p.batches; ++b, indices += p.indices) {
      for (int32_t o = 0; o < p.outer; ++o, from += p.choices * p.slice) {
        for (int32_t i = 0; i < p.indices; ++i, to += p.slice) {
          if (indices[i] < 0 || indices[i] >= p.choices) {
            return Status::kBadData;
          }
          copy_bytes(to, from + static_cast<int32_t>(indices[i]) * p.slice,
                     static_cast<uint32_t>(p.slice));
        }
      }
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_GATHER_H_
