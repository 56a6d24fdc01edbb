// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RESIZE_BILINEAR: each pixel of the output is a mean of four of the input,
// weighted by how near they are.
#ifndef MOTE_DEVICE_OPS_RESIZE_BILINEAR_H_
#define MOTE_DEVICE_OPS_RESIZE_BILINEAR_H_

#include "device/core/real.h"
#include "device/ops/resize.h"

namespace mote::ops {

struct ResizeBilinear {
  static constexpr char kName[] = "RESIZE_BILINEAR";
  static constexpr int16_t kCode = 23;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 15;
  using Variants = ops::Variants<int8_t, float, uint8_t, int16_t>;

  struct Options {
    bool align_corners, half_pixel_centers;

    template <class V>
    static void fields(Options& o, V& v) {
      v(2, "align_corners", o.align_corners);
      v(3, "half_pixel_centers", o.half_pixel_centers);
    }
  };
  using Params = ResizeParams;

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs) {
    const int variant = find_variant(Variants(), context.input(0).type);
    if (variant < 0) return context.refuse(Status::kWrongType, 0);
    needs.variant = static_cast<uint8_t>(variant);
    if (options.align_corners && options.half_pixel_centers) {
      return Status::kBadOption;
    }
    const Status status = prepare_resize(
        context, options.align_corners, options.half_pixel_centers, p, needs);
    needs.work = 4ull * static_cast<uint32_t>(context.output(0).elements());
    return status;
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace resize_bilinear {

// The two neighbours of a place along an axis, and its distance from the first
// one: a part of 1024, or of 1.
template <class Number>
struct Neighbours {
  int32_t lo, hi;
  Number distance;
};

// Fixed point, for signed integers.
struct Fixed {
  using Number = int32_t;
  static constexpr int32_t kOne = 1024;

  static Number scale(const ResizeParams& p, int axis) {
    const int32_t less = p.align(axis) ? 1 : 0;
    const int32_t out = p.out[axis] - less;
    return (kOne * (p.in[axis] - less) + out / 2) / out;
  }
  static Neighbours<Number> find(const ResizeParams& p, int axis, Number scale,
                                 int32_t i) {
    int32_t at = i * scale;
    if (p.half_pixel_centers != 0) at += scale / 2 - kOne / 2;
    const int32_t last = p.in[axis] - 1;
    const int32_t lo = clamp(at / kOne, 0, last);
    return {lo, clamp((at + kOne - 1) / kOne, 0, last), at - lo * kOne};
  }
  template <class X>
  struct Mix {
    int32_t weights[4];
    Mix(Number y, Number x)
        : weights{(kOne - y) * (kOne - x), y * (kOne - x), (kOne - y) * x,
                  y * x} {}
    X operator()(X a, X b, X c, X d) const {
      const int64_t sum = int64_t{weights[0]} * a + int64_t{weights[1]} * b +
                          int64_t{weights[2]} * c + int64_t{weights[3]} * d;
      constexpr int32_t kUnit = kOne * kOne;
      return static_cast<X>((sum + (sum > 0 ? kUnit / 2 : -kUnit / 2)) / kUnit);
    }
  };
};

// Floating point, also for uint8, which is rounded down from a half more.
struct Floating {
  using Number = float;

  static Number scale(const ResizeParams& p, int axis) { return p.scale(axis); }
  static Neighbours<Number> find(const ResizeParams& p, int axis, Number scale,
                                 int32_t i) {
    const float index = static_cast<float>(i);
    const float at = p.half_pixel_centers != 0 ? (index + 0.5f) * scale - 0.5f
                                               : index * scale;
    const float below = floor(at);
    const int32_t last = p.in[axis] - 1;
    const int32_t whole = static_cast<int32_t>(below);
    const int32_t lo = clamp(whole, 0, last);
    return {lo, clamp(below == at ? whole : whole + 1, 0, last),
            at - static_cast<float>(lo)};
  }
  template <class X>
  struct Mix {
    float y, x;
    Mix(Number dy, Number dx) : y(dy), x(dx) {}
    X operator()(X a, X b, X c, X d) const {
      const float sum = value(a) * (1.0f - y) * (1.0f - x) +
                        value(b) * y * (1.0f - x) +
                        value(c) * (1.0f - y) * x + value(d) * y * x;
      if constexpr (kTypeOf<X> == Type::kFloat32) {
        return sum;
      } else {
        return static_cast<X>(static_cast<int32_t>(sum + 0.5f));
      }
    }
    static float value(X q) { return static_cast<float>(q); }
  };
};

template <class X> struct Arithmetic { using Type = Fixed; };
template <> struct Arithmetic<float> { using Type = Floating; };
template <> struct Arithmetic<uint8_t> { using Type = Floating; };

}  // namespace resize_bilinear

template <class Isa, class X>
Status ResizeBilinear::eval(const Params& p, const Buffers& buffers) {
  using A = typename resize_bilinear::Arithmetic<X>::Type;
  if (!p.size.holds(buffers.template input<void>(1), p.out)) {
    return Status::kBadData;
  }
  if (p.batches == 0) return Status::kOk;
  const auto y_scale = A::scale(p, 0), x_scale = A::scale(p, 1);
  const int32_t row = p.in[1] * p.channels;
  const X* image = buffers.template input<X>(0);
  X* out = buffers.template output<X>(0);
  for (int32_t n = 0; n < p.batches; ++n, image += p.in[0] * row) {
    for (int32_t y = 0; y < p.out[0]; ++y) {
      const auto v = A::find(p, 0, y_scale, y);
      const X* top = image + v.lo * row;
      const X* bottom = image + v.hi * row;
      for (int32_t x = 0; x < p.out[1]; ++x) {
        const auto h = A::find(p, 1, x_scale, x);
        const typename A::template Mix<X> mix(v.distance, h.distance);
        const int32_t left = h.lo * p.channels, right = h.hi * p.channels;
        for (int32_t c = 0; c < p.channels; ++c) {
          *out++ = mix(top[left + c], bottom[left + c], top[right + c],
                       bottom[right + c]);
        }
      }
    }
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RESIZE_BILINEAR_H_
