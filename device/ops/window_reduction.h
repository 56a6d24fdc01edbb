// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of REDUCE_WINDOW and STABLEHLO_REDUCE_WINDOW: the elements under
// each window made one, from operand 1 on.
#ifndef MOTE_DEVICE_OPS_WINDOW_REDUCTION_H_
#define MOTE_DEVICE_OPS_WINDOW_REDUCTION_H_

#include "device/ops/body.h"

namespace mote::ops {

// How windows lie on a dimension, in elements of it. Its elements stand `spread`
// apart, behind `low` places; what stands between them, before and behind is
// worth as much as the start.
struct WindowSteps {
  int64_t size = 1, step = 1, distance = 1;
  int64_t spread = 1, low = 0, high = 0;
};

struct WindowReduction {
  static constexpr uint8_t kVersion = 1;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t,
                                 float, bool>;
  enum Input { kX, kStart };
  struct Axis {
    int32_t in, out, size;
    int32_t step, distance, spread, low;
    int32_t inner;  // elements of the input from one to the next
  };
  struct Params {
    Body body;
    int32_t count;   // of the output
    int32_t window;  // elements under it
    int32_t rank;
    Axis axis[kMaxRank];
  };

  // Checks what both have in common; axes: one for each dimension of operand 0.
  static Status prepare_windows(const Context& context, const WindowSteps* axes,
                                Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers) {
    if constexpr (kTypeOf<X> == Type::kBool) {
      with_merge_of_truths(p.body.merge, [&](auto merge) {
        walk<uint8_t>(p, buffers, merge);
      });
    } else {
      with_merge<X>(p.body.merge,
                    [&](auto merge) { walk<X>(p, buffers, merge); });
    }
    return Status::kOk;
  }

 private:
  // The element under place w of window o; -1: none is there.
  static int32_t find(const Params& p, int32_t o, int32_t w) {
    int32_t at = 0;
    for (int32_t d = p.rank - 1; d >= 0; --d) {
      const Axis& axis = p.axis[d];
      const int64_t place =
          static_cast<int64_t>(o % axis.out) * axis.step +
          static_cast<int64_t>(w % axis.size) * axis.distance - axis.low;
      o /= axis.out;
      w /= axis.size;
      if (place < 0 || place % axis.spread != 0) return -1;
      if (place / axis.spread >= axis.in) return -1;
      at += static_cast<int32_t>(place / axis.spread) * axis.inner;
    }
    return at;
  }
  // Merges in the input's order.
  template <class X, class F>
  static void walk(const Params& p, const Buffers& buffers, F merge) {
    const X* x = buffers.template input<X>(kX);
    const X start = *buffers.template input<X>(kStart);
    X* out = buffers.template output<X>(0);
    for (int32_t o = 0; o < p.count; ++o) {
      X merged = start;
      for (int32_t w = 0; w < p.window; ++w) {
        const int32_t at = find(p, o, w);
        merged = merge(merged, at < 0 ? start : x[at]);
      }
      out[o] = merged;
    }
  }
};

inline Status WindowReduction::prepare_windows(const Context& context,
                                               const WindowSteps* axes,
                                               Params& p, Needs& needs) {
  const Tensor x = context.input(kX);
  const Tensor start = context.input(kStart);
  const Tensor out = context.output(0);
  const int variant = find_variant(Variants(), x.type);
  if (variant < 0) return context.refuse(Status::kWrongType, kX);
  if (start.type != x.type) return context.refuse(Status::kWrongType, kStart);
  if (start.elements() != 1) return context.refuse(Status::kWrongShape, kStart);
  if (out.type != x.type) return context.refuse(Status::kWrongType, kOutput);
  if (out.shape.rank != x.shape.rank) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p.rank = x.shape.rank;
  p.count = out.elements();
  int64_t window = 1;
  for (int d = 0; d < p.rank; ++d) {
    const WindowSteps& from = axes[d];
    const int64_t sizes[] = {from.size, from.step, from.distance, from.spread};
    for (const int64_t n : sizes) {
      if (n < 1 || n > INT32_MAX) return Status::kBadOption;
    }
    constexpr int64_t kMost = 1 << 30;
    if (clamp(from.low, -kMost, kMost) != from.low ||
        clamp(from.high, -kMost, kMost) != from.high) {
      return Status::kBadOption;
    }
    const int64_t in = x.shape[d];
    const int64_t places =
        (in == 0 ? 0 : (in - 1) * from.spread + 1) + from.low + from.high;
    const int64_t rest = places - ((from.size - 1) * from.distance + 1);
    if (out.shape[d] != (rest < 0 ? 0 : rest / from.step + 1)) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    p.axis[d] = {x.shape[d],
                 out.shape[d],
                 static_cast<int32_t>(from.size),
                 static_cast<int32_t>(from.step),
                 static_cast<int32_t>(from.distance),
                 static_cast<int32_t>(from.spread),
                 static_cast<int32_t>(from.low),
                 x.shape.product(d + 1, p.rank)};
    if (p.count > 0) window *= from.size;
    if (window > INT32_MAX) return Status::kBadOption;
  }
  p.window = static_cast<int32_t>(window);
  needs.variant = static_cast<uint8_t>(variant);
  needs.any_alignment = ~3u;
  needs.work = static_cast<uint64_t>(window) * static_cast<uint32_t>(p.count);
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_WINDOW_REDUCTION_H_
