// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Philox4x32 with 10 rounds: random numbers as a function of a key and a
// counter (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as
// 1, 2, 3; 2011).
#ifndef MOTE_DEVICE_OPS_PHILOX_H_
#define MOTE_DEVICE_OPS_PHILOX_H_

#include "device/core/real.h"

namespace mote::ops {

struct Philox {
  uint32_t key[2];
  uint32_t counter[4];  // lowest first

  struct Block {
    uint32_t at[4];
  };

  static Philox make(uint64_t seed, uint64_t seed2) {
    return {{static_cast<uint32_t>(seed), static_cast<uint32_t>(seed >> 32)},
            {0, 0, static_cast<uint32_t>(seed2),
             static_cast<uint32_t>(seed2 >> 32)}};
  }
  // Of the counter; then counts.
  Block next() {
    Block x = {{counter[0], counter[1], counter[2], counter[3]}};
    uint32_t a = key[0], b = key[1];
    for (int round = 0; round < 10; ++round) {
      const uint64_t p = 0xd2511f53ull * x.at[0];
      const uint64_t q = 0xcd9e8d57ull * x.at[2];
      x = {{static_cast<uint32_t>(q >> 32) ^ x.at[1] ^ a,
            static_cast<uint32_t>(q),
            static_cast<uint32_t>(p >> 32) ^ x.at[3] ^ b,
            static_cast<uint32_t>(p)}};
      a += 0x9e3779b9u;
      b += 0xbb67ae85u;
    }
    skip(1);
    return x;
  }
  void skip(uint64_t blocks) {
    for (uint32_t& digit : counter) {
      blocks += digit;
      digit = static_cast<uint32_t>(blocks);
      blocks >>= 32;
    }
  }
};

// In [0, 1), of the 23 lower bits.
inline float uniform(uint32_t bits) {
  return bit_cast<float>(0x3f800000u | (bits & 0x7fffffu)) - 1.0f;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_PHILOX_H_
