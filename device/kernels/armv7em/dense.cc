// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7em/simd.h"

namespace mote {
namespace {

using armv7em::Channel;

constexpr int kPixels = 6;

// Six pixels by one channel, x widened to halfwords and interleaved: for every
// four values of depth, two words of each pixel in turn. Per turn and 24
// multiply-accumulates: 1 load of weights, 6 double loads of x, 2 extensions,
// 12 multiplies, 2 for the loop. 13 registers.
void six_pixels(const uint32_t* x, const uint32_t* end, const int8_t* w,
                int32_t* acc) {
  int32_t a0 = acc[0], a1 = acc[1], a2 = acc[2];
  int32_t a3 = acc[3], a4 = acc[4], a5 = acc[5];
  uint32_t even, odd, x0, x1;
  asm volatile(
      "1:\n"
      "ldr %[odd], [%[w]], #4\n"
      "ldrd %[x0], %[x1], [%[x]], #8\n"
      "sxtb16 %[even], %[odd]\n"
      "sxtb16 %[odd], %[odd], ror #8\n"
      "smlad %[a0], %[x0], %[even], %[a0]\n"
      "smlad %[a0], %[x1], %[odd], %[a0]\n"
      "ldrd %[x0], %[x1], [%[x]], #8\n"
      "smlad %[a1], %[x0], %[even], %[a1]\n"
      "smlad %[a1], %[x1], %[odd], %[a1]\n"
      "ldrd %[x0], %[x1], [%[x]], #8\n"
      "smlad %[a2], %[x0], %[even], %[a2]\n"
      "smlad %[a2], %[x1], %[odd], %[a2]\n"
      "ldrd %[x0], %[x1], [%[x]], #8\n"
      "smlad %[a3], %[x0], %[even], %[a3]\n"
      "smlad %[a3], %[x1], %[odd], %[a3]\n"
      "ldrd %[x0], %[x1], [%[x]], #8\n"
      "smlad %[a4], %[x0], %[even], %[a4]\n"
      "smlad %[a4], %[x1], %[odd], %[a4]\n"
      "ldrd %[x0], %[x1], [%[x]], #8\n"
      "smlad %[a5], %[x0], %[even], %[a5]\n"
      "smlad %[a5], %[x1], %[odd], %[a5]\n"
      "cmp %[x], %[end]\n"
      "bne 1b\n"
      : [a0] "+r"(a0), [a1] "+r"(a1), [a2] "+r"(a2), [a3] "+r"(a3),
        [a4] "+r"(a4), [a5] "+r"(a5), [x] "+r"(x), [w] "+r"(w),
        [even] "=&r"(even), [odd] "=&r"(odd), [x0] "=&r"(x0), [x1] "=&r"(x1)
      : [end] "r"(end)
      : "cc", "memory");
  acc[0] = a0, acc[1] = a1, acc[2] = a2;
  acc[3] = a3, acc[4] = a4, acc[5] = a5;
}

// One pixel by four channels: per turn and 16 multiply-accumulates 4 loads of
// weights, 1 double load of x, 8 extensions, 8 multiplies, 2 for the loop.
void four_channels(const uint32_t* x, const uint32_t* end, const int8_t* w,
                   int32_t stride, int32_t* acc) {
  int32_t a0 = acc[0], a1 = acc[1], a2 = acc[2], a3 = acc[3];
  const int8_t* w3 = w + 3 * stride;
  uint32_t even, odd, x0, x1;
  asm volatile(
      "1:\n"
      "ldrd %[x0], %[x1], [%[x]], #8\n"
      "ldr %[odd], [%[w], %[s]]\n"
      "sxtb16 %[even], %[odd]\n"
      "sxtb16 %[odd], %[odd], ror #8\n"
      "smlad %[a1], %[x0], %[even], %[a1]\n"
      "smlad %[a1], %[x1], %[odd], %[a1]\n"
      "ldr %[odd], [%[w], %[s], lsl #1]\n"
      "sxtb16 %[even], %[odd]\n"
      "sxtb16 %[odd], %[odd], ror #8\n"
      "smlad %[a2], %[x0], %[even], %[a2]\n"
      "smlad %[a2], %[x1], %[odd], %[a2]\n"
      "ldr %[odd], [%[w]], #4\n"
      "sxtb16 %[even], %[odd]\n"
      "sxtb16 %[odd], %[odd], ror #8\n"
      "smlad %[a0], %[x0], %[even], %[a0]\n"
      "smlad %[a0], %[x1], %[odd], %[a0]\n"
      "ldr %[odd], [%[w3]], #4\n"
      "sxtb16 %[even], %[odd]\n"
      "sxtb16 %[odd], %[odd], ror #8\n"
      "smlad %[a3], %[x0], %[even], %[a3]\n"
      "smlad %[a3], %[x1], %[odd], %[a3]\n"
      "cmp %[x], %[end]\n"
      "bne 1b\n"
      : [a0] "+r"(a0), [a1] "+r"(a1), [a2] "+r"(a2), [a3] "+r"(a3),
        [x] "+r"(x), [w] "+r"(w), [w3] "+r"(w3), [even] "=&r"(even),
        [odd] "=&r"(odd), [x0] "=&r"(x0), [x1] "=&r"(x1)
      : [end] "r"(end), [s] "r"(stride)
      : "cc", "memory");
  acc[0] = a0, acc[1] = a1, acc[2] = a2, acc[3] = a3;
}

// Widens a row of depth bytes: for every four, the even ones to one word and
// the odd ones to the next, as weights come out of sxtb16. Rows of a tile are
// interleaved, `pitch` words from one group of four to the next. A last group
// of fewer than four holds the last four bytes, those that were in the group
// before replaced by 0: weights are read in the same way.
void widen(const int8_t* x, int32_t depth, uint32_t* out, int32_t pitch) {
  int32_t d = 0;
  for (; d + 4 <= depth; d += 4, out += pitch) {
    const uint32_t word = load_unaligned<uint32_t>(x + d);
    out[0] = armv7em::even_bytes(word);
    out[1] = armv7em::odd_bytes(word);
  }
  if (d == depth) return;
  uint32_t word = load_unaligned<uint32_t>(x + depth - 4);
  word &= ~0u << 8 * (4 - (depth - d));
  out[0] = armv7em::even_bytes(word);
  out[1] = armv7em::odd_bytes(word);
}

struct Groups {
  int32_t whole;  // of four values of depth
  bool rest;      // fewer than four are left

  explicit Groups(int32_t depth) : whole(depth / 4), rest(depth % 4 != 0) {}
  int32_t count() const { return whole + rest; }
};

// Channels c.. of one pixel: four at a time, the last ones overlapping.
void one_pixel(const Dense<int8_t, int32_t>& a, const uint32_t* x,
               int8_t* out) {
  const Groups groups(a.depth);
  for (int32_t c = 0; c < a.channels; c += 4) {
    const int32_t first = min(c, a.channels - 4);
    int32_t acc[4];
    for (int i = 0; i < 4; ++i) acc[i] = a.rescale.bias[first + i] + a.start;
    const int8_t* w = a.w + first * a.depth;
    four_channels(x, x + 2 * groups.whole, w, a.depth, acc);
    if (groups.rest) {
      const uint32_t* last = x + 2 * groups.whole;
      four_channels(last, last + 2, w + a.depth - 4, a.depth, acc);
    }
    for (int i = 0; i < 4; ++i) {
      out[first + i] = Channel(a.rescale, first + i)(a.rescale, first + i,
                                                     acc[i]);
    }
  }
}

// `count` pixels; those that the tile lacks are computed and dropped.
void tile(const Dense<int8_t, int32_t>& a, const uint32_t* x, int32_t count,
          int8_t* out) {
  const Groups groups(a.depth);
  const uint32_t* last = x + 2 * kPixels * groups.whole;
  const int8_t* w = a.w;
  for (int32_t c = 0; c < a.channels; ++c, w += a.depth) {
    const int32_t bias = a.rescale.bias[c] + a.start;
    int32_t acc[kPixels] = {bias, bias, bias, bias, bias, bias};
    six_pixels(x, last, w, acc);
    if (groups.rest) {
      six_pixels(last, last + 2 * kPixels, w + a.depth - 4, acc);
    }
    const Channel channel(a.rescale, c);
    for (int32_t p = 0; p < count; ++p) {
      out[p * a.out_stride + c] = channel(a.rescale, c, acc[p]);
    }
  }
}

}  // namespace

void Armv7em::dense(const Dense<int8_t, int32_t>& a) {
  if (a.depth < kSet.dense_least || a.channels < kSet.dense_least) {
    return Portable::dense(a);
  }
  uint32_t* wide = static_cast<uint32_t*>(a.scratch);
  for (int32_t r = 0; r < a.rows;) {
    const int8_t* x = a.x + r * a.x_stride;
    int8_t* out = a.out + r * a.out_stride;
    const int32_t count = min(a.rows - r, kPixels);
    if (count < 3) {
      widen(x, a.depth, wide, 2);
      one_pixel(a, wide, out);
      ++r;
      continue;
    }
    for (int32_t p = 0; p < count; ++p) {
      widen(x + p * a.x_stride, a.depth, wide + 2 * p, 2 * kPixels);
    }
    tile(a, wide, count, out);
    r += count;
  }
}

}  // namespace mote
