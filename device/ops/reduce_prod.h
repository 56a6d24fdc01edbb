// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// REDUCE_PROD along axes.
#ifndef MOTE_DEVICE_OPS_REDUCE_PROD_H_
#define MOTE_DEVICE_OPS_REDUCE_PROD_H_

#include "device/core/fixed_point.h"
#include "device/ops/reduce.h"

namespace mote::ops {

struct ReduceProd {
  static constexpr char kName[] = "REDUCE_PROD";
  static constexpr int16_t kCode = 81;
  static constexpr uint8_t kVersion = 2;
  static constexpr uint16_t kOptionsType = 27;
  using Variants = ops::Variants<int8_t, int16_t, float, int32_t, int64_t>;
  using Options = ReducerOptions;
  struct Params {
    Reduction reduction;
    Multiplier multiplier;        // quantized: applied after each factor
    int32_t in_zero, out_zero;    // quantized
    uint8_t quantized;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace reduce_prod {

// input scale / the count-th root of the output scale.
Multiplier make_root_multiplier(float in, float out, int32_t count);

// A product of quantized factors, rescaled at each to stay within 32 bits.
struct Product {
  int32_t value;
  bool begun;
};

template <class X>
void quantized(const ReduceProd::Params& p, const X* in, X* out) {
  const auto scale = [&](int64_t x) { return multiply(x, p.multiplier); };
  reduce(p.reduction, in, out, Product{0, false},
         [&](Product product, X x) {
           const int32_t factor = x - p.in_zero;
           if (!product.begun) return Product{factor, true};
           return Product{scale(static_cast<int64_t>(product.value) * factor),
                          true};
         },
         [&](Product product) {
           return saturate<X>(static_cast<int64_t>(scale(product.value)) +
                              p.out_zero);
         });
}

}  // namespace reduce_prod

template <class Isa, class X>
Status ReduceProd::eval(const Params& p, const Buffers& buffers) {
  const X* in = buffers.template input<X>(0);
  X* out = buffers.template output<X>(0);
  if constexpr (kTypeOf<X> == Type::kFloat32) {
    reduce(p.reduction, in, out, 1.0f, [](X so_far, X x) { return so_far * x; },
           [](X product) { return product; });
    return Status::kOk;
  } else {
    if constexpr (sizeof(X) <= 2) {
      if (p.quantized != 0) {
        reduce_prod::quantized(p, in, out);
        return Status::kOk;
      }
    }
    // Integers wrap around.
    reduce(p.reduction, in, out, uint64_t{1},
           [](uint64_t so_far, X x) {
             return so_far * static_cast<uint64_t>(x);
           },
           [](uint64_t product) { return static_cast<X>(product); });
    return Status::kOk;
  }
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REDUCE_PROD_H_
