// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of sums along axes: MEAN and SUM.
#ifndef MOTE_DEVICE_OPS_SUMMATION_H_
#define MOTE_DEVICE_OPS_SUMMATION_H_

#include "device/core/fixed_point.h"
#include "device/ops/reduce.h"

namespace mote::ops {

struct SummationParams {
  Reduction reduction;
  int32_t count;          // elements that are added up for one output
  Multiplier multiplier;  // quantized: from steps of a sum to the output's
  int32_t in_zeros;       // quantized: the zero points in a sum
  int32_t out_zero;
};

// Makes the last three. mean: the multiplier divides by the count too.
Status quantize_summation(const Context& context, bool mean,
                          SummationParams& p);

// What adds up elements X. Integers wrap around where the reference's do; the
// mean of 32 bits is of a sum of 64.
template <class X, bool mean>
struct Accumulator { using Type = uint32_t; };
template <bool mean>
struct Accumulator<float, mean> { using Type = float; };
template <bool mean>
struct Accumulator<int64_t, mean> { using Type = uint64_t; };
template <>
struct Accumulator<int32_t, true> { using Type = uint64_t; };

// 8 and 16 bits are quantized; other types are added as they are. Op gives
// name, code and version, and whether it divides by the count:
//   static constexpr bool kMean;
template <class Op>
struct Summation {
  static constexpr uint16_t kOptionsType = 27;
  using Variants =
      ops::Variants<int8_t, int16_t, float, uint8_t, int32_t, int64_t>;
  using Options = ReducerOptions;
  using Params = SummationParams;

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    Status status = prepare_reduction(context, options.keep_dims, Variants(),
                                      p.reduction, needs);
    if (status != Status::kOk) return status;
    p.count = p.reduction.reduced.elements();
    if (bits(context.input(0).type) > 16) return Status::kOk;
    return quantize_summation(context, Op::kMean, p);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    using Acc = typename Accumulator<X, Op::kMean>::Type;
    reduce(p.reduction, buffers.template input<X>(0),
           buffers.template output<X>(0), Acc(0),
           [](Acc sum, X x) { return sum + static_cast<Acc>(x); },
           [&](Acc sum) { return result<X>(p, sum); });
    return Status::kOk;
  }

 private:
  template <class X, class Acc>
  static X result(const Params& p, Acc sum) {
    if constexpr (sizeof(X) <= 2) {
      if (p.count == 0) return 0;
      const uint32_t steps = sum - static_cast<uint32_t>(p.in_zeros);
      return saturate<X>(
          static_cast<int64_t>(multiply(static_cast<int32_t>(steps),
                                        p.multiplier)) + p.out_zero);
    } else if constexpr (!Op::kMean) {
      return static_cast<X>(sum);
    } else if constexpr (kTypeOf<X> == Type::kFloat32) {
      return sum / static_cast<float>(p.count);
    } else {
      return p.count == 0 ? X(0)
                          : static_cast<X>(static_cast<int64_t>(sum) / p.count);
    }
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SUMMATION_H_
