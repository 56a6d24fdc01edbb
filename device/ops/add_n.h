// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// ADD_N: the sum of tensors of one shape.
#ifndef MOTE_DEVICE_OPS_ADD_N_H_
#define MOTE_DEVICE_OPS_ADD_N_H_

#include "device/core/wrapping.h"
#include "device/ops/arithmetic.h"

namespace mote::ops {

struct AddN {
  static constexpr char kName[] = "ADD_N";
  static constexpr int16_t kCode = 106;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 82;
  using Variants = ops::Variants<int8_t, int32_t, float>;
  using Options = NoOptions;

  struct Params {
    int32_t count;
    // int8: the inputs share one quantization.
    int32_t in_zero, out_zero, start;
    Multiplier in, out;

    static constexpr int kExtraBits = 20;
    int32_t operand(int32_t q) const {
      return multiply((q - in_zero) * (1 << kExtraBits), in);
    }
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

template <class Isa, class X>
Status AddN::eval(const Params& p, const Buffers& buffers) {
  X* out = buffers.template output<X>(0);
  const Bounds<float> finite(Activation::kNone);
  for (int32_t i = 0; i < p.count; ++i) {
    if constexpr (kTypeOf<X> == Type::kFloat32) {
      float sum = 0.0f;
      for (int k = 0; k < buffers.inputs(); ++k) {
        sum = finite(sum + buffers.input<float>(k)[i]);
      }
      out[i] = sum;
    } else {
      int32_t sum = p.start;
      for (int k = 0; k < buffers.inputs(); ++k) {
        const X x = buffers.template input<X>(k)[i];
        sum = wrapping_add<int32_t>(sum, sizeof(X) == 1 ? p.operand(x) : x);
      }
      if constexpr (sizeof(X) == 1) {
        out[i] = saturate<X>(int64_t{multiply(sum, p.out)} + p.out_zero);
      } else {
        out[i] = sum;
      }
    }
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_ADD_N_H_
