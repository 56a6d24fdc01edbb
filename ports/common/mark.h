// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// An instruction that does nothing, by which firmware tells the emulator's
// profiler that a part of the work begins or ends.
#ifndef MOTE_PORTS_COMMON_MARK_H_
#define MOTE_PORTS_COMMON_MARK_H_

#include <stdint.h>

namespace mote::port {

// Hints without a meaning of their own, which processors skip.
inline constexpr uint16_t kThumbMark = 0xbf70;      // hint #7
inline constexpr uint32_t kRiscvMark = 0x00702013;  // slti x0, x0, 7

#if defined(__thumb__)
inline void mark() { asm volatile(".inst.n 0xbf70" ::: "memory"); }
#elif defined(__riscv)
inline void mark() { asm volatile("slti x0, x0, 7" ::: "memory"); }
#endif

}  // namespace mote::port

#endif  // MOTE_PORTS_COMMON_MARK_H_
