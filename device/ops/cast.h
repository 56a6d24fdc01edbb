// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// CAST: the same numbers in another type. Floats lose their fraction, and
// saturate; integers wrap; anything but 0 is true.
#ifndef MOTE_DEVICE_OPS_CAST_H_
#define MOTE_DEVICE_OPS_CAST_H_

#include "device/core/half.h"
#include "device/ops/overlap.h"

namespace mote::ops {

struct Cast {
  static constexpr char kName[] = "CAST";
  static constexpr int16_t kCode = 53;
  static constexpr uint8_t kVersion = 7;
  static constexpr uint16_t kOptionsType = 37;
  // By the input.
  using Variants =
      ops::Variants<float, Half, int8_t, uint8_t, int16_t, uint16_t, int32_t,
                    uint32_t, int64_t, bool>;
  // The types are those of the tensors; the options repeat them.
  using Options = NoOptions;

  struct Params {
    int32_t count;
    Type out;
  };

  static Status prepare(const Context& context, const Options&, Params& p,
                        Needs& needs);
  template <class Isa, class X>
  static Status eval(const Params& p, const Buffers& buffers);
};

namespace cast {

// Elements on their way from one type to another: every integer type passes
// through int64, every real one through float. So there is one loop a type, not
// one for each pair of types.
inline constexpr int32_t kChunk = 16;

// Writes n numbers to the elements first.. of the output.
void store(const int64_t* numbers, int32_t n, Type type, void* out,
           int32_t first);
void store(const float* numbers, int32_t n, Type type, void* out,
           int32_t first);

template <class X> struct Passes { using Type = int64_t; };
template <> struct Passes<float> { using Type = float; };
template <> struct Passes<Half> { using Type = float; };

template <class X>
typename Passes<X>::Type load(const X* from) { return *from; }
inline float load(const Half* from) { return to_float(*from); }
// Read as a byte: it comes from outside and may be neither 0 nor 1.
inline int64_t load(const bool* from) {
  return *reinterpret_cast<const uint8_t*>(from) != 0;
}

}  // namespace cast

template <class Isa, class X>
Status Cast::eval(const Params& p, const Buffers& buffers) {
  const X* in = buffers.template input<X>(0);
  void* out = buffers.output<void>(0);
  typename cast::Passes<X>::Type chunk[cast::kChunk];
  for (int32_t first = 0; first < p.count; first += cast::kChunk) {
    const int32_t n = min(p.count - first, cast::kChunk);
    for (int32_t i = 0; i < n; ++i) chunk[i] = cast::load(in + first + i);
    cast::store(chunk, n, p.out, out, first);
  }
  return Status::kOk;
}

}  // namespace mote::ops

#endif  // MOTE_DEVICE_OPS_CAST_H_
