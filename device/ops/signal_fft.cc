// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/signal_fft.h"

namespace mote::ops {
namespace fft {
namespace {

// The upper half of a product.
uint64_t high_product(uint64_t a, uint64_t b) {
  const uint64_t a0 = static_cast<uint32_t>(a);
  const uint64_t a1 = a >> 32;
  const uint64_t b0 = static_cast<uint32_t>(b);
  const uint64_t b1 = b >> 32;
  const uint64_t middle = a1 * b0 + (a0 * b0 >> 32);
  const uint64_t carried = a0 * b1 + static_cast<uint32_t>(middle);
  return a1 * b1 + (middle >> 32) + (carried >> 32);
}

struct CosSin {
  double cos;
  double sin;
};

constexpr uint64_t kOne63 = 1ull << 63;

// 1 - square / (c (c + 1)) (1 - square / ((c + 2) (c + 3)) (1 - ...)), from
// c = first, in Q63: the series of the cosine (1) and of sin x / x (2).
uint64_t series(uint64_t square62, int first) {
  uint64_t sum = kOne63;
  for (int c = first + 24; c >= first; c -= 2) {
    // The product is in Q61: 4 / (c (c + 1)) of it is the term in Q63.
    const uint64_t term = (high_product(square62, sum) << 1) /
                          static_cast<uint32_t>(c * (c + 1) / 2);
    sum = term < kOne63 ? kOne63 - term : 0;
  }
  return sum;
}

double from_q63(uint64_t x) {
  return static_cast<double>(x) * (1.0 / 9223372036854775808.0);
}

// To within 2^-59, for 0 <= phase < 8. By integers: a library's
// function would have to be as exact as the reference's, and be there.
CosSin cos_sin(double phase) {
  constexpr uint64_t kHalfPi = 0x1921fb54442d1847;  // Q60
  uint64_t x = static_cast<uint64_t>(phase * 1152921504606846976.0);
  int quadrant = 0;
  for (; x >= kHalfPi; x -= kHalfPi) ++quadrant;
  const uint64_t x63 = x << 3;
  const uint64_t square = high_product(x63, x63);
  const double c = from_q63(series(square, 1));
  const double s = from_q63(high_product(x63, series(square, 2)) << 1);
  switch (quadrant % 4) {
    case 0: return {c, s};
    case 1: return {-s, c};
    case 2: return {-c, -s};
    default: return {s, -c};
  }
}

int32_t floor_of(double x) {
  const int32_t whole = static_cast<int32_t>(x);
  return static_cast<double>(whole) > x ? whole - 1 : whole;
}

// A sample of a value in [-1, 1]. Where it falls between two samples, as for
// 1/2, the roundings of doubles decide; so they are repeated here.
template <class T>
T sample(double x) {
  return static_cast<T>(floor_of(0.5 + Limits<T>::kMax * x));
}
template <>
float sample<float>(double x) {
  return static_cast<float>(x);
}

// exp(i phase) for the inverse transform, exp(-i phase) for the other.
template <class T>
Complex<T> root(double phase, bool inverse) {
  const CosSin at = cos_sin(phase);
  return {sample<T>(at.cos), sample<T>(inverse ? at.sin : -at.sin)};
}

constexpr double kPi = 3.14159265358979323846;

template <class T>
void fill_roots(const Plan& plan, Complex<T>* out) {
  const double length = plan.length;
  for (int32_t i = 0; i < plan.length; ++i) {
    out[i] = root<T>(2 * kPi * i / length, plan.inverse != 0);
  }
}

template <class T>
void fill_table(const Plan& plan, int table, Complex<T>* out) {
  const double length = plan.length;
  const bool inverse = plan.inverse != 0;
  if (table == RealFft::kTwiddles) {
    fill_roots(plan, out);
  } else {
    for (int32_t i = 1; i <= plan.length / 2; ++i) {
      out[i - 1] = root<T>(kPi * (i / length + 0.5), inverse);
    }
  }
}

}  // namespace

void fill_twiddles(const Plan& plan, Complex<float>* out) {
  fill_roots(plan, out);
}

bool make_plan(int32_t length, Plan& plan) {
  plan = {};
  plan.length = length;
  if (length < 2) return false;
  const uint8_t radices[] = {4, 2, 3, 5};
  for (const uint8_t radix : radices) {
    for (; length % radix == 0; length /= radix) {
      if (plan.stages == kMaxStages) return false;
      plan.radix[plan.stages++] = radix;
    }
  }
  return length == 1;
}

}  // namespace fft

Status RealFft::prepare(const Context& context, const Options& options,
                        bool inverse, Params& p, Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  p = {};
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  switch (in.type) {
    case Type::kInt16: needs.variant = 0; break;
    case Type::kInt32: needs.variant = 1; break;
    case Type::kFloat32: needs.variant = 2; break;
    default: return context.refuse(Status::kWrongType, 0);
  }
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  const int32_t length = options.fft_length;
  if (length % 2 != 0 || !fft::make_plan(length / 2, p.plan)) {
    return Status::kBadOption;
  }
  p.plan.inverse = inverse;
  p.type = in.type;
  p.in_depth = in.shape.last();
  if (in.shape.rank < 1 ||
      (inverse ? p.in_depth - 2 != length : p.in_depth > length)) {
    return context.refuse(Status::kWrongShape, 0);
  }
  const int rank = in.shape.rank;
  if (out.shape.rank != rank ||
      out.shape.last() - (inverse ? 0 : 2) != length) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p.rows = in.shape.product(0, rank - 1);
  if (out.shape.product(0, rank - 1) != p.rows) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  const uint32_t half = static_cast<uint32_t>(p.plan.length);
  const uint32_t complex = 2 * bits(in.type) / 8;
  needs.tables[kTwiddles] = half * complex;
  needs.tables[kUntangling] = half / 2 * complex;
  needs.work = 4ull * half * (p.plan.stages + 1ull) *
               static_cast<uint32_t>(p.rows);
  return Status::kOk;
}

void RealFft::fill(const Context&, const Params& p, int table, void* out) {
  switch (p.type) {
    case Type::kInt16:
      return fft::fill_table(p.plan, table,
                             static_cast<fft::Complex<int16_t>*>(out));
    case Type::kInt32:
      return fft::fill_table(p.plan, table,
                             static_cast<fft::Complex<int32_t>*>(out));
    default:
      return fft::fill_table(p.plan, table,
                             static_cast<fft::Complex<float>*>(out));
  }
}

}  // namespace mote::ops
