// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RANGE: start, start + delta, ... up to the limit, which is left out.
#ifndef MOTE_DEVICE_OPS_RANGE_H_
#define MOTE_DEVICE_OPS_RANGE_H_

#include "device/core/real.h"
#include "device/ops/op.h"

namespace mote::ops {

struct RangeOf {
  static constexpr char kName[] = "RANGE";
  static constexpr int16_t kCode = 96;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 73;
  using Variants = ops::Variants<int32_t, float, int64_t>;
  using Options = NoOptions;
  struct Params {
    int32_t count;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace range {

// Whether there are so many numbers from start to limit.
template <class X>
bool has_count(X start, X limit, X delta, int32_t count) {
  if (delta == 0 || (delta > 0 ? start > limit : start < limit)) return false;
  if constexpr (kTypeOf<X> == Type::kFloat32) {
    // The quotient, rounded up.
    const float steps = abs((limit - start) / delta);
    return -floor(-steps) == static_cast<float>(count);
  } else {
    const uint64_t from = static_cast<uint64_t>(start);
    const uint64_t to = static_cast<uint64_t>(limit);
    const uint64_t length = delta > 0 ? to - from : from - to;
    const uint64_t step = delta > 0 ? static_cast<uint64_t>(delta)
                                    : 0 - static_cast<uint64_t>(delta);
    return length / step + (length % step != 0 ? 1 : 0) ==
           static_cast<uint64_t>(count);
  }
}

// Of constants.
template <class X>
bool has_count(const Context& context, int32_t count) {
  return has_count(context.input(0).value<X>(0), context.input(1).value<X>(0),
                   context.input(2).value<X>(0), count);
}

}  // namespace range

inline Status RangeOf::prepare(const Context& context, const Options&,
                               Params& p, Needs& needs) {
  if (context.inputs() != 3 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor out = context.output(0);
  const int variant = find_variant(Variants(), out.type);
  if (variant < 0) return context.refuse(Status::kWrongType, kOutput);
  bool constant = true;
  for (int i = 0; i < 3; ++i) {
    const Tensor in = context.input(i);
    if (in.type != out.type) return context.refuse(Status::kWrongType, i);
    if (in.elements() != 1) return context.refuse(Status::kWrongShape, i);
    constant = constant && in.constant();
  }
  if (out.shape.rank != 1) return context.refuse(Status::kWrongShape, kOutput);
  p.count = out.shape[0];
  needs.variant = static_cast<uint8_t>(variant);
  if (!constant) return Status::kOk;
  const bool fits =
      out.type == Type::kInt32   ? range::has_count<int32_t>(context, p.count)
      : out.type == Type::kInt64 ? range::has_count<int64_t>(context, p.count)
                                 : range::has_count<float>(context, p.count);
  return fits ? Status::kOk : context.refuse(Status::kWrongShape, kOutput);
}

template <class Isa, class X>
Status RangeOf::eval(const Params& p, const Buffers& buffers) {
  const X start = *buffers.template input<X>(0);
  const X limit = *buffers.template input<X>(1);
  const X delta = *buffers.template input<X>(2);
  if (!range::has_count(start, limit, delta, p.count)) return Status::kBadData;
  X* out = buffers.template output<X>(0);
  X value = start;
  for (int32_t i = 0; i < p.count; ++i) {
    out[i] = value;
    if constexpr (kTypeOf<X> == Type::kFloat32) {
      value += delta;
    } else {
      // The one behind the last may wrap around.
      value = static_cast<X>(static_cast<uint64_t>(value) +
                             static_cast<uint64_t>(delta));
    }
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RANGE_H_
