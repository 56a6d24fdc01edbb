// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7em/simd.h"

namespace mote {
namespace {

using armv7em::even_bytes;
using armv7em::multiply_halves;
using armv7em::odd_bytes;

// Four products: of bytes 2 loads, 4 extensions, 2 multiplies; of halfwords 4
// loads, 2 multiplies; of both 3 loads, 2 extensions, 2 to pair, 2 multiplies.
int32_t four(int32_t sum, const int8_t* x, const int8_t* w) {
  const uint32_t a = load_unaligned<uint32_t>(x);
  const uint32_t b = load_unaligned<uint32_t>(w);
  sum = multiply_halves(even_bytes(a), even_bytes(b), sum);
  return multiply_halves(odd_bytes(a), odd_bytes(b), sum);
}

int32_t four(int32_t sum, const int16_t* x, const int16_t* w) {
  sum = multiply_halves(load_unaligned<uint32_t>(x),
                        load_unaligned<uint32_t>(w), sum);
  return multiply_halves(load_unaligned<uint32_t>(x + 2),
                         load_unaligned<uint32_t>(w + 2), sum);
}

int32_t four(int32_t sum, const int8_t* x, const int16_t* w) {
  const uint32_t a = load_unaligned<uint32_t>(x);
  const uint32_t low = load_unaligned<uint32_t>(w);
  const uint32_t high = load_unaligned<uint32_t>(w + 2);
  sum = multiply_halves(even_bytes(a), armv7em::low_halves(low, high), sum);
  return multiply_halves(odd_bytes(a), armv7em::high_halves(low, high), sum);
}

template <class X, class W>
int32_t products(const X* x, const W* w, int32_t depth) {
  int32_t sum = 0;
  for (; depth >= 4; depth -= 4, x += 4, w += 4) sum = four(sum, x, w);
  for (; depth > 0; --depth) sum = add_wrapping(sum, *x++ * *w++);
  return sum;
}

}  // namespace

int32_t Armv7em::dot(const int8_t* x, const int8_t* w, int32_t depth) {
  return products(x, w, depth);
}
int32_t Armv7em::dot(const int16_t* x, const int16_t* w, int32_t depth) {
  return products(x, w, depth);
}
int32_t Armv7em::dot(const int8_t* x, const int16_t* w, int32_t depth) {
  return products(x, w, depth);
}

}  // namespace mote
