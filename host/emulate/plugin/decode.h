// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The kinds of instructions that the profiler tells apart, by their encodings
// (Armv8-M Architecture Reference Manual C2; RISC-V Unprivileged ISA).
#ifndef MOTE_HOST_EMULATE_PLUGIN_DECODE_H_
#define MOTE_HOST_EMULATE_PLUGIN_DECODE_H_

#include <cstdint>

namespace mote::emulate {

struct Kind {
  uint8_t loads = 0;   // words
  uint8_t stores = 0;  // words
  bool multiply = false;
  bool long_multiply = false;
  bool division = false;
  bool vector = false;
  bool mark = false;
};

// bytes: 2 or 4, little endian.
Kind decode_thumb(const uint8_t* bytes, int size);
Kind decode_riscv(const uint8_t* bytes, int size);

}  // namespace mote::emulate

#endif  // MOTE_HOST_EMULATE_PLUGIN_DECODE_H_
