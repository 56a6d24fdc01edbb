// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// UNIQUE: the values of a vector in the order of their first appearance, and
// for each element the number of its value. There must be as many as the
// output's shape says, at each run.
#ifndef MOTE_DEVICE_OPS_UNIQUE_H_
#define MOTE_DEVICE_OPS_UNIQUE_H_

#include "device/ops/op.h"

namespace mote::ops {

struct Unique {
  static constexpr char kName[] = "UNIQUE";
  static constexpr int16_t kCode = 103;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 80;
  using Variants =
      ops::Variants<float, int8_t, int16_t, int32_t, int64_t, uint8_t>;

  struct Options {
    Type idx_out_type;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "idx_out_type", o.idx_out_type, Type::kInt32);
    }
  };
  struct Params {
    int32_t elements;
    int32_t values;       // that there must be
    uint8_t long_numbers;  // int64
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const X* in = buffers.template input<X>(0);
    X* values = buffers.template output<X>(0);
    int32_t count = 0;
    for (int32_t i = 0; i < p.elements; ++i) {
      int32_t number = 0;
      while (number < count && values[number] != in[i]) ++number;
      if (number == count) {
        if (count == p.values) return Status::kBadData;
        values[count++] = in[i];
      }
      if (p.long_numbers != 0) {
        buffers.template output<int64_t>(1)[i] = number;
      } else {
        buffers.template output<int32_t>(1)[i] = number;
      }
    }
    return count == p.values ? Status::kOk : Status::kBadData;
  }
};

inline Status Unique::prepare(const Context& context, const Options& options,
                              Params& p, Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 2) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor values = context.output(0);
  const Tensor numbers = context.output(1);
  const int variant = find_variant(Variants(), in.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  if (in.shape.rank != 1) return context.refuse(Status::kWrongShape, 0);
  if (values.type != in.type) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  if (values.shape.rank != 1) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p.long_numbers = numbers.type == Type::kInt64;
  if (numbers.type != options.idx_out_type ||
      (p.long_numbers == 0 && numbers.type != Type::kInt32)) {
    return context.refuse(Status::kWrongType, kOutput + 1);
  }
  if (numbers.shape != in.shape) {
    return context.refuse(Status::kWrongShape, kOutput + 1);
  }
  p.elements = in.elements();
  p.values = values.elements();
  needs.variant = static_cast<uint8_t>(variant);
  needs.work = static_cast<uint64_t>(p.elements) *
               static_cast<uint32_t>(max(p.values, 1));
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_UNIQUE_H_
