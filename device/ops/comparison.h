// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL of two broadcast
// operands.
#ifndef MOTE_DEVICE_OPS_COMPARISON_H_
#define MOTE_DEVICE_OPS_COMPARISON_H_

#include "device/ops/broadcast.h"

namespace mote::ops {

// Op gives the name, code, version, tag of its options, and
//   template <class X> static bool holds(X a, X b);
// and may give kScales16: quantized words are brought to one scale, as bytes
// are, and not compared as they are stored. What is not quantized has scale 1.
template <class Op>
struct Comparison {
  using Variants =
      ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t, float>;
  using Options = NoOptions;
  static constexpr bool kScales16 = false;

  struct Params {
    Broadcast shape;
    int32_t zero[2];
    Multiplier multiplier[2];

    int32_t operand(int i, int32_t q) const {
      constexpr int kExtraBits = 8;
      return multiply((q - zero[i]) * (1 << kExtraBits), multiplier[i]);
    }
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

template <class Op>
Status Comparison<Op>::prepare(const Context& context, const Options&,
                               Params& p, Needs& needs) {
  p = {};
  const Status status = prepare_pair(context, p.shape, needs);
  if (status != Status::kOk) return status;
  const Type type = context.input(0).type;
  const int variant = find_variant(typename Op::Variants{}, type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  needs.variant = static_cast<uint8_t>(variant);
  if (context.output(0).type != Type::kBool) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  const bool scales = type == Type::kInt8 || type == Type::kUInt8 ||
                      (type == Type::kInt16 && Op::kScales16);
  const int count = context.input(0).quantization.count == 0 ? 0 : 1;
  for (int i = 0; i < 2 && scales; ++i) {
    const Quantization q = context.input(i).quantization;
    if (q.count != count) return context.refuse(Status::kBadQuantization, i);
    p.zero[i] = count == 0 ? 0 : q.zero_point();
    p.multiplier[i] = make_multiplier(count == 0 ? 1.0f : q.scale(), 1.0f);
  }
  return Status::kOk;
}

template <class Op>
template <class Isa, class X>
Status Comparison<Op>::eval(const Params& p, const Buffers& buffers) {
  uint8_t* out = buffers.output<uint8_t>(0);
  if constexpr (kTypeOf<X> == Type::kBool) {
    for_each_pair(p.shape, buffers.input<uint8_t>(0),
                  buffers.input<uint8_t>(1), out, [](uint8_t a, uint8_t b) {
                    return static_cast<uint8_t>(Op::holds(a != 0, b != 0));
                  });
    return Status::kOk;
  } else {
    const X* a = buffers.template input<X>(0);
    const X* b = buffers.template input<X>(1);
    if constexpr (sizeof(X) == 1 || (sizeof(X) == 2 && Op::kScales16)) {
      for_each_pair(p.shape, a, b, out, [p](X x, X y) {
        return static_cast<uint8_t>(
            Op::holds(p.operand(0, x), p.operand(1, y)));
      });
    } else {
      for_each_pair(p.shape, a, b, out, [](X x, X y) {
        return static_cast<uint8_t>(Op::holds(x, y));
      });
    }
    return Status::kOk;
  }
}

struct Equal : Comparison<Equal> {
  static constexpr char kName[] = "EQUAL";
  static constexpr int16_t kCode = 71;
  static constexpr uint8_t kVersion = 5;
  static constexpr uint16_t kOptionsType = 53;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t,
                                 float, bool>;
  static constexpr bool kScales16 = true;

  template <class X>
  static bool holds(X a, X b) { return a == b; }
};

struct NotEqual : Comparison<NotEqual> {
  static constexpr char kName[] = "NOT_EQUAL";
  static constexpr int16_t kCode = 72;
  static constexpr uint8_t kVersion = 4;
  static constexpr uint16_t kOptionsType = 54;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, int32_t, int64_t,
                                 float, bool>;
  static constexpr bool kScales16 = true;

  template <class X>
  static bool holds(X a, X b) { return a != b; }
};

struct Less : Comparison<Less> {
  static constexpr char kName[] = "LESS";
  static constexpr int16_t kCode = 58;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 41;

  template <class X>
  static bool holds(X a, X b) { return a < b; }
};

struct LessEqual : Comparison<LessEqual> {
  static constexpr char kName[] = "LESS_EQUAL";
  static constexpr int16_t kCode = 63;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 46;

  template <class X>
  static bool holds(X a, X b) { return a <= b; }
};

struct Greater : Comparison<Greater> {
  static constexpr char kName[] = "GREATER";
  static constexpr char kReference[] = "LiteRT; TFLM leaves int16 unscaled";
  static constexpr int16_t kCode = 61;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 44;

  template <class X>
  static bool holds(X a, X b) { return a > b; }
};

struct GreaterEqual : Comparison<GreaterEqual> {
  static constexpr char kName[] = "GREATER_EQUAL";
  static constexpr int16_t kCode = 62;
  static constexpr uint8_t kVersion = 3;
  static constexpr uint16_t kOptionsType = 45;

  template <class X>
  static bool holds(X a, X b) { return a >= b; }
};

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_COMPARISON_H_
