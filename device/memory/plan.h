// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Where buffers lie in the arena: a pure function of their sizes, lifetimes and
// allowed overlaps. The device and the host tools run the same code.
#ifndef MOTE_DEVICE_MEMORY_PLAN_H_
#define MOTE_DEVICE_MEMORY_PLAN_H_

#include "device/core/span.h"

namespace mote::memory {

inline constexpr uint32_t kUnplaced = UINT32_MAX;
inline constexpr uint32_t kAlignment = 16;  // of every buffer's offset

// One buffer.
struct Buffer {
  uint32_t bytes = 0;   // 0: needs no place
  uint32_t offset = kUnplaced;
  uint16_t first = 0;   // the steps at which it is alive, both included
  uint16_t last = 0;
  // It may overlap this buffer, which dies at the step where this one is born,
  // if it starts at least lead bytes before it.
  uint16_t over = UINT16_MAX;  // UINT16_MAX: none
  uint16_t lead16 = 0;         // in units of kAlignment
};

inline constexpr uint32_t align_up(uint32_t n) {
  return (n + kAlignment - 1) & ~(kAlignment - 1);
}

struct Offsets {
  uint32_t a, b;
};
// Whether b may lie over a, both among all, when they are at these offsets.
bool may_overlap(Span<Buffer> all, const Buffer& a, const Buffer& b,
                 Offsets at);

// The lowest legal offset of an item of `all` among those that have one.
uint32_t lowest(Span<Buffer> all, const Buffer& item);

// Gives every buffer of some bytes a place, each as low as those already placed
// allow, either the largest first or what dies last first, whichever
// spans less: where outputs lie over inputs, the latter leaves them room below.
// Returns the bytes that all of them span; UINT32_MAX when over 2^31.
uint32_t place(Span<Buffer> buffers);

}  // namespace mote::memory

#endif  // MOTE_DEVICE_MEMORY_PLAN_H_
