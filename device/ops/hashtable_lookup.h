// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// HASHTABLE_LOOKUP: the rows of values whose keys, which rise, are asked for;
// zeros where a key is not there, and which were.
#ifndef MOTE_DEVICE_OPS_HASHTABLE_LOOKUP_H_
#define MOTE_DEVICE_OPS_HASHTABLE_LOOKUP_H_

#include "device/ops/move.h"

namespace mote::ops {

struct HashtableLookup {
  static constexpr char kName[] = "HASHTABLE_LOOKUP";
  static constexpr int16_t kCode = 10;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 0;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  struct Params {
    int32_t count, keys;
    uint32_t row;  // bytes
  };
  enum Input { kAsked, kKeys, kValues };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const int32_t* keys = buffers.input<int32_t>(kKeys);
    uint8_t* row = buffers.output<uint8_t>(0);
    for (int32_t i = 0; i < p.count; ++i, row += p.row) {
      const int32_t asked = buffers.input<int32_t>(kAsked)[i];
      int32_t lo = 0, hi = p.keys;  // the first that is not below it
      while (lo < hi) {
        const int32_t middle = lo + (hi - lo) / 2;
        if (keys[middle] < asked) lo = middle + 1; else hi = middle;
      }
      const bool hit = lo < p.keys && keys[lo] == asked;
      buffers.output<uint8_t>(1)[i] = hit;
      if (hit) {
        const uint8_t* values = buffers.input<uint8_t>(kValues);
        copy_bytes(row, values + static_cast<uint32_t>(lo) * p.row, p.row);
      } else {
        fill_bytes(row, 0, p.row);
      }
    }
    return Status::kOk;
  }
};

inline Status HashtableLookup::prepare(const Context& context, const Options&,
                                       Params& p, Needs& needs) {
  if (context.inputs() != 3 || context.outputs() != 2) {
    return Status::kWrongOperands;
  }
  const Status status = check_movable(context, kValues);
  if (status != Status::kOk) return status;
  for (int i = kAsked; i <= kKeys; ++i) {
    const Tensor numbers = context.input(i);
    if (numbers.type != Type::kInt32) {
      return context.refuse(Status::kWrongType, i);
    }
    if (numbers.shape.rank != 1) return context.refuse(Status::kWrongShape, i);
  }
  p.count = context.input(kAsked).shape[0];
  p.keys = context.input(kKeys).shape[0];
  const Shape values = context.input(kValues).shape;
  if (values.rank < 1 || values[0] != p.keys) {
    return context.refuse(Status::kWrongShape, kValues);
  }
  const Shape out = context.output(0).shape;
  bool fits = out.rank == values.rank && out[0] == p.count;
  for (int d = 1; fits && d < out.rank; ++d) fits = out[d] == values[d];
  if (!fits) return context.refuse(Status::kWrongShape, kOutput);
  const Tensor hits = context.output(1);
  if (hits.type != Type::kUInt8) {
    return context.refuse(Status::kWrongType, kOutput + 1);
  }
  if (hits.shape.rank != 1 || hits.shape[0] != p.count) {
    return context.refuse(Status::kWrongShape, kOutput + 1);
  }
  p.row = static_cast<uint32_t>(
      p.count == 0 ? 0 : stride(out, 0, bits(context.output(0).type) / 8));
  needs.any_alignment = 1u << kValues;
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_HASHTABLE_LOOKUP_H_
