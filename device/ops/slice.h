// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// SLICE: a box of the input, from `begin` on.
#ifndef MOTE_DEVICE_OPS_SLICE_H_
#define MOTE_DEVICE_OPS_SLICE_H_

#include "device/ops/move.h"
#include "device/ops/place.h"

namespace mote::ops {

struct Slice {
  static constexpr char kName[] = "SLICE";
  static constexpr int16_t kCode = 65;
  static constexpr uint8_t kVersion = 8;
  static constexpr uint16_t kOptionsType = 48;
  // By the type of begin and size; elements of any type are moved.
  using Variants = ops::Variants<int32_t, int64_t>;
  using Options = NoOptions;
  struct Params {
    Box box;
    // 0 when begin and size are constants: the box starts at begin. Else the
    // table has a Place for each dimension.
    int32_t rank;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  static void fill(const Context& context, const Params& p, int,
                   void* out) {
    fill_places(context.input(0).shape, context.output(0).shape,
                p.box.element, out);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    uint32_t start = 0;
    for (int32_t d = 0; d < p.rank; ++d) {
      const Place& place = buffers.template table<Place>(0)[d];
      const X begin = buffers.template input<X>(1)[d];
      const X size = buffers.template input<X>(2)[d];
      if (!place.admits(begin, size)) return Status::kBadData;
      start += static_cast<uint32_t>(begin) *
               static_cast<uint32_t>(place.step);
    }
    copy(p.box, buffers.template input<uint8_t>(0) + start,
         buffers.template output<void>(0));
    return Status::kOk;
  }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_SLICE_H_
