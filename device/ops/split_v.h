// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SPLIT_V: parts of the sizes in operand 1 along an axis, which is operand 2.
#ifndef MOTE_DEVICE_OPS_SPLIT_V_H_
#define MOTE_DEVICE_OPS_SPLIT_V_H_

#include "device/ops/parts.h"

namespace mote::ops {

struct SplitV {
  static constexpr char kName[] = "SPLIT_V";
  static constexpr int16_t kCode = 102;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 79;
  using Variants = ops::Variants<void>;  // any type: bytes are moved

  struct Options {
    int32_t num_splits;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "num_splits", o.num_splits);
    }
  };
  struct Params {
    int32_t rows;
    int32_t axis;
    int32_t element;  // bytes
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  // The table holds the bytes of each output's rows.
  static void fill(const Context& context, const Params& p, int, void* out) {
    for (int i = 0; i < context.outputs(); ++i) {
      const Shape part = context.output(i).shape;
      static_cast<int32_t*>(out)[i] =
          part.product(p.axis, part.rank) * p.element;
    }
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const uint8_t* from = buffers.input<uint8_t>(0);
    const int32_t* parts = buffers.table<int32_t>(0);
    for (int32_t r = 0; r < p.rows; ++r) {
      for (int i = 0; i < buffers.outputs(); ++i) {
        copy_bytes(buffers.output<uint8_t>(i) + r * parts[i], from,
                   static_cast<uint32_t>(parts[i]));
        from += parts[i];
      }
    }
    return Status::kOk;
  }
};

inline Status SplitV::prepare(const Context& context, const Options&,
                              Params& p, Needs& needs) {
  if (context.inputs() != 3) return Status::kWrongOperands;
  Integers sizes, number;
  Status status = check_movable(context, 0);
  if (status == Status::kOk) {
    status = read_integers(context, 1, context.outputs(), sizes);
  }
  if (status == Status::kOk) status = read_integers(context, 2, 1, number);
  if (status != Status::kOk) return status;
  const Tensor in = context.input(0);
  p.axis = dimension(number[0], in.shape.rank);
  if (p.axis < 0) return context.refuse(Status::kBadOption, 2);
  int64_t sum = 0;
  bool open = false;
  for (int i = 0; i < context.outputs(); ++i) {
    const Tensor part = context.output(i);
    const bool rest = sizes[i] == -1 && !open;
    open = open || rest;
    bool fits = part.shape.rank == in.shape.rank;
    if (fits) {
      const int32_t size = part.shape[p.axis];
      fits = (rest || sizes[i] == size) && is_part(part, in, p.axis, size);
      sum += size;
    }
    if (!fits) return context.refuse(Status::kWrongShape, kOutput + i);
  }
  if (sum != in.shape[p.axis]) return context.refuse(Status::kWrongShape, 1);
  p.element = static_cast<int32_t>(bits(in.type) / 8);
  p.rows = in.elements() == 0 ? 0 : in.shape.product(0, p.axis);
  needs.tables[0] = static_cast<uint32_t>(context.outputs()) * 4u;
  needs.any_alignment = UINT32_MAX;
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SPLIT_V_H_
