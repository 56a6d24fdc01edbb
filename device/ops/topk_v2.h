// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// TOPK_V2: of each row the k largest elements, falling, and where they were;
// of equal ones the first.
#ifndef MOTE_DEVICE_OPS_TOPK_V2_H_
#define MOTE_DEVICE_OPS_TOPK_V2_H_

#include "device/ops/stated.h"

namespace mote::ops {

struct TopkV2 {
  static constexpr char kName[] = "TOPK_V2";
  static constexpr int16_t kCode = 48;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 34;
  using Variants =
      ops::Variants<int8_t, float, uint8_t, int16_t, int32_t, int64_t>;
  using Options = NoOptions;
  struct Params {
    int32_t rows, row;
    int32_t k;
    Stated stated;          // k
    uint8_t short_indices;  // int16
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    if (!p.stated.holds(buffers.template input<void>(1), &p.k)) {
      return Status::kBadData;
    }
    for (int32_t r = 0; r < p.rows; ++r) {
      const X* x = buffers.template input<X>(0) + r * p.row;
      X* values = buffers.template output<X>(0) + r * p.k;
      if (p.short_indices != 0) {
        pick(p, x, values, buffers.template output<int16_t>(1) + r * p.k);
      } else {
        pick(p, x, values, buffers.template output<int32_t>(1) + r * p.k);
      }
    }
    return Status::kOk;
  }

 private:
  // Keeps the best so far in order in the outputs.
  template <class X, class Index>
  static void pick(const Params& p, const X* x, X* values, Index* indices) {
    int32_t kept = 0;
    for (int32_t i = 0; i < p.row; ++i) {
      if (kept == p.k && !(x[i] > values[kept - 1])) continue;
      int32_t at = kept < p.k ? kept++ : kept - 1;
      for (; at > 0 && x[i] > values[at - 1]; --at) {
        values[at] = values[at - 1];
        indices[at] = indices[at - 1];
      }
      values[at] = x[i];
      indices[at] = static_cast<Index>(i);
    }
  }
};

inline Status TopkV2::prepare(const Context& context, const Options&,
                              Params& p, Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 2) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor values = context.output(0);
  const Tensor indices = context.output(1);
  const int variant = find_variant(Variants(), in.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  if (values.type != in.type) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  if (indices.type != Type::kInt32 && indices.type != Type::kInt16) {
    return context.refuse(Status::kWrongType, kOutput + 1);
  }
  const int rank = in.shape.rank;
  if (rank < 1) return context.refuse(Status::kWrongShape, 0);
  p.row = in.shape.last();
  p.k = values.shape.last();
  p.short_indices = indices.type == Type::kInt16;
  bool fits = values.shape.rank == rank && p.k <= p.row &&
              (p.short_indices == 0 || p.row <= INT16_MAX + 1);
  for (int d = 0; fits && d < rank - 1; ++d) {
    fits = values.shape[d] == in.shape[d];
  }
  if (!fits) return context.refuse(Status::kWrongShape, kOutput);
  if (indices.shape != values.shape) {
    return context.refuse(Status::kWrongShape, kOutput + 1);
  }
  p.rows = values.elements() == 0 ? 0 : in.shape.product(0, rank - 1);
  needs.variant = static_cast<uint8_t>(variant);
  needs.work = static_cast<uint64_t>(in.elements()) *
               static_cast<uint32_t>(max(p.k, 1));
  return read_stated(context, 1, &p.k, 1, p.stated);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_TOPK_V2_H_
