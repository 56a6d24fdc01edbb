// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// BUCKETIZE: how many boundaries an element has reached.
#ifndef MOTE_DEVICE_OPS_BUCKETIZE_H_
#define MOTE_DEVICE_OPS_BUCKETIZE_H_

#include "device/ops/op.h"

namespace mote::ops {

struct Bucketize {
  static constexpr char kName[] = "BUCKETIZE";
  static constexpr int16_t kCode = 147;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 115;
  static constexpr uint32_t kMaxBoundaries = 32;
  using Variants = ops::Variants<int32_t, float, int64_t>;

  struct Options {
    Numbers<float> boundaries;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "boundaries", o.boundaries);
    }
  };
  struct Params {
    int32_t elements;
    int32_t count;
    float boundaries[kMaxBoundaries];  // rising
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.inputs() != 1 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Tensor in = context.input(0);
    const Tensor out = context.output(0);
    const int variant = find_variant(Variants(), in.type);
    if (variant < 0) return context.refuse(Status::kWrongType, 0);
    if (out.type != Type::kInt32) {
      return context.refuse(Status::kWrongType, kOutput);
    }
    if (out.shape != in.shape) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    if (options.boundaries.size > kMaxBoundaries) return Status::kBadOption;
    p.elements = in.elements();
    p.count = static_cast<int32_t>(options.boundaries.size);
    for (int32_t i = 0; i < p.count; ++i) {
      p.boundaries[i] = options.boundaries[static_cast<uint32_t>(i)];
      if (i > 0 && p.boundaries[i] < p.boundaries[i - 1]) {
        return Status::kBadOption;
      }
    }
    needs.variant = static_cast<uint8_t>(variant);
    needs.lead[0] = bits(in.type) == 32 ? 0 : kApart;
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const X* in = buffers.template input<X>(0);
    int32_t* out = buffers.template output<int32_t>(0);
    for (int32_t i = 0; i < p.elements; ++i) {
      // Integers are compared as the floats next to them, as in the reference.
      const float x = static_cast<float>(in[i]);
      int32_t bucket = 0;
      while (bucket < p.count && !(x < p.boundaries[bucket])) ++bucket;
      out[i] = bucket;
    }
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_BUCKETIZE_H_
