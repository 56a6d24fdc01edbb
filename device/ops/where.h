// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// WHERE: the coordinates of the elements that are not 0, a row each. There must
// be as many as the output's shape says, at each run.
#ifndef MOTE_DEVICE_OPS_WHERE_H_
#define MOTE_DEVICE_OPS_WHERE_H_

#include "device/ops/op.h"

namespace mote::ops {

struct Where {
  static constexpr char kName[] = "WHERE";
  static constexpr int16_t kCode = 109;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 85;
  using Variants =
      ops::Variants<bool, float, int8_t, uint8_t, int32_t, uint32_t, int64_t>;
  using Options = NoOptions;
  struct Params {
    int32_t elements;
    int32_t found;  // that there must be
    int32_t rank;
    int32_t dims[kMaxRank];
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 1 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Tensor in = context.input(0);
    const Tensor out = context.output(0);
    const int variant = find_variant(Variants(), in.type);
    if (variant < 0) return context.refuse(Status::kWrongType, 0);
    if (out.type != Type::kInt64) {
      return context.refuse(Status::kWrongType, kOutput);
    }
    if (out.shape.rank != 2 || out.shape[1] != in.shape.rank) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    p = {};
    p.elements = in.elements();
    p.found = out.shape[0];
    p.rank = in.shape.rank;
    for (int d = 0; d < p.rank; ++d) p.dims[d] = in.shape[d];
    needs.variant = static_cast<uint8_t>(variant);
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    // Truths as bytes: those from outside may be neither 0 nor 1.
    if constexpr (kTypeOf<X> == Type::kBool) {
      return find<uint8_t>(p, buffers);
    } else {
      return find<X>(p, buffers);
    }
  }

 private:
  template <class X>
  static Status find(const Params& p, const Buffers& buffers) {
    const X* in = buffers.template input<X>(0);
    int64_t* out = buffers.template output<int64_t>(0);
    int32_t found = 0;
    for (int32_t i = 0; i < p.elements; ++i) {
      if (in[i] == X(0)) continue;
      if (found++ == p.found) return Status::kBadData;
      for (int32_t d = p.rank - 1, rest = i; d >= 0; --d) {
        out[d] = rest % p.dims[d];
        rest /= p.dims[d];
      }
      out += p.rank;
    }
    return found == p.found ? Status::kOk : Status::kBadData;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_WHERE_H_
