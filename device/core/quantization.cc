// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/quantization.h"

#include <float.h>

#include "device/core/real.h"

namespace mote {
namespace {

// value = fraction * 2^exponent, the fraction's bit 23 set.
struct Parts {
  uint32_t fraction;
  int32_t exponent;
};

Parts split(float value) {
  const uint32_t raw = bit_cast<uint32_t>(value);
  const uint32_t biased = raw >> 23 & 0xff;
  uint32_t fraction = raw & 0x7fffff;
  if (biased != 0) {
    return {fraction | 0x800000u, static_cast<int32_t>(biased) - 150};
  }
  const int shift = __builtin_clz(fraction) - 8;
  return {fraction << shift, -149 - shift};
}

}  // namespace

Multiplier make_multiplier(float a, float b, float c) {
  if (!(a > 0.0f) || !(b > 0.0f) || !(c > 0.0f)) return {};
  const Parts pa = split(a), pb = split(b), pc = split(c);
  // Of 48 bits, to the left.
  uint64_t product = (static_cast<uint64_t>(pa.fraction) * pb.fraction) << 16;

  // product * 2^32 / c, a byte of the numerator at a time: the remainder stays
  // below 2^24, so each step is one 32-bit division.
  uint64_t quotient = 0;
  uint32_t remainder = 0;
  for (int i = 0; i < 10; ++i) {
    const uint32_t part =
        remainder << 8 | static_cast<uint32_t>(product >> 32) >> 24;
    const uint32_t digit = part / pc.fraction;
    remainder = part - digit * pc.fraction;
    quotient = quotient << 8 | digit;
    product <<= 8;
  }

  // To the 53 bits of a double, ties to even; 2 to 5 bits are dropped.
  int dropped = 11 - __builtin_clzll(quotient);
  const uint64_t low = quotient & ((1u << dropped) - 1u);
  const uint64_t half = 1u << (dropped - 1);
  uint64_t rounded = quotient >> dropped;
  if (low > half || (low == half && (remainder != 0 || (rounded & 1) != 0))) {
    ++rounded;
  }
  if (rounded >> 53 != 0) {
    rounded >>= 1;
    ++dropped;
  }

  // From 53 bits to 31.
  uint64_t mantissa = (rounded + (1u << 21)) >> 22;
  int32_t exponent =
      53 + dropped - 32 + pa.exponent + pb.exponent - pc.exponent;
  if (mantissa == 1u << 31) {
    mantissa >>= 1;
    ++exponent;
  }
  if (exponent < -31) return {};
  return {static_cast<int32_t>(mantissa), min<int32_t>(exponent, 31)};
}

Multiplier make_product(float a, float b, uint16_t n) {
  if (!(a > 0.0f) || !(b > 0.0f) || n == 0) return {};
  const Parts pa = split(a), pb = split(b);
  const uint64_t product = static_cast<uint64_t>(pa.fraction) * pb.fraction * n;
  const int dropped = 33 - __builtin_clzll(product);  // at least 15
  uint64_t mantissa = (product + (1ull << (dropped - 1))) >> dropped;
  int32_t exponent = dropped + 31 + pa.exponent + pb.exponent;
  if (mantissa == 1u << 31) {
    mantissa >>= 1;
    ++exponent;
  }
  if (exponent < -31) return {};
  return {static_cast<int32_t>(mantissa), min<int32_t>(exponent, 31)};
}

Multiplier inverse_of(Multiplier m) {
  const uint64_t mantissa = static_cast<uint32_t>(m.mantissa);
  // Of 1/2 the inverse is 1/2 * 2^2.
  if (mantissa == 1u << 30) return {1 << 30, 2 - m.exponent};
  return {static_cast<int32_t>(((1ull << 61) + mantissa / 2) / mantissa),
          1 - m.exponent};
}

Range type_range(Type type) {
  switch (type) {
    case Type::kInt8: return {INT8_MIN, INT8_MAX};
    case Type::kUInt8: return {0, UINT8_MAX};
    case Type::kInt16: return {INT16_MIN, INT16_MAX};
    case Type::kUInt16: return {0, UINT16_MAX};
    default: return {INT32_MIN, INT32_MAX};
  }
}

int32_t step_of(float value, float scale, int32_t zero_point, Range range) {
  const float steps = clamp(value / scale, -1e6f, 1e6f);
  return clamp(zero_point + round_to_int(steps), range.lo, range.hi);
}

Range activation_range(Activation activation, float scale, int32_t zero_point,
                       int32_t lo, int32_t hi) {
  const auto step = [&](float value) {
    return step_of(value, scale, zero_point, {lo, hi});
  };
  switch (activation) {
    case Activation::kRelu: return {step(0.0f), hi};
    case Activation::kRelu6: return {step(0.0f), step(6.0f)};
    case Activation::kReluN1To1: return {step(-1.0f), step(1.0f)};
    default: return {lo, hi};
  }
}

FloatRange activation_range(Activation activation) {
  switch (activation) {
    case Activation::kRelu: return {0.0f, FLT_MAX};
    case Activation::kRelu6: return {0.0f, 6.0f};
    case Activation::kReluN1To1: return {-1.0f, 1.0f};
    default: return {-FLT_MAX, FLT_MAX};
  }
}

}  // namespace mote
