// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/memory/plan.h"

namespace mote::memory {

bool may_overlap(Span<Buffer> all, const Buffer& a, const Buffer& b,
                 Offsets at) {
  const uint32_t lead = b.lead16 * kAlignment;
  return b.over == static_cast<uint32_t>(&a - all.data) &&
         a.last == b.first && at.b + lead <= at.a;
}

namespace {

bool together(const Buffer& a, const Buffer& b) {
  return a.first <= b.last && b.first <= a.last;
}

// The lowest offset above `offset` to try next because of a conflict with
// `other`; `offset` itself when there is none.
uint32_t avoid(Span<Buffer> all, const Buffer& item, uint32_t offset,
               const Buffer& other) {
  if (other.offset == kUnplaced || !together(item, other)) return offset;
  const uint32_t end = align_up(other.offset + other.bytes);
  if (offset >= end || offset + item.bytes <= other.offset) return offset;
  if (may_overlap(all, other, item, {other.offset, offset}) ||
      may_overlap(all, item, other, {offset, other.offset})) {
    return offset;
  }
  // Placed later, an input can still slide over the output that leads it.
  const uint32_t behind = other.offset + other.lead16 * kAlignment;
  if (offset < behind &&
      may_overlap(all, item, other, {behind, other.offset})) {
    return behind;
  }
  return end;
}

}  // namespace

uint32_t lowest(Span<Buffer> all, const Buffer& item) {
  uint32_t offset = 0;
  for (bool moved = true; moved;) {
    moved = false;
    for (const Buffer& other : all) {
      if (&other == &item || other.bytes == 0) continue;
      const uint32_t next = avoid(all, item, offset, other);
      moved = moved || next != offset;
      offset = next;
    }
  }
  return offset;
}

namespace {

// The bytes that all of them span, placed in this order: the largest first, or
// the one that dies last.
uint32_t place_by(Span<Buffer> buffers, bool by_death) {
  uint32_t end = 0;
  for (Buffer& buffer : buffers) {
    if (buffer.bytes != 0) buffer.offset = kUnplaced;
  }
  for (;;) {
    Buffer* next = nullptr;
    uint32_t most = 0;
    for (Buffer& buffer : buffers) {
      const uint32_t rank = by_death ? buffer.last + 1u : buffer.bytes;
      if (buffer.bytes != 0 && buffer.offset == kUnplaced && rank > most) {
        next = &buffer;
        most = rank;
      }
    }
    if (next == nullptr) return end;
    next->offset = lowest(buffers, *next);
    end = max(end, align_up(next->offset + next->bytes));
  }
}

}  // namespace

uint32_t place(Span<Buffer> buffers) {
  uint64_t total = 0;
  for (const Buffer& buffer : buffers) total += align_up(buffer.bytes);
  if (total >= 1u << 31) return UINT32_MAX;
  const uint32_t by_death = place_by(buffers, true);
  const uint32_t by_size = place_by(buffers, false);
  return by_size <= by_death ? by_size : place_by(buffers, true);
}

}  // namespace mote::memory
