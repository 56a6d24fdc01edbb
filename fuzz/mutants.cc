// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// mutants COUNT FILE...: runs COUNT seeded mutants, taking turns among the
// files. A crash, a hang or a sanitizer's finding fails it.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "fuzz/execute.h"
#include "fuzz/mutate.h"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: mutants COUNT FILE...\n");
    return 2;
  }
  std::vector<mote::fuzz::Bytes> files;
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    files.emplace_back(std::istreambuf_iterator<char>(in),
                       std::istreambuf_iterator<char>());
    if (files.back().empty()) {
      std::fprintf(stderr, "mutants: %s is empty or missing\n", argv[i]);
      return 2;
    }
  }
  const unsigned long count = std::strtoul(argv[1], nullptr, 10);
  unsigned long accepted = 0;
  for (unsigned long i = 0; i < count; ++i) {
    mote::fuzz::Random random(static_cast<uint32_t>(i));
    mote::fuzz::Bytes file = files[i % files.size()];
    for (uint32_t n = 1 + random() % 3; n != 0; --n) {
      if (i / files.size() % 2 == 0) {
        mote::fuzz::mutate_bytes(file, random);
      } else {
        mote::fuzz::mutate_structure(file, random);
      }
    }
    accepted += mote::fuzz::execute(file.data(), file.size());
  }
  std::printf("%lu mutants: %lu accepted and run, %lu refused\n", count,
              accepted, count - accepted);
  return 0;
}
