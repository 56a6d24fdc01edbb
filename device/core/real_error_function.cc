// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// erfc by quotients of polynomials. Intervals, coefficients and the order of
// operations are those of fdlibm (Sun Microsystems, 1993), which the C library
// under the reference runtimes follows: so tables made of it are theirs.
#include "device/core/real.h"
#include "device/core/span.h"

namespace mote {
namespace {

// The sum of c[i] x^i.
template <int n>
float polynomial(const float (&c)[n], float x) {
  float sum = c[n - 1];
  for (int i = n - 2; i >= 0; --i) sum = c[i] + x * sum;
  return sum;
}

// |x| < 0.84375.
float erfc_near_0(float x) {
  constexpr float kP[] = {1.2837916613e-01f, -3.2504209876e-01f,
                          -2.8481749818e-02f, -5.7702702470e-03f,
                          -2.3763017452e-05f};
  constexpr float kQ[] = {1.0f,
                          3.9791721106e-01f,
                          6.5022252500e-02f,
                          5.0813062117e-03f,
                          1.3249473704e-04f,
                          -3.9602282413e-06f};
  const float z = x * x;
  const float y = polynomial(kP, z) / polynomial(kQ, z);
  return x < 0.25f ? 1.0f - (x + x * y) : 0.5f - (x * y + (x - 0.5f));
}

// For x of a size from 0.84375 to 1.25: erf(x) is 0.845 and a little.
float erfc_near_1(float size, bool negative) {
  constexpr float kErf = 8.4506291151e-01f;
  constexpr float kP[] = {-2.3621185683e-03f, 4.1485610604e-01f,
                          -3.7220788002e-01f, 3.1834661961e-01f,
                          -1.1089469492e-01f, 3.5478305072e-02f,
                          -2.1663755178e-03f};
  constexpr float kQ[] = {1.0f,
                          1.0642088205e-01f,
                          5.4039794207e-01f,
                          7.1828655899e-02f,
                          1.2617121637e-01f,
                          1.3637083583e-02f,
                          1.1984500103e-02f};
  const float y = polynomial(kP, size - 1.0f) / polynomial(kQ, size - 1.0f);
  return negative ? 1.0f + (kErf + y) : (1.0f - kErf) - y;
}

// ln(x exp(x^2 + 0.5625) erfc(x)) for x >= 1.25: smooth in 1 / x^2.
float log_of_tail(float x) {
  constexpr float kP[] = {-9.8649440333e-03f, -6.9385856390e-01f,
                          -1.0558626175e+01f, -6.2375331879e+01f,
                          -1.6239666748e+02f, -1.8460508728e+02f,
                          -8.1287437439e+01f, -9.8143291473e+00f};
  constexpr float kQ[] = {1.0f,
                          1.9651271820e+01f,
                          1.3765776062e+02f,
                          4.3456588745e+02f,
                          6.4538726807e+02f,
                          4.2900814819e+02f,
                          1.0863500214e+02f,
                          6.5702495575e+00f,
                          -6.0424413532e-02f};
  constexpr float kFarP[] = {-9.8649431020e-03f, -7.9928326607e-01f,
                             -1.7757955551e+01f, -1.6063638306e+02f,
                             -6.3756646729e+02f, -1.0250950928e+03f,
                             -4.8351919556e+02f};
  constexpr float kFarQ[] = {1.0f,
                             3.0338060379e+01f,
                             3.2579251099e+02f,
                             1.5367296143e+03f,
                             3.1998581543e+03f,
                             2.5530502930e+03f,
                             4.7452853394e+02f,
                             -2.2440952301e+01f};
  const float s = 1.0f / (x * x);
  return x < 2.8571430f ? polynomial(kP, s) / polynomial(kQ, s)
                        : polynomial(kFarP, s) / polynomial(kFarQ, s);
}

}  // namespace

float erfc(float x) {
  if (x != x) return x;
  const float size = abs(x);
  const bool negative = x < 0.0f;
  if (size < 0.84375f) return erfc_near_0(x);
  if (size < 1.25f) return erfc_near_1(size, negative);
  if (size > 10.1f || x < -6.0f) return negative ? 2.0f : 0.0f;
  // Its square is exact.
  const float high = bit_cast<float>(bit_cast<uint32_t>(size) & 0xffffe000u);
  const float tail = exp(-high * high - 0.5625f) *
                     exp((high - size) * (high + size) + log_of_tail(size)) /
                     size;
  return negative ? 2.0f - tail : tail;
}

}  // namespace mote
