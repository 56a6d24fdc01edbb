// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RANDOM_UNIFORM and RANDOM_STANDARD_NORMAL: numbers that the seeds decide, and
// that go on from invoke to invoke. Where both seeds are 0 the reference draws
// other ones by chance; here they stay 0.
#ifndef MOTE_DEVICE_OPS_RANDOM_H_
#define MOTE_DEVICE_OPS_RANDOM_H_

#include "device/ops/philox.h"
#include "device/ops/stated.h"

namespace mote::ops {

struct RandomOptions {
  int64_t seed, seed2;

  template <class V>
  static void fields(RandomOptions& o, V& v) {
    v(0, "seed", o.seed);
    v(1, "seed2", o.seed2);
  }
  // The reference keeps 32 bits of each.
  Philox start() const {
    const auto cut = [](int64_t x) {
      return static_cast<uint64_t>(int64_t{static_cast<int32_t>(x)});
    };
    return Philox::make(cut(seed), cut(seed2));
  }
};

// Op gives the name, code, and the next 4 numbers:
//   static void draw(Philox&, float*);
template <class Op>
struct RandomNumbers {
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 114;
  using Variants = ops::Variants<float>;
  using Options = RandomOptions;
  struct Params {
    Philox start;
    int32_t count;
    Stated stated;  // the output's shape
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    if (context.inputs() != 1 || context.outputs() != 1) {
      return Status::kWrongOperands;
    }
    const Tensor out = context.output(0);
    if (out.type != Type::kFloat32) {
      return context.refuse(Status::kWrongType, kOutput);
    }
    p.start = options.start();
    p.count = out.elements();
    needs.state = sizeof(Philox);
    return read_stated_shape(context, 0, p.stated, needs.tables[0]);
  }
  static void fill(const Context& context, const Params&, int, void* out) {
    fill_stated_shape(context, out);
  }
  static void reset(const Params& p, void* state) {
    *static_cast<Philox*>(state) = p.start;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    if (!shape_holds(p.stated, buffers, 0)) return Status::kBadData;
    Philox& random = *buffers.state<Philox>();
    float* out = buffers.output<float>(0);
    for (int32_t i = 0; i < p.count; i += 4) {
      float numbers[4];
      Op::draw(random, numbers);
      const int32_t left = min(p.count - i, 4);
      copy_bytes(out + i, numbers,
                 sizeof(float) * static_cast<uint32_t>(left));
    }
    return Status::kOk;
  }
};

struct RandomUniform : RandomNumbers<RandomUniform> {
  static constexpr char kName[] = "RANDOM_UNIFORM";
  static constexpr int16_t kCode = 148;

  static void draw(Philox& random, float* out) {
    const Philox::Block bits = random.next();
    for (int i = 0; i < 4; ++i) out[i] = uniform(bits.at[i]);
  }
};

struct RandomStandardNormal : RandomNumbers<RandomStandardNormal> {
  static constexpr char kName[] = "RANDOM_STANDARD_NORMAL";
  static constexpr int16_t kCode = 146;

  // Each two of them by Box and Muller's transform.
  static void draw(Philox& random, float* out) {
    const Philox::Block bits = random.next();
    for (int i = 0; i < 4; i += 2) {
      const float radius =
          sqrt(-2.0f * log(max(uniform(bits.at[i]), 1.0e-7f)));
      const float angle = 6.28318531f * uniform(bits.at[i + 1]);
      out[i] = sin(angle) * radius;
      out[i + 1] = cos(angle) * radius;
    }
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RANDOM_H_
