// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// RFFT2D: the spectrum of real images [..., h, w], which are cut or filled up
// with zeros to the size in operand 1: [..., size h, size w / 2 + 1] complex
// numbers.
#ifndef MOTE_DEVICE_OPS_RFFT2D_H_
#define MOTE_DEVICE_OPS_RFFT2D_H_

#include "device/ops/integers.h"
#include "device/ops/signal_fft.h"

namespace mote::ops {

struct Rfft2D {
  static constexpr char kName[] = "RFFT2D";
  static constexpr int16_t kCode = 131;
  static constexpr uint8_t kVersion = 1;
  static constexpr uint16_t kOptionsType = 105;
  using Variants = ops::Variants<float>;
  using Options = NoOptions;
  enum Table { kColumnTwiddles, kRowTwiddles };
  struct Params {
    fft::Plan column, row;  // of size h, which may be 1, and size w
    int32_t images;
    int32_t in_h, in_w;

    int32_t out_w() const { return row.length / 2 + 1; }
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  static void fill(const Context& context, const Params& p, int table,
                   void* out);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

template <class Isa, class X>
Status Rfft2D::eval(const Params& p, const Buffers& buffers) {
  using Complex = fft::Complex<float>;
  const float* in = buffers.input<float>(0);
  Complex* out = buffers.output<Complex>(0);
  Complex* line = buffers.scratch<Complex>();
  const int32_t out_w = p.out_w();
  for (int32_t i = 0; i < p.images; ++i, in += p.in_h * p.in_w) {
    for (int32_t y = 0; y < p.column.length; ++y) {
      fft::Places places(p.row);
      for (int32_t x = 0; x < p.row.length; ++x) {
        const bool inside = y < p.in_h && x < p.in_w;
        line[places.next()] = {inside ? in[y * p.in_w + x] : 0.0f, 0.0f};
      }
      fft::transform(p.row, line, buffers.table<Complex>(kRowTwiddles));
      for (int32_t x = 0; x < out_w; ++x) out[y * out_w + x] = line[x];
    }
    for (int32_t x = 0; x < out_w && p.column.length > 1; ++x) {
      fft::Places places(p.column);
      for (int32_t y = 0; y < p.column.length; ++y) {
        line[places.next()] = out[y * out_w + x];
      }
      fft::transform(p.column, line, buffers.table<Complex>(kColumnTwiddles));
      for (int32_t y = 0; y < p.column.length; ++y) {
        out[y * out_w + x] = line[y];
      }
    }
    out += p.column.length * out_w;
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_RFFT2D_H_
