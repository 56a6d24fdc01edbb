// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SignalRfft: each row of real numbers, filled up with zeros, to its spectrum:
// fft_length / 2 + 1 complex numbers. Fixed point divides by fft_length.
#ifndef MOTE_DEVICE_OPS_SIGNAL_RFFT_H_
#define MOTE_DEVICE_OPS_SIGNAL_RFFT_H_

#include "device/ops/signal_fft.h"

namespace mote::ops {

struct SignalRfft : RealFft {
  static constexpr char kName[] = "SignalRfft";
  static constexpr const char* kCustomName = kName;

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    return RealFft::prepare(context, options, false, p, needs);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace fft {

template <class T>
void load_pairs(const Plan& plan, const T* in, int32_t count, Complex<T>* x) {
  Places places(plan);
  for (int32_t i = 0; i < 2 * plan.length; i += 2) {
    x[places.next()] = {i < count ? in[i] : T{0},
                        i + 1 < count ? in[i + 1] : T{0}};
  }
}

// From the transform of the pairs to that of the numbers, in place; x has one
// more than the pairs.
template <class T>
void untangle(const Plan& plan, Complex<T>* x, const Complex<T>* roots) {
  using A = Arithmetic<T>;
  const int32_t n = plan.length;
  const Complex<T> first = A::divide(x[0], 2);
  x[0] = {static_cast<T>(A::add(first.re, first.im)), 0};
  x[n] = {static_cast<T>(A::subtract(first.re, first.im)), 0};
  for (int32_t k = 1; k <= n / 2; ++k) {
    const Complex<T> a = A::divide(x[k], 2);
    const Complex<T> b = A::divide(conjugate(x[n - k]), 2);
    const Complex<T> even = a + b;
    const Complex<T> odd = A::multiply(a - b, roots[k - 1]);
    x[k] = {static_cast<T>(A::half(A::add(even.re, odd.re))),
            static_cast<T>(A::half(A::add(even.im, odd.im)))};
    x[n - k] = {static_cast<T>(A::half(A::subtract(even.re, odd.re))),
                static_cast<T>(A::half(A::subtract(odd.im, even.im)))};
  }
}

}  // namespace fft

template <class Isa, class X>
Status SignalRfft::eval(const Params& p, const Buffers& buffers) {
  using Complex = fft::Complex<X>;
  const X* in = buffers.template input<X>(0);
  Complex* out = buffers.template output<Complex>(0);
  for (int32_t r = 0; r < p.rows; ++r) {
    fft::load_pairs(p.plan, in, p.in_depth, out);
    fft::transform(p.plan, out, buffers.template table<Complex>(kTwiddles));
    fft::untangle(p.plan, out, buffers.template table<Complex>(kUntangling));
    in += p.in_depth;
    out += p.plan.length + 1;
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_RFFT_H_
