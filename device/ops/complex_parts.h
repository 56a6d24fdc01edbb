// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// REAL, IMAG and COMPLEX_ABS: one real number for each complex one, which is
// two floats.
#ifndef MOTE_DEVICE_OPS_COMPLEX_PARTS_H_
#define MOTE_DEVICE_OPS_COMPLEX_PARTS_H_

#include "device/core/real.h"
#include "device/ops/op.h"

namespace mote::ops {

// Op gives the name, code and
//   static float of(float re, float im);
template <class Op>
struct ComplexPart {
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 0;
  using Variants = ops::Variants<float>;
  using Options = NoOptions;
  struct Params {
    int32_t count;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs) {
    if (context.inputs() != 1 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Tensor in = context.input(0);
    const Tensor out = context.output(0);
    if (in.type != Type::kComplex64) {
      return context.refuse(Status::kWrongType, 0);
    }
    if (out.type != Type::kFloat32) {
      return context.refuse(Status::kWrongType, kOutput);
    }
    if (out.shape != in.shape) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    p.count = in.elements();
    needs.lead[0] = 0;
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    const float* in = buffers.input<float>(0);
    float* out = buffers.output<float>(0);
    for (int32_t i = 0; i < p.count; ++i) {
      out[i] = Op::of(in[2 * i], in[2 * i + 1]);
    }
    return Status::kOk;
  }
};

struct Real : ComplexPart<Real> {
  static constexpr char kName[] = "REAL";
  static constexpr int16_t kCode = 134;

  static float of(float re, float) { return re; }
};

struct Imag : ComplexPart<Imag> {
  static constexpr char kName[] = "IMAG";
  static constexpr int16_t kCode = 133;

  static float of(float, float im) { return im; }
};

struct ComplexAbs : ComplexPart<ComplexAbs> {
  static constexpr char kName[] = "COMPLEX_ABS";
  static constexpr int16_t kCode = 135;

  // Squares of a ratio of at most 1 don't overflow.
  static float of(float re, float im) {
    const float a = mote::abs(re), b = mote::abs(im);
    const float larger = a < b ? b : a, smaller = a < b ? a : b;
    if (larger == infinity()) return larger;
    if (larger == 0.0f) return smaller;  // 0, or not a number
    const float ratio = smaller / larger;
    return larger * sqrt(1.0f + ratio * ratio);
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_COMPLEX_PARTS_H_
