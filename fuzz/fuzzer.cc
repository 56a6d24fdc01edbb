// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The libFuzzer target.
#include <cstdint>
#include <cstring>

#include "fuzz/execute.h"
#include "fuzz/mutate.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  mote::fuzz::execute(data, size);
  return 0;
}

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t capacity);

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size,
                                          size_t capacity, unsigned seed) {
  mote::fuzz::Random random(seed);
  if (random() % 16 == 0) return LLVMFuzzerMutate(data, size, capacity);
  mote::fuzz::Bytes file(data, data + size);
  for (uint32_t n = 1 + random() % 3; n != 0; --n) {
    mote::fuzz::mutate_structure(file, random);
  }
  const size_t length = file.size() < capacity ? file.size() : capacity;
  if (length != 0) std::memcpy(data, file.data(), length);
  return length;
}
