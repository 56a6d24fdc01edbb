// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// STABLEHLO_RNG_BIT_GENERATOR: random integers out of a state of key and
// counter, and the state that follows.
#ifndef MOTE_DEVICE_OPS_STABLEHLO_RNG_H_
#define MOTE_DEVICE_OPS_STABLEHLO_RNG_H_

#include "device/ops/philox.h"
#include "device/ops/op.h"

namespace mote::ops {

// Threefry2x32 with 20 rounds, of the paper that Philox is from.
struct Threefry {
  uint32_t key[2];
  uint32_t counter[2];

  struct Block {
    uint32_t at[2];
  };

  // Of the counter; then counts.
  Block next() {
    constexpr uint8_t kTurns[] = {13, 15, 26, 6, 17, 29, 16, 24};
    const uint32_t keys[] = {key[0], key[1], key[0] ^ key[1] ^ 0x1bd11bdau};
    Block x = {{counter[0] + keys[0], counter[1] + keys[1]}};
    for (uint32_t round = 0; round < 20; ++round) {
      const int turn = kTurns[round % 8];
      x.at[0] += x.at[1];
      x.at[1] = (x.at[1] << turn | x.at[1] >> (32 - turn)) ^ x.at[0];
      if (round % 4 != 3) continue;
      const uint32_t k = round / 4 + 1;
      x.at[0] += keys[k % 3];
      x.at[1] += keys[(k + 1) % 3] + k;
    }
    if (++counter[0] == 0) ++counter[1];
    return x;
  }
};

struct StablehloRngBitGenerator {
  static constexpr char kName[] = "STABLEHLO_RNG_BIT_GENERATOR";
  static constexpr int16_t kCode = 204;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 275;
  using Variants = ops::Variants<void>;  // any integers of 32 or 64 bits
  enum Algorithm : int8_t { kDefault, kPhilox, kThreefry };

  struct Options {
    int8_t algorithm;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "algorithm", o.algorithm);
    }
  };
  struct Params {
    uint32_t bytes;       // of the numbers
    uint8_t state_words;  // of 64 bits
    uint8_t threefry;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    // Key and counter, lowest first; the rest of Philox's is the key when the
    // state has but two words.
    uint32_t state[6];
    copy_bytes(state, buffers.input<void>(0), 8u * p.state_words);
    if (p.state_words == 2) state[4] = state[0], state[5] = state[1];
    if (p.threefry != 0) {
      generate<Threefry>(p, state, buffers.output<uint8_t>(1));
    } else {
      generate<Philox>(p, state, buffers.output<uint8_t>(1));
    }
    copy_bytes(buffers.output<void>(0), state, 8u * p.state_words);
    return Status::kOk;
  }

 private:
  template <class Random>
  static void generate(const Params& p, uint32_t* state, uint8_t* out) {
    Random random;
    copy_bytes(&random, state, sizeof(random));
    for (uint32_t at = 0; at < p.bytes; ) {
      const auto block = random.next();
      const uint32_t bytes = min<uint32_t>(sizeof(block), p.bytes - at);
      copy_bytes(out + at, &block, bytes);
      at += bytes;
    }
    copy_bytes(state, &random, sizeof(random));
  }
};

inline Status StablehloRngBitGenerator::prepare(const Context& context,
                                                const Options& options,
                                                Params& p, Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 2) {
    return Status::kWrongOperands;
  }
  if (options.algorithm < kDefault || options.algorithm > kThreefry) {
    return Status::kBadOption;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  const Tensor numbers = context.output(1);
  p.threefry = options.algorithm == kThreefry;
  if (in.type != Type::kUInt64) return context.refuse(Status::kWrongType, 0);
  const int32_t words = in.elements();
  if (in.shape.rank != 1 || words < 2 || words > 3 - p.threefry) {
    return context.refuse(Status::kWrongShape, 0);
  }
  if (out.type != in.type) return context.refuse(Status::kWrongType, kOutput);
  if (out.shape != in.shape) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  if (!contains(types(Type::kInt32, Type::kUInt32, Type::kInt64,
                      Type::kUInt64), numbers.type)) {
    return context.refuse(Status::kWrongType, kOutput + 1);
  }
  p.bytes = byte_size(numbers.type, numbers.shape);
  p.state_words = static_cast<uint8_t>(words);
  needs.any_alignment = 1;
  needs.work = 16ull * p.bytes;
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_STABLEHLO_RNG_H_
