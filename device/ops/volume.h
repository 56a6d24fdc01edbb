// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The family of convolutions that are computed one output pixel at a time from
// the input pixels that reach it: those of volumes [n, d, h, w, c], and
// transposed ones, of volumes and images.
#ifndef MOTE_DEVICE_OPS_VOLUME_H_
#define MOTE_DEVICE_OPS_VOLUME_H_

#include "device/kernels/portable.h"
#include "device/ops/window.h"

namespace mote::ops {

// An input pixel that reaches the output pixel at hand, and through which tap
// of the filter. Pixels and taps are counted in the order of memory.
struct Reach {
  int32_t pixel, tap;
};

// One dimension. Plain: output o sees input o * stride - pad + tap * dilation.
// Transposed: input i reaches output i * stride - pad + tap * dilation.
struct VolumeAxis {
  int32_t in, out;
  int16_t kernel, stride, dilation, pad;

  // Calls f(input, tap) for what reaches output o, inputs ascending.
  template <class F>
  void each_plain(int32_t o, F f) const {
    for (int32_t k = 0; k < kernel; ++k) {
      const int32_t i = o * stride - pad + k * dilation;
      if (i >= 0 && i < in) f(i, k);
    }
  }
  template <class F>
  void each_transposed(int32_t o, F f) const {
    for (int32_t k = kernel - 1; k >= 0; --k) {
      const int32_t at = o + pad - k * dilation;
      if (at >= 0 && at % stride == 0 && at / stride < in) f(at / stride, k);
    }
  }
  template <class F>
  void each(bool transposed, int32_t o, F f) const {
    if (transposed) {
      each_transposed(o, f);
    } else {
      each_plain(o, f);
    }
  }
};

struct Volume {
  VolumeAxis d, h, w;  // of an image d is 1 throughout
  int32_t batches;
  uint8_t transposed;

  int32_t taps() const { return d.kernel * h.kernel * w.kernel; }
  int32_t in_pixels() const { return d.in * h.in * w.in; }

  // Calls f(reaches, count) for each output pixel, in order; first: where the
  // reaches start that f may use, of which there are taps() at most.
  template <class F>
  void each_pixel(Reach* reaches, F f) const {
    for (int32_t n = 0; n < batches; ++n) {
      for (int32_t z = 0; z < d.out; ++z) {
        for (int32_t y = 0; y < h.out; ++y) {
          for (int32_t x = 0; x < w.out; ++x) {
            f(reaches, find(n, z, y, x, reaches));
          }
        }
      }
    }
  }

 private:
  int32_t find(int32_t n, int32_t z, int32_t y, int32_t x,
               Reach* reaches) const {
    const bool t = transposed != 0;
    int32_t count = 0;
    d.each(t, z, [&](int32_t iz, int32_t kz) {
      h.each(t, y, [&](int32_t iy, int32_t ky) {
        w.each(t, x, [&](int32_t ix, int32_t kx) {
          reaches[count++] = {((n * d.in + iz) * h.in + iy) * w.in + ix,
                              (kz * h.kernel + ky) * w.kernel + kx};
        });
      });
    });
    return count;
  }
};

// What the options say of one dimension.
struct VolumeAxisOptions {
  int32_t kernel, stride, dilation;
};

// Fills in an axis; for a transposed one, the sizes must be those of the plain
// one from its output to its input.
inline bool make_volume_axis(const VolumeAxisOptions& options, Padding padding,
                             bool transposed, int32_t in, int32_t out,
                             VolumeAxis& axis) {
  axis.in = in;
  axis.out = out;
  const WindowAxis window = {transposed ? out : in, transposed ? in : out,
                             options.kernel, options.stride,
                             options.dilation};
  if (!pad_before(window, padding, axis.pad)) return false;
  axis.kernel = static_cast<int16_t>(options.kernel);
  axis.stride = static_cast<int16_t>(options.stride);
  axis.dilation = static_cast<int16_t>(options.dilation);
  return true;
}

// How weights of floats lie: those of tap t and output channel c are a row of
// input channels at t * tap + c * channel.
struct VolumeWeights {
  int32_t tap, channel;
};

// A transposed convolution of floats. The sum of each output goes on from input
// to input, as in the reference, which scatters.
template <class Isa>
void transposed_floats(const Volume& volume, int32_t inputs, int32_t outputs,
                       const VolumeWeights& weights, const FloatRange& range,
                       const Buffers& buffers) {
  const float* w = buffers.input<float>(1);
  const float* x = buffers.input<float>(2);
  const float* bias = buffers.input<float>(3);
  float* out = buffers.output<float>(0);
  volume.each_pixel(buffers.scratch<Reach>(), [&](const Reach* r, int32_t n) {
    for (int32_t c = 0; c < outputs; ++c) {
      float sum = 0.0f;
      for (int32_t i = 0; i < n; ++i) {
        sum = Isa::dot_on(sum, x + r[i].pixel * inputs,
                          w + r[i].tap * weights.tap + c * weights.channel,
                          inputs);
      }
      if (bias != nullptr) sum += bias[c];
      *out++ = clamp(sum, range.lo, range.hi);
    }
  });
}

// Checks operand 0 of a transposed convolution, the shape of its output: int32,
// constant or computed. A constant one must be right.
Status check_output_shape(const Context& context);
// Whether a computed one is right.
inline Status check_output_shape(const Buffers& buffers, const int32_t* dims,
                                 int32_t rank) {
  const int32_t* given = buffers.input<int32_t>(0);
  for (int32_t i = 0; i < rank; ++i) {
    if (given[i] != dims[i]) return Status::kBadData;
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_VOLUME_H_
