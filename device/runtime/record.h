// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A prepared operator as bytes without pointers: the same on every machine,
// in the arena or in a plan that travels with the model.
#ifndef MOTE_DEVICE_RUNTIME_RECORD_H_
#define MOTE_DEVICE_RUNTIME_RECORD_H_

#include "device/kernels/portable.h"

namespace mote {

// Where a buffer lies. Bit 31 set: at the offset in the other bits in the
// model's file; all bits set: nowhere, a left-out operand. Else a distance, a
// multiple of 4, from the base that the two low bits name.
struct Ref {
  enum Base : uint32_t {
    kHead,  // start of activations and scratch
    kKept,  // start of what outlives an invoke
    // While an operator is prepared its head is no distance but the number of
    // its memory::Buffer, and there are also:
    kTail,     // down from the arena's end
    kScratch,  // the operator's scratch
  };
  static constexpr uint32_t kNowhere = UINT32_MAX;

  uint32_t bits;

  static Ref in_file(uint32_t offset) { return {1u << 31 | offset}; }
  static Ref at(Base base, uint32_t distance) { return {distance | base}; }
  static Ref buffer(uint32_t number) { return {number << 2}; }

  bool fixed() const { return bits >> 31 != 0; }
  bool is(Base base) const { return !fixed() && (bits & 3u) == base; }
  uint32_t offset() const { return bits & 0x7fffffffu; }
  uint32_t distance() const { return bits & ~3u; }
  uint32_t number() const { return bits >> 2; }
};

inline constexpr uint32_t align_8(uint32_t n) { return (n + 7) & ~7u; }

// Starts at a multiple of 8 and is followed by its refs, in the order of
// ops::Buffers, and at the next multiple of 8 by its Params.
struct Record {
  uint16_t code;  // position among the model's operator codes
  uint16_t inputs;
  uint16_t outputs;
  uint16_t refs_end;
  uint16_t params_bytes;
  uint8_t tables;
  uint8_t variant;

  Ref* refs() { return reinterpret_cast<Ref*>(this + 1); }
  const Ref* refs() const { return reinterpret_cast<const Ref*>(this + 1); }
  static uint32_t params_at(uint32_t refs) {
    return align_8(static_cast<uint32_t>(sizeof(Record) + refs * sizeof(Ref)));
  }
  const void* params() const {
    return reinterpret_cast<const uint8_t*>(this) + params_at(refs_end);
  }
  uint32_t bytes() const { return params_at(refs_end) + align_8(params_bytes); }
};

}  // namespace mote

#endif  // MOTE_DEVICE_RUNTIME_RECORD_H_
