// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/softmax.h"

#include "device/core/wrapping.h"
#include "device/ops/tables.h"

namespace mote::ops {
namespace {

struct Samples {
  int16_t at[kSamples];

  template <class F>
  constexpr Samples(const SampleRange& range, const F& f) : at() {
    sample(range, f, at);
  }
};

// exp(x) for x in -10..0, for the compiler.
constexpr float compile_time_exp(float x) {
  const double part = static_cast<double>(x) / 16.0;
  double term = 1.0, sum = 1.0;
  for (int k = 1; k < 20; ++k) {
    term *= part / k;
    sum += term;
  }
  for (int i = 0; i < 4; ++i) sum *= sum;
  return static_cast<float>(sum);
}

// A range of 2^16 steps, the last one left out, that starts at `lo` steps.
constexpr float kSteps = 65535.0f;
constexpr float kOutStep = 2.0f / kSteps;
constexpr float kOutLow = -32768.0f * kOutStep, kOutHigh = 32767.0f * kOutStep;

constexpr Samples kExp({-kSteps * (10.0f / kSteps), 0.0f, kOutLow, kOutHigh},
                       compile_time_exp);
constexpr Samples kOneOverOnePlus(
    {0.0f, kSteps * (1.0f / kSteps), kOutLow, kOutHigh},
    [](float x) { return 1.0f / (1.0f + x); });

Status prepare_words(const Context& context, Softmax::Params& p) {
  const Quantization in = context.input(0).quantization;
  const Quantization out = context.output(0).quantization;
  if (in.count != 1 || in.zero_point() != 0) {
    return context.refuse(Status::kBadQuantization, 0);
  }
  if (out.count != 1 || out.zero_point() != 0) {
    return context.refuse(Status::kBadQuantization, kOutput);
  }
  // As many numbers of 15 bits as can be added.
  if (p.rows.depth > 65536) return context.refuse(Status::kWrongShape, 0);
  // So that 65535 steps stand for 10.
  p.scaling.multiplier = make_product(in.scale(), p.beta * 0.5f, 13107);
  return Status::kOk;
}

}  // namespace

Status Softmax::prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
  p = {};
  const Type type = context.input(0).type;
  const Type out = context.output(0).type;
  const Status status =
      prepare_rows(context, find_variant(Variants{}, type), p.rows, needs);
  if (status != Status::kOk) return status;
  p.words = type == Type::kInt8 && out == Type::kInt16;
  if (out != type && p.words == 0) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  p.beta = options.beta;
  if (type == Type::kFloat32) return Status::kOk;
  if (type == Type::kInt16) return prepare_words(context, p);
  if (p.rows.depth > kMaxExponentials) {
    return context.refuse(Status::kWrongShape, 0);
  }
  return prepare_exponents(context, p.beta, p.scaling)
             ? Status::kOk : context.refuse(Status::kBadQuantization, 0);
}

void softmax::row(const Softmax::Params& p, const int16_t* in, int16_t* out) {
  const int32_t depth = p.rows.depth;
  const int32_t highest = highest_of(in, depth);
  int32_t sum = 0;  // in Q16
  for (int32_t i = 0; i < depth; ++i) {
    const int32_t scaled = multiply(in[i] - highest, p.scaling.multiplier);
    const int32_t x = wrapping_add(scaled, int32_t{INT16_MAX});
    out[i] = interpolate(kExp.at, saturate<int16_t>(x));
    sum += out[i];
  }
  // The sum as 1 + x, x in steps of 2^-16, and a power of two.
  const int zeros = __builtin_clz(static_cast<uint32_t>(sum));
  const int64_t shifted = static_cast<int64_t>(sum) << (zeros - 1);
  const int64_t x = ((shifted + (1 << 13)) >> 14) - (1 << 16) - (1 << 15);
  const int32_t inverse =
      interpolate(kOneOverOnePlus.at, saturate<int16_t>(x));
  const int right = 31 - zeros;
  for (int32_t i = 0; i < depth; ++i) {
    const int64_t product = static_cast<int64_t>(out[i]) * inverse;
    const int64_t y = (product + (1ll << (right - 1))) >> right;
    out[i] = static_cast<int16_t>(clamp<int64_t>(y, 0, INT16_MAX));
  }
}

}  // namespace mote::ops
