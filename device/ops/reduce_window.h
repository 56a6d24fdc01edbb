// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// REDUCE_WINDOW: the elements under each window made one, from operand 1 on.
// Operands 2 to 4 are the window's size, its step and the distance of its
// elements, by dimension.
#ifndef MOTE_DEVICE_OPS_REDUCE_WINDOW_H_
#define MOTE_DEVICE_OPS_REDUCE_WINDOW_H_

#include "device/core/wrapping.h"
#include "device/ops/integers.h"

namespace mote::ops {

struct ReduceWindow {
  static constexpr char kName[] = "REDUCE_WINDOW";
  static constexpr int16_t kCode = 205;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 276;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t,
                                 float, bool>;
  enum Input { kX, kStart, kSize, kStep, kDistance, kInputs };
  enum Function : int32_t {
    kUnsupported, kAdd, kMultiply, kMinimum, kMaximum, kAll, kAny
  };

  struct Options {
    int32_t function;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "reduce_function", o.function);
    }
  };
  // A dimension of the output and what a step means in the input.
  struct Axis {
    int32_t out, size;
    int32_t step, distance;  // elements of the input
  };
  struct Params {
    int32_t count;   // of the output
    int32_t window;  // elements under it
    int32_t rank;
    Axis axis[kMaxRank];
    int32_t function;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);

 private:
  template <class X, class F>
  static void walk(const Params& p, const Buffers& buffers, F merge);
};

// Merges in the input's order.
template <class X, class F>
void ReduceWindow::walk(const Params& p, const Buffers& buffers, F merge) {
  const X* x = buffers.template input<X>(kX);
  X* out = buffers.template output<X>(0);
  for (int32_t o = 0; o < p.count; ++o) {
    int32_t start = 0;
    for (int32_t d = p.rank - 1, rest = o; d >= 0; --d) {
      start += rest % p.axis[d].out * p.axis[d].step;
      rest /= p.axis[d].out;
    }
    X merged = *buffers.template input<X>(kStart);
    for (int32_t w = 0; w < p.window; ++w) {
      int32_t at = start;
      for (int32_t d = p.rank - 1, rest = w; d >= 0; --d) {
        at += rest % p.axis[d].size * p.axis[d].distance;
        rest /= p.axis[d].size;
      }
      merged = merge(merged, x[at]);
    }
    out[o] = merged;
  }
}

template <class Isa, class X>
Status ReduceWindow::eval(const Params& p, const Buffers& buffers) {
  if constexpr (kTypeOf<X> == Type::kBool) {
    // As bytes: those from outside may be neither 0 nor 1.
    const bool all = p.function == kAll || p.function == kMultiply ||
                     p.function == kMinimum;
    walk<uint8_t>(p, buffers, [all](uint8_t a, uint8_t b) {
      const bool x = a != 0, y = b != 0;
      return static_cast<uint8_t>(all ? x && y : x || y);
    });
    return Status::kOk;
  } else {
    switch (p.function) {
      case kAdd:
        walk<X>(p, buffers, [](X a, X b) {
          if constexpr (kTypeOf<X> == Type::kFloat32) return a + b;
          else return wrapping_add(a, b);
        });
        break;
      case kMultiply:
        walk<X>(p, buffers, [](X a, X b) {
          if constexpr (kTypeOf<X> == Type::kFloat32) return a * b;
          else return wrapping_mul(a, b);
        });
        break;
      case kMinimum:
        walk<X>(p, buffers, [](X a, X b) { return b < a ? b : a; });
        break;
      case kMaximum:
        walk<X>(p, buffers, [](X a, X b) { return a < b ? b : a; });
        break;
      case kAll:
        walk<X>(p, buffers, [](X a, X b) { return X(a != 0 && b != 0); });
        break;
      default:
        walk<X>(p, buffers, [](X a, X b) { return X(a != 0 || b != 0); });
        break;
    }
    return Status::kOk;
  }
}

inline Status ReduceWindow::prepare(const Context& context,
                                    const Options& options, Params& p,
                                    Needs& needs) {
  if (context.inputs() != kInputs || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  if (options.function < kAdd || options.function > kAny) {
    return Status::kBadOption;
  }
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
  p = {};
  p.rank = x.shape.rank;
  p.function = options.function;
  p.count = out.elements();
  int64_t window = 1;
  for (int i = kSize; i <= kDistance; ++i) {
    Integers numbers;
    const Status status = read_integers(context, i, p.rank, numbers);
    if (status != Status::kOk) return status;
    for (int d = 0; d < p.rank; ++d) {
      const int64_t n = numbers[d];
      if (n < 1 || n > INT32_MAX) return context.refuse(Status::kBadOption, i);
      if (i == kSize) p.axis[d].size = static_cast<int32_t>(n);
      if (i == kStep) p.axis[d].step = static_cast<int32_t>(n);
      if (i == kDistance) p.axis[d].distance = static_cast<int32_t>(n);
    }
  }
  for (int d = 0; d < p.rank; ++d) {
    Axis& axis = p.axis[d];
    const int64_t rest =
        x.shape[d] - ((axis.size - 1ll) * axis.distance + 1);
    axis.out = out.shape[d];
    if (axis.out != (rest < 0 ? 0 : rest / axis.step + 1)) {
      return context.refuse(Status::kWrongShape, kOutput);
    }
    // A single step leads nowhere, and could be of any length.
    const int32_t inner = x.shape.product(d + 1, p.rank);
    axis.step = axis.out > 1 ? axis.step * inner : 0;
    axis.distance = axis.size > 1 && axis.out > 0 ? axis.distance * inner : 0;
    if (p.count > 0) window *= axis.size;
  }
  p.window = static_cast<int32_t>(window);
  needs.variant = static_cast<uint8_t>(variant);
  needs.any_alignment = ~3u;
  needs.work = static_cast<uint64_t>(window) *
               static_cast<uint32_t>(p.count);
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_REDUCE_WINDOW_H_
