// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RESIZE_NEAREST_NEIGHBOR: each pixel of the output is the nearest one of the
// input.
#ifndef MOTE_DEVICE_OPS_RESIZE_NEAREST_NEIGHBOR_H_
#define MOTE_DEVICE_OPS_RESIZE_NEAREST_NEIGHBOR_H_

#include "device/core/real.h"
#include "device/ops/resize.h"

namespace mote::ops {

struct ResizeNearestNeighbor {
  static constexpr char kName[] = "RESIZE_NEAREST_NEIGHBOR";
  static constexpr int16_t kCode = 97;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 74;
  using Variants = ops::Variants<void>;  // any type: bytes are moved

  struct Options {
    bool align_corners, half_pixel_centers;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "align_corners", o.align_corners);
      v(1, "half_pixel_centers", o.half_pixel_centers);
    }
  };
  struct Params {
    ResizeParams resize;
    int32_t pixel;  // bytes
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    const Type type = context.input(0).type;
    if (!is_movable(type)) return context.refuse(Status::kWrongType, 0);
    const Status status =
        prepare_resize(context, options.align_corners,
                       options.half_pixel_centers, p.resize, needs);
    if (status != Status::kOk) return status;
    needs.any_alignment |= 1u;
    p.pixel = p.resize.channels * static_cast<int32_t>(bits(type) / 8);
    return Status::kOk;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

 private:
  static int32_t nearest(const ResizeParams& p, int axis, float scale,
                         int32_t i) {
    const float offset = p.half_pixel_centers != 0 ? 0.5f : 0.0f;
    const float at = (static_cast<float>(i) + offset) * scale;
    return clamp(p.align_corners != 0 ? round_to_int(at)
                                      : static_cast<int32_t>(floor(at)),
                 0, p.in[axis] - 1);
  }
};

template <class Isa, class X>
Status ResizeNearestNeighbor::eval(const Params& p, const Buffers& buffers) {
  const ResizeParams& r = p.resize;
  if (!r.size.holds(buffers.input<void>(1), r.out)) return Status::kBadData;
  const float scale[2] = {r.scale(0), r.scale(1)};
  const uint8_t* image = buffers.input<uint8_t>(0);
  uint8_t* to = buffers.output<uint8_t>(0);
  for (int32_t n = 0; n < r.batches; ++n) {
    for (int32_t y = 0; y < r.out[0]; ++y) {
      const uint8_t* row =
          image + nearest(r, 0, scale[0], y) * r.in[1] * p.pixel;
      for (int32_t x = 0; x < r.out[1]; ++x, to += p.pixel) {
        copy_bytes(to, row + nearest(r, 1, scale[1], x) * p.pixel,
                   static_cast<uint32_t>(p.pixel));
      }
    }
    image += r.in[0] * r.in[1] * p.pixel;
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RESIZE_NEAREST_NEIGHBOR_H_
