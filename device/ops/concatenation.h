// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// CONCATENATION: the inputs, one behind the other along an axis.
#ifndef MOTE_DEVICE_OPS_CONCATENATION_H_
#define MOTE_DEVICE_OPS_CONCATENATION_H_

#include "device/ops/move.h"

namespace mote::ops {

struct Concatenation {
  static constexpr char kName[] = "CONCATENATION";
  static constexpr int16_t kCode = 2;
  static constexpr uint8_t kVersion = 7;
  static constexpr uint16_t kOptionsType = 10;
  // Bytes that are moved; uint8 inputs that are quantized each in its own way.
  using Variants = ops::Variants<void, uint8_t>;
  enum Variant : uint8_t { kMoved, kRescaled };

  struct Options {
    int32_t axis;
    Activation activation;

    template <class V>
    static void fields(Options& o, V& v) {
      v(0, "axis", o.axis);
      v(1, "fused_activation_function", o.activation);
    }
  };
  struct Params {
    int32_t rows;          // dimensions outside the axis
    int32_t row;           // bytes of the output's rows
    int32_t axis;
    int32_t zero_point;    // rescaled: of the output
  };
  // The table has one for each input. Its rows go to the output's rows from
  // byte `to` on; rescaled: q * scale + bias, then the output's zero point.
  struct Part {
    int32_t to;
    int32_t row;           // bytes
    float scale;           // 0: the output's own quantization
    float bias;
  };

  static Status prepare(const Context& context, const Options& options,
                        Params& p, Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace concatenation {

void rescale(const Concatenation::Part& part, int32_t zero_point,
             const uint8_t* from, uint8_t* to);

}  // namespace concatenation

template <class Isa, class X>
Status Concatenation::eval(const Params& p, const Buffers& buffers) {
  const Part* parts = buffers.table<Part>(0);
  for (int i = 0; i < buffers.inputs(); ++i) {
    const Part& part = parts[i];
    const uint8_t* from = buffers.input<uint8_t>(i);
    uint8_t* to = buffers.output<uint8_t>(0) + part.to;
    if (part.row == 0) continue;
    for (int32_t r = 0; r < p.rows; ++r, from += part.row, to += p.row) {
      if constexpr (kTypeOf<X> == Type::kUInt8) {
        if (part.scale != 0.0f) {
          concatenation::rescale(part, p.zero_point, from, to);
          continue;
        }
      }
      copy_bytes(to, from, static_cast<uint32_t>(part.row));
    }
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CONCATENATION_H_
