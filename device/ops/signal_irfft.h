// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalIrfft: each row, a spectrum of fft_length / 2 + 1 complex numbers, to
// its fft_length real numbers.
#ifndef MOTE_DEVICE_OPS_SIGNAL_IRFFT_H_
#define MOTE_DEVICE_OPS_SIGNAL_IRFFT_H_

#include "device/ops/signal_fft.h"

namespace mote::ops {

struct SignalIrfft : RealFft {
  static constexpr char kName[] = "SignalIrfft";
  static constexpr const char* kCustomName = kName;

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    return RealFft::prepare(context, options, true, p, needs);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace fft {

// The spectrum of the pairs from that of the numbers, put where the transform
// wants it. Numbers k and n - k come from the same two.
template <class T>
void tangle(const Plan& plan, const Complex<T>* in, const Complex<T>* roots,
            Complex<T>* x) {
  using A = Arithmetic<T>;
  const int32_t n = plan.length;
  Places places(plan);
  const Complex<T> first = {static_cast<T>(A::add(in[0].re, in[n].re)),
                            static_cast<T>(A::subtract(in[0].re, in[n].re))};
  x[places.next()] = A::divide(first, 2);
  for (int32_t i = 1; i < n; ++i) {
    const bool upper = i >= n - i;
    const int32_t k = upper ? n - i : i;
    const Complex<T> a = A::divide(in[k], 2);
    const Complex<T> b = A::divide(conjugate(in[n - k]), 2);
    const Complex<T> even = a + b;
    const Complex<T> odd = A::multiply(a - b, roots[k - 1]);
    x[places.next()] = upper ? conjugate(even - odd) : even + odd;
  }
}

}  // namespace fft

template <class Isa, class X>
Status SignalIrfft::eval(const Params& p, const Buffers& buffers) {
  using Complex = fft::Complex<X>;
  const Complex* in = buffers.template input<Complex>(0);
  Complex* out = buffers.template output<Complex>(0);
  const int32_t n = p.plan.length;
  for (int32_t r = 0; r < p.rows; ++r) {
    fft::tangle(p.plan, in, buffers.template table<Complex>(kUntangling), out);
    fft::transform(p.plan, out, buffers.template table<Complex>(kTwiddles));
    if constexpr (kTypeOf<X> == Type::kFloat32) {
      const float length = static_cast<float>(2 * n);
      for (int32_t i = 0; i < n; ++i) {
        out[i] = {out[i].re / length, out[i].im / length};
      }
    }
    in += n + 1;
    out += n;
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_IRFFT_H_
