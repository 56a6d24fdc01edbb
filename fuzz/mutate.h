// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Damage to .tflite files: of bytes, and of the structure that they spell.
#ifndef MOTE_FUZZ_MUTATE_H_
#define MOTE_FUZZ_MUTATE_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace mote::fuzz {

using Bytes = std::vector<uint8_t>;
// 32 random bits at a time, the same on every machine.
class Random {
 public:
  explicit Random(uint32_t seed) : engine_(seed) {}
  uint32_t operator()() { return static_cast<uint32_t>(engine_()); }

 private:
  std::mt19937 engine_;
};

// Changes one thing: some bytes, the length, a word. Knows no structure.
void mutate_bytes(Bytes& file, Random& random);

// Changes one field of the model: a dimension, a type, an index, an option, a
// scale, a buffer, an operator's code; of a model with a plan also a word of
// that. A file whose structure can't be trusted
// gets mutate_bytes instead.
void mutate_structure(Bytes& file, Random& random);

}  // namespace mote::fuzz

#endif  // MOTE_FUZZ_MUTATE_H_
