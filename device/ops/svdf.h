// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SVDF: a dense layer with memory. Each filter is a product with the input,
// kept for the last `memory` invokes, and a product of those over time; `rank`
// neighbouring filters and a bias add up to a unit.
//   x [n, i], feature weights [f, i], time weights [f, t], bias [f / rank],
//   state [n, f * t] -> [n, f / rank]
#ifndef MOTE_DEVICE_OPS_SVDF_H_
#define MOTE_DEVICE_OPS_SVDF_H_

#include "device/kernels/portable.h"
#include "device/ops/activation.h"
#include "device/ops/hybrid.h"
#include "device/ops/op.h"

namespace mote::ops {

struct Svdf {
  static constexpr char kName[] = "SVDF";
  static constexpr char kReference[] = "LiteRT; TFLM where the state is int8";
  static constexpr char kKernels[] = "dense, dot";
  static constexpr int16_t kCode = 27;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 6;
  using Variants = ops::Variants<int8_t, float, Hybrid>;
  enum Variant : uint8_t { kInt8, kFloat, kHybrid };
  enum Input { kX, kFeatureWeights, kTimeWeights, kBias, kState };
  // Of integers: what each filter and each unit starts from.
  enum Table { kFilterStart, kUnitStart };

  struct Options {
    int32_t rank;
    Activation activation;
    bool asymmetric_quantize_inputs;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "rank", o.rank);
      v(1, "fused_activation_function", o.activation);
      v(2, "asymmetric_quantize_inputs", o.asymmetric_quantize_inputs);
    }
  };
  struct Params {
    int32_t batches, depth, filters, memory, rank;
    Multiplier feature, time;         // integers
    int32_t state_zero, out_zero;     // integers
    float feature_scale, time_scale;  // hybrid
    Activation activation;            // floats
    uint8_t words;                    // integers: state and time weights int16
    uint8_t asymmetric;               // hybrid

    int32_t units() const { return filters / rank; }
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out);
  template <class Isa, class V>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace svdf {

// Drops the oldest value of each filter; what stands last is to be overwritten.
template <class X>
void make_room(const Svdf::Params& p, X* state) {
  // All at once: what comes from the next filter is the last.
  const int32_t kept = p.filters * p.memory - 1;
  move_bytes(state, state + 1, static_cast<uint32_t>(kept) * sizeof(X));
}

// The newest value of each filter for one row x: some filters at a time.
template <class Isa, class X>
void append(const Svdf::Params& p, const Buffers& buffers, const int8_t* x,
            X* state) {
  constexpr int32_t kFilters = 32;
  int16_t newest[kFilters];
  const int8_t exponent = static_cast<int8_t>(p.feature.exponent);
  Dense<int8_t, int32_t, int16_t> dense = {};
  dense.x = x;
  dense.x_stride = dense.depth = p.depth;
  dense.w = buffers.input<int8_t>(Svdf::kFeatureWeights);
  dense.out = newest;
  dense.rows = 1;
  dense.rescale = {buffers.table<int32_t>(Svdf::kFilterStart),
                   &p.feature.mantissa, &exponent, 0, 0,
                   {INT16_MIN, INT16_MAX}};
  X* last = state + p.memory - 1;
  for (int32_t f = 0; f < p.filters; f += kFilters) {
    dense.channels = min(p.filters - f, kFilters);
    Isa::dense(dense);
    for (int32_t i = 0; i < dense.channels; ++i, last += p.memory) {
      // Saturated before the zero point is added, which may wrap.
      const int32_t value =
          clamp<int32_t>(newest[i], Limits<X>::kMin, Limits<X>::kMax);
      *last = static_cast<X>(value + p.state_zero);
    }
    dense.w += dense.channels * dense.depth;
    dense.rescale.skip(dense.channels);
  }
}

// X: of state and time weights.
template <class Isa, class X>
void integers(const Svdf::Params& p, const Buffers& buffers) {
  X* state = buffers.variable<X>(Svdf::kState);
  const int8_t* x = buffers.input<int8_t>(Svdf::kX);
  int8_t* out = buffers.output<int8_t>(0);
  const int32_t* start = buffers.table<int32_t>(Svdf::kUnitStart);
  const Multiplier scale = p.time;
  const int32_t terms = p.rank * p.memory, zero = p.out_zero;
  const int32_t units = p.units();
  for (int32_t n = 0; n < p.batches; ++n, x += p.depth) {
    make_room(p, state);
    append<Isa>(p, buffers, x, state);
    const X* time = buffers.input<X>(Svdf::kTimeWeights);
    for (int32_t u = 0; u < units; ++u, state += terms, time += terms) {
      const int32_t sum = add_wrapping(start[u], Isa::dot(state, time, terms));
      *out++ = static_cast<int8_t>(clamp<int32_t>(
          add_wrapping(multiply(sum, scale), zero), INT8_MIN, INT8_MAX));
    }
  }
}

template <class Isa>
float over_time(const Svdf::Params&, const float* state, const float* w,
                int32_t memory) {
  return Isa::dot(state, w, memory);
}
template <class Isa>
float over_time(const Svdf::Params& p, const float* state, const int8_t* w,
                int32_t memory) {
  float sum = 0.0f;
  for (int32_t t = 0; t < memory; ++t) {
    sum += p.time_scale * static_cast<float>(w[t]) * state[t];
  }
  return sum;
}

// One image. W: of the weights.
template <class Isa, class W>
void units(const Svdf::Params& p, const Buffers& buffers, const float* state,
           float* out) {
  const W* w = buffers.input<W>(Svdf::kTimeWeights);
  const float* bias = buffers.input<float>(Svdf::kBias);
  for (int32_t u = 0; u < p.units(); ++u) {
    float sum = 0.0f;
    for (int32_t r = 0; r < p.rank; ++r, state += p.memory, w += p.memory) {
      sum += over_time<Isa>(p, state, w, p.memory);
    }
    if (bias != nullptr) sum += bias[u];
    out[u] = activate(p.activation, sum);
  }
}

template <class Isa, class W>
void floats(const Svdf::Params& p, const Buffers& buffers) {
  float* newest = buffers.scratch<float>();
  int8_t* q = reinterpret_cast<int8_t*>(newest + p.filters);
  for (int32_t n = 0; n < p.batches; ++n) {
    const float* x = buffers.input<float>(Svdf::kX) + n * p.depth;
    float* state = buffers.variable<float>(Svdf::kState) +
                   n * p.filters * p.memory;
    for (int32_t f = 0; f < p.filters; ++f) newest[f] = 0.0f;
    add_products<Isa>(make_row<W>(x, p.depth, p.asymmetric != 0, q),
                      buffers.input<W>(Svdf::kFeatureWeights), p.feature_scale,
                      p.filters, newest);
    make_room(p, state);
    for (int32_t f = 0; f < p.filters; ++f) {
      state[f * p.memory + p.memory - 1] = newest[f];
    }
    units<Isa, W>(p, buffers, state,
                  buffers.output<float>(0) + n * p.units());
  }
}

}  // namespace svdf

template <class Isa, class V>
Status Svdf::eval(const Params& p, const Buffers& buffers) {
  if (p.filters == 0) return Status::kOk;
  if constexpr (kTypeOf<V> == Type::kFloat32) {
    svdf::floats<Isa, float>(p, buffers);
  } else if constexpr (kTypeOf<V> == Type::kNone) {
    svdf::floats<Isa, int8_t>(p, buffers);
  } else if (p.words != 0) {
    svdf::integers<Isa, int16_t>(p, buffers);
  } else {
    svdf::integers<Isa, int8_t>(p, buffers);
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SVDF_H_
