// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// CUMSUM: each element replaced by the sum of those up to it along an axis.
#ifndef MOTE_DEVICE_OPS_CUMSUM_H_
#define MOTE_DEVICE_OPS_CUMSUM_H_

#include "device/core/fixed_point.h"
#include "device/ops/integers.h"

namespace mote::ops {

struct Cumsum {
  static constexpr char kName[] = "CUMSUM";
  static constexpr int16_t kCode = 128;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 102;
  using Variants = ops::Variants<int8_t, float, int32_t, int64_t>;

  struct Options {
    bool exclusive;  // up to the element before
    bool reverse;    // from the end

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "exclusive", o.exclusive);
      v(1, "reverse", o.reverse);
    }
  };
  struct Params {
    int32_t outer, count, inner;  // count: along the axis
    Multiplier multiplier;        // int8
    int32_t in_zero, out_zero;    // int8
    uint8_t exclusive, reverse;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace cumsum {

// How sums of X are made: integers wrap around, as the reference's do.
template <class X>
struct Running {
  using Acc = uint64_t;
  static constexpr Acc start(const Cumsum::Params&) { return 0; }
  static Acc term(const Cumsum::Params&, X x) { return static_cast<Acc>(x); }
  static X result(const Cumsum::Params&, Acc sum) {
    return static_cast<X>(sum);
  }
};
template <>
struct Running<float> {
  using Acc = float;
  static constexpr Acc start(const Cumsum::Params&) { return 0.0f; }
  static Acc term(const Cumsum::Params&, float x) { return x; }
  static float result(const Cumsum::Params&, Acc sum) { return sum; }
};
// Terms have 19 fraction bits. The reference starts at minus the zero point
// where 0 is meant.
template <>
struct Running<int8_t> {
  using Acc = uint32_t;
  static Acc term(const Cumsum::Params& p, int32_t x) {
    return static_cast<uint32_t>(x - p.in_zero) << 19;
  }
  static Acc start(const Cumsum::Params& p) { return term(p, 0); }
  static int8_t result(const Cumsum::Params& p, Acc sum) {
    const int64_t steps = multiply(static_cast<int32_t>(sum), p.multiplier);
    return saturate<int8_t>(steps + p.out_zero);
  }
};

}  // namespace cumsum

template <class Isa, class X>
Status Cumsum::eval(const Params& p, const Buffers& buffers) {
  using Running = cumsum::Running<X>;
  const int32_t step = p.reverse != 0 ? -p.inner : p.inner;
  for (int32_t o = 0; o < p.outer; ++o) {
    for (int32_t i = 0; i < p.inner; ++i) {
      int32_t at = o * p.count * p.inner + i;
      if (p.reverse != 0) at += (p.count - 1) * p.inner;
      auto sum = Running::start(p);
      for (int32_t n = 0; n < p.count; ++n, at += step) {
        const auto before = sum;
        sum += Running::term(p, buffers.template input<X>(0)[at]);
        buffers.template output<X>(0)[at] =
            Running::result(p, p.exclusive != 0 ? before : sum);
      }
    }
  }
  return Status::kOk;
}

inline Status Cumsum::prepare(const Context& context, const Options& options,
                              Params& p, Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  const int variant = find_variant(Variants(), in.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  if (out.shape != in.shape) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  Integers number;
  const Status status = read_integers(context, 1, 1, number);
  if (status != Status::kOk) return status;
  const int axis = dimension(number[0], in.shape.rank);
  if (axis < 0) return context.refuse(Status::kBadOption, 1);
  p = {};
  p.outer = in.elements() == 0 ? 0 : in.shape.product(0, axis);
  p.count = in.shape[axis];
  p.inner = in.shape.product(axis + 1, in.shape.rank);
  p.exclusive = options.exclusive;
  p.reverse = options.reverse;
  needs.variant = static_cast<uint8_t>(variant);
  needs.lead[0] = 0;
  needs.any_alignment = ~1u;
  if (in.type != Type::kInt8) return Status::kOk;
  const Quantization& q = in.quantization;
  const Quantization& r = out.quantization;
  if (q.count != 1) return context.refuse(Status::kBadQuantization, 0);
  if (r.count != 1) return context.refuse(Status::kBadQuantization, kOutput);
  constexpr float kTwoToMinus19 = 1.0f / 524288.0f;
  p.multiplier = make_multiplier(q.scale(), kTwoToMinus19, r.scale());
  p.in_zero = q.zero_point();
  p.out_zero = r.zero_point();
  // Larger ones have no place in the reference.
  return p.multiplier.exponent <= 0
             ? Status::kOk
             : context.refuse(Status::kBadQuantization, kOutput);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CUMSUM_H_
