// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// TILE: the input repeated along each dimension.
#ifndef MOTE_DEVICE_OPS_TILE_H_
#define MOTE_DEVICE_OPS_TILE_H_

#include "device/ops/move.h"
#include "device/ops/stated.h"

namespace mote::ops {

struct Tile {
  static constexpr char kName[] = "TILE";
  static constexpr int16_t kCode = 69;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 51;
  using Variants = ops::Variants<void>;  // any type: bytes are moved
  using Options = NoOptions;
  struct Params {
    Box corner;   // the first repetition
    Stated multiples;
    int32_t rank;
    int32_t size[kMaxRank];      // of the input
    int32_t multiple[kMaxRank];
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  // Repeats what lies in the output, dimension by dimension from the last.
  static void repeat(const Params& p, uint8_t* out);

  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    uint8_t* out = buffers.output<uint8_t>(0);
    if (!p.multiples.holds(buffers.input<void>(1), p.multiple)) {
      return Status::kBadData;
    }
    copy(p.corner, buffers.input<void>(0), out);
    repeat(p, out);
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_TILE_H_
