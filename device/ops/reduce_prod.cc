// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/reduce_prod.h"

#include "device/core/real.h"

namespace mote::ops {
namespace {

// mantissa * 2^(exponent - 63), the mantissa's top bit set. Enough bits that
// the reference's double comes out the same once it is rounded to 31.
struct Real {
  uint64_t mantissa;
  int32_t exponent;
};

Real normalized(uint64_t mantissa, int32_t exponent) {
  const int zeros = __builtin_clzll(mantissa);
  return {mantissa << zeros, exponent - zeros};
}

// x > 0.
Real real(float x) {
  const uint32_t raw = bit_cast<uint32_t>(x);
  const int32_t biased = static_cast<int32_t>(raw >> 23);
  const uint64_t fraction = raw & 0x7fffff;
  return biased == 0 ? normalized(fraction, -149 + 63)
                     : normalized(fraction | 0x800000, biased - 150 + 63);
}

uint64_t high_mul(uint64_t a, uint64_t b) {
  const uint64_t a1 = a >> 32, a0 = a & UINT32_MAX;
  const uint64_t b1 = b >> 32, b0 = b & UINT32_MAX;
  const uint64_t middle = a1 * b0 + (a0 * b0 >> 32);
  const uint64_t carry = a0 * b1 + (middle & UINT32_MAX);
  return a1 * b1 + (middle >> 32) + (carry >> 32);
}

Real operator*(Real a, Real b) {
  return normalized(high_mul(a.mantissa, b.mantissa),
                    a.exponent + b.exponent + 1);
}

bool operator<(Real a, Real b) {
  return a.exponent != b.exponent ? a.exponent < b.exponent
                                  : a.mantissa < b.mantissa;
}

// 1 <= x < 2, n > 0: exponents stay within n.
Real power(Real x, int32_t n) {
  Real product = {1ull << 63, 0};
  while (true) {
    if ((n & 1) != 0) product = product * x;
    n >>= 1;
    if (n == 0) return product;
    x = x * x;
  }
}

// Bit by bit the largest number whose power stays below x.
Real root(Real x, int32_t n) {
  int32_t exponent = x.exponent / n;
  if (exponent * n > x.exponent) --exponent;
  const Real rest = {x.mantissa, x.exponent - exponent * n};
  Real y = {1ull << 63, 0};
  for (uint64_t bit = 1ull << 62; bit > 1u << 6; bit >>= 1) {
    const Real trial = {y.mantissa | bit, 0};
    if (!(rest < power(trial, n))) y = trial;
  }
  return {y.mantissa, exponent};
}

}  // namespace

Multiplier reduce_prod::make_root_multiplier(float in, float out,
                                             int32_t count) {
  if (!(in > 0.0f) || !(out > 0.0f)) return {};
  const Real a = real(in);
  const Real b = root(real(out), count);
  int32_t exponent = a.exponent - b.exponent;
  // One bit is kept free for the doubled remainder.
  uint64_t remainder = a.mantissa >> 1;
  const uint64_t divisor = b.mantissa >> 1;
  if (remainder < divisor) {
    remainder <<= 1;
    --exponent;
  }
  // 31 bits of the quotient, which starts with a 1, and one to round by.
  uint64_t quotient = 0;
  for (int i = 0; i < 32; ++i, remainder <<= 1) {
    quotient <<= 1;
    if (remainder >= divisor) {
      remainder -= divisor;
      quotient |= 1;
    }
  }
  uint64_t mantissa = (quotient + 1) >> 1;
  ++exponent;
  if (mantissa == 1u << 31) {
    mantissa >>= 1;
    ++exponent;
  }
  if (exponent < -31) return {};
  return {static_cast<int32_t>(mantissa), min<int32_t>(exponent, 31)};
}

Status ReduceProd::prepare(const Context& context, const Options& options,
                           Params& p, Needs& needs) {
  p = {};
  const Status status = prepare_reduction(context, options.keep_dims,
                                          Variants(), p.reduction, needs);
  if (status != Status::kOk) return status;
  const Tensor in = context.input(0);
  const Quantization& q = in.quantization;
  const Quantization r = context.output(0).quantization;
  if (bits(in.type) > 16 || q.count == 0) return Status::kOk;
  // Terms of 64-bit products stay within their bits with such zero points.
  const int32_t zero = q.count == 1 ? q.zero_point() : INT32_MAX;
  if (zero < INT8_MIN || zero > INT8_MAX) {
    return context.refuse(Status::kBadQuantization, 0);
  }
  if (r.count != 1) return context.refuse(Status::kBadQuantization, kOutput);
  p.quantized = 1;
  p.in_zero = zero;
  p.out_zero = r.zero_point();
  const int32_t count = p.reduction.reduced.elements();
  if (count == 0) return Status::kOk;
  p.multiplier =
      reduce_prod::make_root_multiplier(q.scale(), r.scale(), count);
  return p.multiplier.exponent <= 7
             ? Status::kOk
             : context.refuse(Status::kBadQuantization, kOutput);
}

}  // namespace mote::ops
