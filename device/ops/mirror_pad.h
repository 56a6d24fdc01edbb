// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// MIRROR_PAD: the input continued by its own mirror images.
#ifndef MOTE_DEVICE_OPS_MIRROR_PAD_H_
#define MOTE_DEVICE_OPS_MIRROR_PAD_H_

#include "device/ops/move.h"

namespace mote::ops {

enum class MirrorPadMode : int8_t { kReflect = 0, kSymmetric = 1 };

struct MirrorPad {
  static constexpr char kName[] = "MIRROR_PAD";
  static constexpr int16_t kCode = 100;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 77;
  using Variants = ops::Variants<void>;  // any type: bytes are moved

  struct Options {
    MirrorPadMode mode;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "mode", o.mode);
    }
  };
  struct Params {
    Box middle;      // the input in the output
    int32_t rank;
    int32_t edge;    // 1: the mirror lies on the outermost element
    int32_t size[kMaxRank];    // of the input
    int32_t before[kMaxRank];
    int32_t after[kMaxRank];
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  // Continues what lies in the middle, dimension by dimension from the last.
  static void mirror(const Params& p, uint8_t* out);

  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    copy(p.middle, buffers.input<void>(0), buffers.output<void>(0));
    mirror(p, buffers.output<uint8_t>(0));
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_MIRROR_PAD_H_
