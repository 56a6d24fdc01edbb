// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The Fourier transform of real numbers and its inverse: what SignalRfft and
// SignalIrfft share.
//
// Two neighbouring real numbers are taken as one complex number; a complex
// transform of half the length and one pass of untangling do the rest. Stages
// and roundings are those of the reference, to the bit in fixed point.
#ifndef MOTE_DEVICE_OPS_SIGNAL_FFT_H_
#define MOTE_DEVICE_OPS_SIGNAL_FFT_H_

#include "device/ops/custom.h"

namespace mote::ops {

namespace fft {

inline constexpr int kMaxStages = 16;

// A complex transform of a length that has the factors 2, 3 and 5 only.
struct Plan {
  int32_t length;
  uint8_t inverse;
  uint8_t stages;
  // Of each stage's butterflies, the last stage first: fours, a two, threes,
  // fives.
  uint8_t radix[kMaxStages];
};

// False when the length is below 2 or has another factor.
bool make_plan(int32_t length, Plan& plan);

template <class T>
struct Complex {
  T re;
  T im;
};

// The integer that holds the product of two samples.
template <class T>
struct Product {
  using Type = int64_t;
};
template <>
struct Product<int16_t> {
  using Type = int32_t;
};

// The arithmetic of samples in Q15 and Q31: products are rounded, sums wrap.
template <class T>
struct Arithmetic {
  using Wide = typename Product<T>::Type;
  static constexpr int kBits = 8 * sizeof(T) - 1;

  static T rounded(Wide x) {
    return static_cast<T>((x + (Wide{1} << (kBits - 1))) >> kBits);
  }
  static T multiply(T a, T b) { return rounded(static_cast<Wide>(a) * b); }
  // b: a root of 1, so that the sums of products fit.
  static Complex<T> multiply(Complex<T> a, Complex<T> b) {
    const Wide re = a.re;
    const Wide im = a.im;
    return {rounded(re * b.re - im * b.im), rounded(re * b.im + im * b.re)};
  }
  static Complex<T> divide(Complex<T> a, int32_t by) {
    const T factor = static_cast<T>(Limits<T>::kMax / by);
    return {multiply(a.re, factor), multiply(a.im, factor)};
  }
  // In 32 bits; whoever stores them cuts them to T.
  static int32_t add(int32_t a, int32_t b) {
    return static_cast<int32_t>(static_cast<uint32_t>(a) +
                                static_cast<uint32_t>(b));
  }
  static int32_t subtract(int32_t a, int32_t b) {
    return static_cast<int32_t>(static_cast<uint32_t>(a) -
                                static_cast<uint32_t>(b));
  }
  static int32_t half(int32_t a) { return a >> 1; }
};

template <>
struct Arithmetic<float> {
  static float multiply(float a, float b) { return a * b; }
  static Complex<float> multiply(Complex<float> a, Complex<float> b) {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
  }
  static Complex<float> divide(Complex<float> a, int32_t) { return a; }
  static float add(float a, float b) { return a + b; }
  static float subtract(float a, float b) { return a - b; }
  static float half(float a) { return a * 0.5f; }
};

template <class T>
Complex<T> operator+(Complex<T> a, Complex<T> b) {
  using A = Arithmetic<T>;
  return {static_cast<T>(A::add(a.re, b.re)),
          static_cast<T>(A::add(a.im, b.im))};
}
template <class T>
Complex<T> operator-(Complex<T> a, Complex<T> b) {
  using A = Arithmetic<T>;
  return {static_cast<T>(A::subtract(a.re, b.re)),
          static_cast<T>(A::subtract(a.im, b.im))};
}
template <class T>
Complex<T> operator*(Complex<T> a, T b) {
  using A = Arithmetic<T>;
  return {A::multiply(a.re, b), A::multiply(a.im, b)};
}
template <class T>
Complex<T> conjugate(Complex<T> a) {
  return {a.re, static_cast<T>(Arithmetic<T>::subtract(0, a.im))};
}
// a + i b and a - i b.
template <class T>
Complex<T> plus_i(Complex<T> a, Complex<T> b) {
  using A = Arithmetic<T>;
  return {static_cast<T>(A::subtract(a.re, b.im)),
          static_cast<T>(A::add(a.im, b.re))};
}
template <class T>
Complex<T> minus_i(Complex<T> a, Complex<T> b) {
  using A = Arithmetic<T>;
  return {static_cast<T>(A::add(a.re, b.im)),
          static_cast<T>(A::subtract(a.im, b.re))};
}

// What a butterfly needs beside its numbers: the first two powers of the
// radix-th root of 1, and the direction.
template <class T>
struct Roots {
  Complex<T> first, second;
  bool inverse;
};

template <class T>
void butterfly(Complex<T> (&a)[2], const Roots<T>&) {
  const Complex<T> sum = a[0] + a[1];
  a[1] = a[0] - a[1];
  a[0] = sum;
}

template <class T>
void butterfly(Complex<T> (&a)[3], const Roots<T>& roots) {
  using A = Arithmetic<T>;
  const Complex<T> sum = a[1] + a[2];
  const Complex<T> side = (a[1] - a[2]) * roots.first.im;
  const Complex<T> half = {static_cast<T>(A::half(sum.re)),
                           static_cast<T>(A::half(sum.im))};
  const Complex<T> centre = a[0] - half;
  a[0] = a[0] + sum;
  a[1] = plus_i(centre, side);
  a[2] = minus_i(centre, side);
}

template <class T>
void butterfly(Complex<T> (&a)[4], const Roots<T>& roots) {
  const Complex<T> even = a[0] + a[2];
  const Complex<T> even_rest = a[0] - a[2];
  const Complex<T> odd = a[1] + a[3];
  const Complex<T> odd_rest = a[1] - a[3];
  a[0] = even + odd;
  a[2] = even - odd;
  a[1] = roots.inverse ? plus_i(even_rest, odd_rest)
                       : minus_i(even_rest, odd_rest);
  a[3] = roots.inverse ? minus_i(even_rest, odd_rest)
                       : plus_i(even_rest, odd_rest);
}

template <class T>
void butterfly(Complex<T> (&a)[5], const Roots<T>& roots) {
  const Complex<T> y1 = roots.first;
  const Complex<T> y2 = roots.second;
  const Complex<T> outer = a[1] + a[4];
  const Complex<T> outer_rest = a[1] - a[4];
  const Complex<T> inner = a[2] + a[3];
  const Complex<T> inner_rest = a[2] - a[3];
  const Complex<T> centre1 = a[0] + outer * y1.re + inner * y2.re;
  const Complex<T> side1 = outer_rest * y1.im + inner_rest * y2.im;
  const Complex<T> centre2 = a[0] + outer * y2.re + inner * y1.re;
  const Complex<T> side2 = outer_rest * y2.im - inner_rest * y1.im;
  a[0] = a[0] + (outer + inner);
  a[1] = plus_i(centre1, side1);
  a[4] = minus_i(centre1, side1);
  a[2] = plus_i(centre2, side2);
  a[3] = minus_i(centre2, side2);
}

// One stage over the whole array: blocks of kRadix * m numbers, in each m
// butterflies of numbers m apart.
template <int kRadix, class T>
void stage(Complex<T>* x, const Plan& plan, int32_t m,
           const Complex<T>* twiddles) {
  const int32_t block = kRadix * m;
  const int32_t stride = plan.length / block;
  Roots<T> roots = {};
  roots.inverse = plan.inverse != 0;
  if (kRadix == 3 || kRadix == 5) {
    roots.first = twiddles[stride * m];
    roots.second = twiddles[2 * stride * m];
  }
  for (int32_t start = 0; start < plan.length; start += block) {
    for (int32_t u = 0; u < m; ++u) {
      Complex<T>* at = x + start + u;
      Complex<T> a[kRadix];
      a[0] = Arithmetic<T>::divide(at[0], kRadix);
      for (int32_t q = 1; q < kRadix; ++q) {
        a[q] = Arithmetic<T>::multiply(
            Arithmetic<T>::divide(at[q * m], kRadix),
            twiddles[q * u * stride]);
      }
      butterfly(a, roots);
      for (int32_t q = 0; q < kRadix; ++q) at[q * m] = a[q];
    }
  }
}

// Of a plan: as many as it is long.
void fill_twiddles(const Plan& plan, Complex<float>* out);

// Where the inputs 0, 1, 2 ... stand before the first stage: the digits of
// their numbers reversed.
class Places {
 public:
  explicit Places(const Plan& plan) : plan_(plan) {
    int32_t span = plan.length;
    for (int i = 0; i < plan.stages; ++i) span_[i] = span /= plan.radix[i];
  }
  int32_t next() {
    const int32_t place = place_;
    for (int i = 0; i < plan_.stages; ++i) {
      place_ += span_[i];
      if (++digits_[i] < plan_.radix[i]) break;
      place_ -= span_[i] * plan_.radix[i];
      digits_[i] = 0;
    }
    return place;
  }

 private:
  const Plan& plan_;
  int32_t place_ = 0;
  int32_t span_[kMaxStages];
  uint8_t digits_[kMaxStages] = {};
};

// Transforms numbers that stand at their Places; fixed point divides by the
// length on the way.
template <class T>
void transform(const Plan& plan, Complex<T>* x, const Complex<T>* twiddles) {
  int32_t m = 1;
  for (int i = plan.stages; i-- > 0; m *= plan.radix[i]) {
    switch (plan.radix[i]) {
      case 2: stage<2>(x, plan, m, twiddles); break;
      case 3: stage<3>(x, plan, m, twiddles); break;
      case 4: stage<4>(x, plan, m, twiddles); break;
      default: stage<5>(x, plan, m, twiddles); break;
    }
  }
}

}  // namespace fft

// What the two operators have in common.
struct RealFft : Custom {
  using Variants = ops::Variants<int16_t, int32_t, float>;
  enum Table { kTwiddles, kUntangling };

  struct Options {
    int32_t fft_length;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "fft_length", o.fft_length);
    }
  };
  struct Params {
    fft::Plan plan;    // of half the real length
    int32_t rows;
    int32_t in_depth;  // of a row
    Type type;
  };

  static Status prepare(const Context& context, const Options& options,
                        bool inverse, Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out);
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SIGNAL_FFT_H_
