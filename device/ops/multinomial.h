// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// MULTINOMIAL: numbers of classes drawn for each row of logits [rows, classes].
// Seeds are as in random.h.
#ifndef MOTE_DEVICE_OPS_MULTINOMIAL_H_
#define MOTE_DEVICE_OPS_MULTINOMIAL_H_

#include "device/ops/random.h"

namespace mote::ops {

struct Multinomial {
  static constexpr char kName[] = "MULTINOMIAL";
  static constexpr int16_t kCode = 149;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 114;
  // By the type of the output.
  using Variants = ops::Variants<int32_t, int64_t>;
  using Options = RandomOptions;
  struct Params {
    Philox start;
    int32_t rows, classes, draws;
    Stated stated;  // the number of draws
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void reset(const Params& p, void* state) {
    *static_cast<Philox*>(state) = p.start;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace multinomial {

// sums[c]: the weights of the classes up to c.
inline void add_up(const float* logits, int32_t classes, double* sums) {
  float highest = -infinity();
  for (int32_t c = 0; c < classes; ++c) highest = max(highest, logits[c]);
  double sum = 0.0;
  for (int32_t c = 0; c < classes; ++c) {
    const float x = logits[c] - highest;
    if (x > -infinity()) sum += static_cast<double>(exp(x));
    sums[c] = sum;
  }
}

// In [0, 1), of 52 bits.
inline double uniform(uint32_t high, uint32_t low) {
  return bit_cast<double>(0x3ff0000000000000ull |
                          static_cast<uint64_t>(high & 0xfffffu) << 32 | low) -
         1.0;
}

// The first class whose sum is above the value.
inline int32_t find(const double* sums, int32_t classes, double value) {
  int32_t lo = 0, hi = classes - 1;
  while (lo < hi) {
    const int32_t middle = lo + (hi - lo) / 2;
    if (sums[middle] > value) hi = middle; else lo = middle + 1;
  }
  return lo;
}

}  // namespace multinomial

template <class Isa, class X>
Status Multinomial::eval(const Params& p, const Buffers& buffers) {
  if (!p.stated.holds(buffers.input<void>(1), &p.draws)) {
    return Status::kBadData;
  }
  Philox& state = *buffers.state<Philox>();
  Philox random = state;
  double* sums = buffers.scratch<double>();
  X* out = buffers.template output<X>(0);
  Philox::Block bits = {};
  for (int32_t i = 0; i < p.rows * p.draws; ++i) {
    if (i % p.draws == 0) {
      multinomial::add_up(buffers.input<float>(0) + i / p.draws * p.classes,
                          p.classes, sums);
    }
    if (i % 2 == 0) bits = random.next();
    const uint32_t* two = bits.at + i % 2 * 2;
    const double value =
        multinomial::uniform(two[0], two[1]) * sums[p.classes - 1];
    out[i] = multinomial::find(sums, p.classes, value);
  }
  // So many are set aside for an invoke, most of them in vain.
  const uint64_t fours = (static_cast<uint32_t>(p.draws) + 3u) / 4u * 4u;
  state.skip(512 * fours * static_cast<uint32_t>(p.rows));
  return Status::kOk;
}

inline Status Multinomial::prepare(const Context& context,
                                   const Options& options, Params& p,
                                   Needs& needs) {
  if (context.inputs() != 2 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor logits = context.input(0);
  const Tensor out = context.output(0);
  if (logits.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, 0);
  }
  if (logits.shape.rank != 2 || logits.shape[1] < 1) {
    return context.refuse(Status::kWrongShape, 0);
  }
  const int variant = find_variant(Variants(), out.type);
  if (variant < 0) return context.refuse(Status::kWrongType, kOutput);
  p.rows = logits.shape[0];
  p.classes = logits.shape[1];
  if (out.shape.rank != 2 || out.shape[0] != p.rows) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p.draws = out.shape[1];
  p.start = options.start();
  needs.variant = static_cast<uint8_t>(variant);
  needs.state = sizeof(Philox);
  needs.scratch = sizeof(double) * static_cast<uint32_t>(p.classes);
  needs.work = static_cast<uint64_t>(logits.elements()) +
               32ull * static_cast<uint32_t>(out.elements());
  return read_stated(context, 1, &p.draws, 1, p.stated);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_MULTINOMIAL_H_
