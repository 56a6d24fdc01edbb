// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7em/simd.h"

namespace mote {
namespace {

using armv7em::Channel;

constexpr int kPixels = 6;

// Six pixels by all channels, as six_pixels() reads it; its offsets are in the
// text. x is widened to halfwords and interleaved: for every four values of
// depth, two words of each pixel in turn.
struct SixPixels {
  const uint32_t* x;
  const uint32_t* x_end;     // 4: of the whole groups of four
  const int8_t* w;           // 8
  const int8_t* w_end;       // 12
  const int32_t* bias;       // 16
  int32_t rest;              // 20: depth % 4
  const int32_t* mantissas;  // 24
  const int8_t* exponents;   // 28
  int32_t offset;            // 32: of each Channel
  int32_t special;           // 36: a narrow range, or fewer pixels
  int8_t* out;               // 40
  int32_t out_stride;        // 44
  int32_t lo, hi;            // 48, 52
  int32_t count;             // 56: of pixels, 3 at least
};

#define TWO_PRODUCTS(sum)                \
  "ldrd r8, r9, [r10], #8\n"             \
  "smlad " sum ", r8, r6, " sum "\n"     \
  "smlad " sum ", r9, r7, " sum "\n"
#define RESCALE(sum)                         \
  "smmlar " sum ", " sum ", r8, " sum "\n"   \
  "add " sum ", " sum ", " sum ", asr #31\n" \
  "asr " sum ", " sum ", r9\n"               \
  "qadd " sum ", " sum ", r10\n"             \
  "ssat " sum ", #8, " sum ", asr #1\n"
#define CLAMP(sum)             \
  "cmp " sum ", r8\n"          \
  "it lt\n"                    \
  "movlt " sum ", r8\n"        \
  "cmp " sum ", r9\n"          \
  "it gt\n"                    \
  "movgt " sum ", r9\n"

// Per turn and 24 multiply-accumulates: 1 load of weights, 6 double loads of x,
// 2 extensions, 12 multiplies, 2 for the loop. Per channel 65 more for six
// outputs.
[[gnu::naked]] void six_pixels(SixPixels*) {
  asm volatile(
      "push {r4-r11, lr}\n"
      "mov lr, r0\n"
      "ldr r11, [lr, #8]\n"
      "1:\n"
      "ldr r6, [lr, #16]\n"
      "ldrd r10, r12, [lr]\n"
      "ldr r0, [r6], #4\n"
      "mov r1, r0\n"
      "mov r2, r0\n"
      "mov r3, r0\n"
      "mov r4, r0\n"
      "mov r5, r0\n"
      "str r6, [lr, #16]\n"
      "2:\n"
      "ldr r7, [r11], #4\n"
      "ldrd r8, r9, [r10], #8\n"
      "sxtb16 r6, r7\n"
      "sxtb16 r7, r7, ror #8\n"
      "smlad r0, r8, r6, r0\n"
      "smlad r0, r9, r7, r0\n"
      TWO_PRODUCTS("r1") TWO_PRODUCTS("r2") TWO_PRODUCTS("r3")
      TWO_PRODUCTS("r4") TWO_PRODUCTS("r5")
      "cmp r10, r12\n"
      "bne 2b\n"
      // What is left of depth: the last four weights with x 0 where it was
      // multiplied before.
      "ldr r6, [lr, #20]\n"
      "cbz r6, 3f\n"
      "ldr r8, [lr, #4]\n"
      "cmp r12, r8\n"
      "bne 3f\n"
      "add r12, r12, #48\n"
      "add r11, r11, r6\n"
      "sub r11, r11, #4\n"
      "b 2b\n"
      "3:\n"
      "ldrd r6, r7, [lr, #24]\n"
      "ldr r8, [r6], #4\n"
      "ldrsb r9, [r7], #1\n"
      "strd r6, r7, [lr, #24]\n"
      "ldrd r10, r12, [lr, #32]\n"
      "lsl r8, r8, #1\n"
      "mvn r9, r9\n"
      RESCALE("r0") RESCALE("r1") RESCALE("r2")
      RESCALE("r3") RESCALE("r4") RESCALE("r5")
      "ldrd r6, r7, [lr, #40]\n"
      "cmp r12, #0\n"
      "add r10, r6, r7, lsl #1\n"
      "add r10, r10, r7\n"
      "bne 5f\n"
      "strb r0, [r6]\n"
      "strb r1, [r6, r7]\n"
      "strb r2, [r6, r7, lsl #1]\n"
      "strb r3, [r10]\n"
      "strb r4, [r10, r7]\n"
      "strb r5, [r10, r7, lsl #1]\n"
      "4:\n"
      "add r6, r6, #1\n"
      "ldr r12, [lr, #12]\n"
      "str r6, [lr, #40]\n"
      "cmp r11, r12\n"
      "bne 1b\n"
      "pop {r4-r11, pc}\n"
      "5:\n"
      "ldrd r8, r9, [lr, #48]\n"
      CLAMP("r0") CLAMP("r1") CLAMP("r2") CLAMP("r3") CLAMP("r4") CLAMP("r5")
      "ldr r12, [lr, #56]\n"
      "strb r0, [r6]\n"
      "strb r1, [r6, r7]\n"
      "strb r2, [r6, r7, lsl #1]\n"
      "cmp r12, #4\n"
      "it ge\n"
      "strbge r3, [r10]\n"
      "cmp r12, #5\n"
      "it ge\n"
      "strbge r4, [r10, r7]\n"
      "cmp r12, #6\n"
      "it ge\n"
      "strbge r5, [r10, r7, lsl #1]\n"
      "b 4b\n");
}
#undef TWO_PRODUCTS
#undef RESCALE
#undef CLAMP

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
  const int32_t offset = Channel::offset(a.rescale);
  const Range range = a.rescale.range;
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
      const int32_t y = Channel(a.rescale, first + i)(acc[i], offset);
      out[first + i] = static_cast<int8_t>(clamp(y, range.lo, range.hi));
    }
  }
}

// `count` pixels; those that the tile lacks are computed and dropped.
void tile(const Dense<int8_t, int32_t>& a, const uint32_t* x, int32_t count,
          int8_t* out) {
  const auto& r = a.rescale;
  const bool full = r.range.lo <= -128 && r.range.hi >= 127;
  SixPixels t = {x, x + 2 * kPixels * Groups(a.depth).whole, a.w,
                 a.w + a.depth * a.channels, r.bias, a.depth % 4, r.mantissas,
                 r.exponents, Channel::offset(r), !full || count < kPixels,
                 out, a.out_stride, r.range.lo, r.range.hi, count};
  six_pixels(&t);
}

// The portable way for outputs that may lie over the rows.
void copied_rows(Dense<int8_t, int32_t> a) {
  const int8_t* x = a.x;
  const int32_t rows = a.rows;
  a.x = static_cast<const int8_t*>(a.scratch);
  a.rows = 1;
  for (int32_t r = 0; r < rows; ++r) {
    copy_bytes(a.scratch, x + r * a.x_stride, static_cast<uint32_t>(a.depth));
    Portable::dense(a);
    a.out += a.out_stride;
  }
}

}  // namespace

void Armv7em::dense(const Dense<int8_t, int32_t>& a) {
  if (a.depth < kSet.dense_least || a.channels < kSet.dense_least) {
    return Portable::dense(a);
  }
  if (!armv7em::fit(a.rescale, a.channels)) return copied_rows(a);
  const int32_t least = a.start == 0 && a.rescale.step == 1 ? 3 : INT32_MAX;
  uint32_t* wide = static_cast<uint32_t*>(a.scratch);
  for (int32_t r = 0; r < a.rows;) {
    const int8_t* x = a.x + r * a.x_stride;
    int8_t* out = a.out + r * a.out_stride;
    const int32_t count = min(a.rows - r, kPixels);
    if (count < least) {
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
