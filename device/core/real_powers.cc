// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Functions of single precision that need more bits on the way: logarithms,
// powers, the remainder.
#include <float.h>

#include "device/core/real.h"
#include "device/core/span.h"

namespace mote {
namespace {

// A number as the sum of two floats.
struct Pair {
  float high, low;
};

// x without the lower half of its fraction: its square is exact.
float upper(float x) {
  return bit_cast<float>(bit_cast<uint32_t>(x) & 0xfffff000u);
}

Pair product(float a, float b) {
  const float ah = upper(a), bh = upper(b);
  const float al = a - ah, bl = b - bh;
  const float high = a * b;
  return {high, ((ah * bh - high) + ah * bl + al * bh) + al * bl};
}

// |a| >= |b|
Pair sum(float a, float b) {
  const float high = a + b;
  return {high, (a - high) + b};
}

// ln(m) for m in (sqrt(1/2), sqrt(2)], to some 30 bits.
Pair log_of(float m) {
  const float f = m - 1.0f;
  const float s = f / (2.0f + f);
  // What the quotient lacks: (f - s * (2 + f)) / (2 + f).
  const Pair twice = sum(2.0f, f);
  const Pair back = product(s, twice.high);
  const float rest =
      ((f - back.high) - back.low - s * twice.low) / twice.high;
  const float z = s * s;
  const float series =
      z * (1.0f / 3.0f +
           z * (1.0f / 5.0f +
                z * (1.0f / 7.0f + z * (1.0f / 9.0f + z / 11.0f))));
  return sum(2.0f * s, 2.0f * (rest + s * series));
}

// exp(p) with p's lower part taken into account.
float exp_of(Pair p) {
  const float e = exp(p.high);
  return e > 0.0f && e < infinity() ? e + e * p.low : e;
}

bool is_whole(float x) {
  return abs(x) >= 8388608.0f || static_cast<float>(round_to_int(x)) == x;
}

bool is_odd(float x) {
  return abs(x) < 16777216.0f && is_whole(x) &&
         (static_cast<int32_t>(x) & 1) != 0;
}

// ln(x) for x > 0 and finite.
Pair log_of_positive(float x) {
  int k = 0;
  if (x < FLT_MIN) x *= 16777216.0f, k = -24;
  const uint32_t raw = bit_cast<uint32_t>(x);
  k += static_cast<int>(raw >> 23) - 127;
  float m = bit_cast<float>((raw & 0x7fffff) | 0x3f800000u);
  if (m > 1.41421356f) m *= 0.5f, ++k;
  const Pair log_m = log_of(m);
  if (k == 0) return log_m;
  // k ln 2 in parts of which the first is exact.
  const float kf = static_cast<float>(k);
  const Pair high = sum(kf * 0.693359375f, log_m.high);
  return {high.high, high.low + (kf * -2.12194440e-4f + log_m.low)};
}

// x^y for x > 0 and finite, but not 1, y finite.
float pow_of_positive(float x, float y) {
  const Pair log_x = log_of_positive(x);
  if (abs(y) > 1e30f) return (log_x.high > 0) == (y > 0) ? infinity() : 0.0f;
  const Pair p = product(log_x.high, y);
  const Pair total = sum(p.high, p.low + log_x.low * y);
  if (!(abs(total.high) < 120.0f)) return total.high > 0 ? infinity() : 0.0f;
  return exp_of(total);
}

// |x| = fraction * 2^(exponent - 150); the exponent of subnormal numbers is 1.
struct Parts {
  uint32_t fraction;
  int exponent;

  explicit Parts(float x) {
    const uint32_t raw = bit_cast<uint32_t>(x) & 0x7fffffff;
    fraction = (raw & 0x7fffff) | (raw >> 23 != 0 ? 0x800000u : 0u);
    exponent = static_cast<int>(max(raw >> 23, 1u));
  }
};

}  // namespace

float log(float x) {
  if (!(x > 0.0f)) return x == 0.0f ? -infinity() : not_a_number();
  if (x == infinity()) return x;
  const Pair p = log_of_positive(x);
  return p.high + p.low;
}

float pow(float x, float y) {
  if (y == 0.0f || x == 1.0f) return 1.0f;
  if (x != x || y != y) return not_a_number();
  const float ax = abs(x);
  if (abs(y) == infinity()) {
    if (ax == 1.0f) return 1.0f;
    return (ax > 1.0f) == (y > 0.0f) ? infinity() : 0.0f;
  }
  const bool negative = bit_cast<uint32_t>(x) >> 31 != 0;
  const bool odd = is_odd(y);
  float power = 0.0f;
  if (ax == 0.0f || ax == infinity()) {
    power = (ax == 0.0f) == (y > 0.0f) ? 0.0f : infinity();
  } else {
    if (negative && !is_whole(y)) return not_a_number();
    power = ax == 1.0f ? 1.0f : pow_of_positive(ax, y);
  }
  return negative && odd ? -power : power;
}

float remainder(float x, float y) {
  const uint32_t sign = bit_cast<uint32_t>(x) & 0x80000000u;
  const Parts a(x), b(y);
  if (!(abs(x) < infinity()) || y != y || y == 0.0f) return not_a_number();
  if (abs(x) < abs(y)) return x;
  uint32_t rest = a.fraction % b.fraction;
  for (int i = a.exponent; i > b.exponent; --i) {
    rest <<= 1;
    if (rest >= b.fraction) rest -= b.fraction;
  }
  const float value = scale_by_pot(static_cast<float>(rest), b.exponent - 150);
  return bit_cast<float>(bit_cast<uint32_t>(value) | sign);
}

float floor_quotient(float x, float y) {
  const float rounded = x / y;
  if (!(abs(rounded) < 1e11f) || abs(y) == infinity()) return rounded;
  const Parts a(x), b(y);
  const int shift = a.exponent - b.exponent;  // below 39, as the quotient is
  uint64_t whole = 0;
  bool rest = x != 0.0f;
  if (shift >= -1) {
    const uint64_t dividend = static_cast<uint64_t>(a.fraction) << (shift + 1);
    const uint64_t divisor = static_cast<uint64_t>(b.fraction) << 1;
    whole = dividend / divisor;
    rest = whole * divisor != dividend;
  }
  if (bit_cast<uint32_t>(rounded) >> 31 == 0) return static_cast<float>(whole);
  return -static_cast<float>(whole + (rest ? 1 : 0));
}

}  // namespace mote
