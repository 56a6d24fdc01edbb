// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// DEQUANTIZE: to floats, from quantized integers or from 16-bit floats.
#ifndef MOTE_DEVICE_OPS_DEQUANTIZE_H_
#define MOTE_DEVICE_OPS_DEQUANTIZE_H_

#include "device/core/half.h"
#include "device/core/wrapping.h"
#include "device/ops/channel_steps.h"
#include "device/ops/overlap.h"

namespace mote::ops {

// Integers of fewer than 8 bits, packed: the first one in the lowest bits.
struct Packed {};

struct Dequantize {
  static constexpr char kName[] = "DEQUANTIZE";
  static constexpr char kReference[] = "LiteRT; TFLM has no scales by channel";
  static constexpr int16_t kCode = 6;
  static constexpr uint8_t kVersion = 8;
  static constexpr uint16_t kOptionsType = 38;
  using Variants = ops::Variants<int8_t, uint8_t, int16_t, Half, Packed>;
  using Options = NoOptions;

  struct Params {
    ChannelSteps steps;
    uint8_t bits;         // Packed
    uint8_t is_unsigned;  // Packed
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  static void fill(const Context& context, const Params&, int table,
                   void* out) {
    fill_channel_steps(context.input(0), table, out);
  }
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace dequantize {

// A view that reads packed integers one by one.
struct PackedView {
  const uint8_t* bytes;
  uint8_t bits;
  uint8_t is_unsigned;

  int32_t operator[](int32_t i) const {
    const uint32_t bit = static_cast<uint32_t>(i) * bits;
    const uint32_t mask = (1u << bits) - 1u;
    const uint32_t byte = bytes[bit / 8];
    const uint32_t raw = byte >> bit % 8 & mask;
    const uint32_t sign = is_unsigned != 0 ? 0 : (mask + 1) >> 1;
    return static_cast<int32_t>(raw ^ sign) - static_cast<int32_t>(sign);
  }
};

template <class View>
void integers(const Dequantize::Params& p, const Buffers& buffers,
              const View& in) {
  float* out = buffers.output<float>(0);
  p.steps.each_row([&](int32_t first, int32_t n, int32_t channel) {
    const float scale = buffers.table<float>(0)[channel];
    const int32_t zero = buffers.table<int32_t>(1)[channel];
    for (int32_t i = first; i < first + n; ++i) {
      const int32_t q = wrapping_sub(static_cast<int32_t>(in[i]), zero);
      out[i] = scale * static_cast<float>(q);
    }
  });
}

}  // namespace dequantize

template <class Isa, class X>
Status Dequantize::eval(const Params& p, const Buffers& buffers) {
  if constexpr (kTypeOf<X> == Type::kFloat16) {
    const Half* in = buffers.input<Half>(0);
    float* out = buffers.output<float>(0);
    for (int32_t i = 0; i < p.steps.count; ++i) out[i] = to_float(in[i]);
  } else if constexpr (kTypeOf<X> == Type::kNone) {
    dequantize::integers(p, buffers,
                         dequantize::PackedView{buffers.input<uint8_t>(0),
                                                p.bits, p.is_unsigned});
  } else {
    dequantize::integers(p, buffers, buffers.input<X>(0));
  }
  return Status::kOk;
}

inline Status Dequantize::prepare(const Context& context, const Options&,
                                  Params& p, Needs& needs) {
  if (context.inputs() != 1 || context.outputs() != 1) {
    return Status::kWrongOperands;
  }
  const Tensor in = context.input(0);
  const Tensor out = context.output(0);
  if (out.type != Type::kFloat32) {
    return context.refuse(Status::kWrongType, kOutput);
  }
  if (out.shape != in.shape) {
    return context.refuse(Status::kWrongShape, kOutput);
  }
  p = {};
  const bool packed =
      contains(types(Type::kInt4, Type::kUInt4, Type::kInt2), in.type);
  const int variant =
      packed ? 4 : find_variant(Variants{}, in.type);
  if (variant < 0) return context.refuse(Status::kWrongType, 0);
  needs.variant = static_cast<uint8_t>(variant);
  needs.lead[0] = element_lead(in.type, out.type, in.elements());
  p.bits = static_cast<uint8_t>(bits(in.type));
  p.is_unsigned = in.type == Type::kUInt4;
  if (in.type == Type::kFloat16) {
    p.steps.count = in.elements();
    return Status::kOk;
  }
  return prepare_channel_steps(context, 0, p.steps, needs);
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_DEQUANTIZE_H_
