// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7em/simd.h"
#include "device/kernels/right_shifts.h"

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

// One pixel by fours of channels, as one_pixel() reads it; its offsets are in
// the text. x is widened to halfwords, for every four values of depth two words;
// or it is as it lies in memory.
struct OnePixel {
  const void* x;
  const void* x_end;         // 4: of the whole groups of four
  int32_t stride;            // 8: depth
  int32_t odd;               // 12: whether the whole groups are odd in number;
                             //     negative: x is bytes, the number is even
  int32_t rest;              // 16: depth % 4
  const int8_t* w;           // 20
  const int32_t* bias;       // 24
  int32_t start;             // 28
  const int32_t* mantissas;  // 32
  const int8_t* exponents;   // 36
  int32_t mantissas_step;    // 40: bytes to the next four, or 0
  int32_t exponents_step;    // 44
  int32_t offset;            // 48: of each Channel
  int32_t fours;             // 52: of channels
  uint32_t lo, hi;           // 56, 60: the range, in four bytes
  int8_t* out;               // 64
};

#define PRODUCTS(sum)                  \
  "sxtb16 r8, r9\n"                    \
  "sxtb16 r9, r9, ror #8\n"            \
  "smlad " sum ", r10, r8, " sum "\n"  \
  "smlad " sum ", r11, r9, " sum "\n"
#define FOUR_CHANNELS                      \
  "ldr r9, [r5, r7]\n" PRODUCTS("r1")      \
  "ldr r9, [r5, r7, lsl #1]\n" PRODUCTS("r2") \
  "ldr r9, [r5], #4\n" PRODUCTS("r0")      \
  "ldr r9, [r6], #4\n" PRODUCTS("r3")
#define WIDENED "ldrd r10, r11, [r4], #8\n"
#define BYTES                   \
  "ldr r10, [r4], #4\n"         \
  "sxtb16 r11, r10, ror #8\n"   \
  "sxtb16 r10, r10\n"
#define RESCALE(sum, at)                     \
  "ldr r8, [r4, #4 * " at "]\n"              \
  "ldrsb r9, [r7, #" at "]\n"                \
  "lsl r8, r8, #1\n"                         \
  "mvn r9, r9\n"                             \
  "smmlar " sum ", " sum ", r8, " sum "\n"   \
  "add " sum ", " sum ", " sum ", asr #31\n" \
  "asr " sum ", " sum ", r9\n"               \
  "qadd " sum ", " sum ", r12\n"             \
  "ssat " sum ", #8, " sum ", asr #1\n"

// Per 16 multiply-accumulates 4 loads of weights, 1 double load of x, 8
// extensions, 8 multiplies; for every 32 of them 2 for the loop, which an odd
// number of groups enters in the middle; 2 more for x in bytes. Per four channels
// 83 more.
[[gnu::naked]] void one_pixel(OnePixel*) {
  asm volatile(
      "push {r4-r11, lr}\n"
      "mov lr, r0\n"
      "ldr r5, [lr, #20]\n"
      "1:\n"
      "ldrd r8, r9, [lr, #24]\n"
      "ldmia r8!, {r0-r3}\n"
      "add r0, r0, r9\n"
      "add r1, r1, r9\n"
      "add r2, r2, r9\n"
      "add r3, r3, r9\n"
      "str r8, [lr, #24]\n"
      "ldrd r4, r12, [lr]\n"
      "ldrd r7, r8, [lr, #8]\n"
      "add r6, r5, r7, lsl #1\n"
      "add r6, r6, r7\n"
      "cmp r8, #0\n"
      "bmi 5f\n"
      "bne 3f\n"
      "2:\n" WIDENED FOUR_CHANNELS
      "3:\n" WIDENED FOUR_CHANNELS
      "cmp r4, r12\n"
      "bne 2b\n"
      // What is left of depth: the last four weights with x 0 where it was
      // multiplied before.
      "ldr r8, [lr, #16]\n"
      "cmp r8, #0\n"
      "beq 4f\n"
      "ldr r9, [lr, #4]\n"
      "cmp r12, r9\n"
      "bne 4f\n"
      "add r12, r12, #8\n"
      "sub r8, r8, #4\n"
      "add r5, r5, r8\n"
      "add r6, r6, r8\n"
      "b 3b\n"
      "4:\n"
      "ldrd r4, r7, [lr, #32]\n"
      "ldr r12, [lr, #48]\n"
      "mov r5, r6\n"
      RESCALE("r0", "0") RESCALE("r1", "1") RESCALE("r2", "2")
      RESCALE("r3", "3")
      "ldrd r8, r9, [lr, #40]\n"
      "ldrd r10, r11, [lr, #56]\n"
      "add r4, r4, r8\n"
      "add r7, r7, r9\n"
      "bfi r0, r1, #8, #8\n"
      "bfi r0, r2, #16, #8\n"
      "bfi r0, r3, #24, #8\n"
      "strd r4, r7, [lr, #32]\n"
      "ssub8 r1, r0, r10\n"
      "sel r0, r0, r10\n"
      "ssub8 r1, r11, r0\n"
      "sel r0, r0, r11\n"
      "ldr r2, [lr, #64]\n"
      "ldr r3, [lr, #52]\n"
      "str r0, [r2], #4\n"
      "str r2, [lr, #64]\n"
      "subs r3, r3, #1\n"
      "str r3, [lr, #52]\n"
      "bne 1b\n"
      "pop {r4-r11, pc}\n"
      "5:\n" BYTES FOUR_CHANNELS BYTES FOUR_CHANNELS
      "cmp r4, r12\n"
      "bne 5b\n"
      "b 4b\n");
}
#undef PRODUCTS
#undef FOUR_CHANNELS
#undef WIDENED
#undef BYTES
#undef RESCALE

// Widens a row of depth bytes: for every four, the even ones to one word and
// the odd ones to the next, as weights come out of sxtb16. Rows of a tile are
// interleaved, `pitch` words from one group of four to the next. A last group
// of fewer than four holds the last four bytes, those that were in the group
// before replaced by 0: weights are read in the same way. depth: 4 at least.
void widen(const int8_t* x, int32_t depth, uint32_t* out, int32_t pitch) {
  const int8_t* whole = x + (depth & ~3);
  do {
    const uint32_t word = load_unaligned<uint32_t>(x);
    x += 4;
    out[0] = armv7em::even_bytes(word);
    out[1] = armv7em::odd_bytes(word);
    out += pitch;
  } while (x != whole);
  const int32_t rest = depth & 3;
  if (rest == 0) return;
  uint32_t word = load_unaligned<uint32_t>(x + rest - 4);
  word &= ~0u << 8 * (4 - rest);
  out[0] = armv7em::even_bytes(word);
  out[1] = armv7em::odd_bytes(word);
}

// Of four values of depth, without the rest.
const uint32_t* whole_end(const uint32_t* x, int32_t depth, int32_t pixels) {
  return x + 2 * pixels * (depth / 4);
}

void channels_of_one(const Dense<int8_t, int32_t>& a, const int8_t* bytes,
                     int8_t* out, int32_t first, int32_t fours) {
  const auto& r = a.rescale;
  const int32_t at = first * r.step;
  int32_t mantissas[4];
  int8_t exponents[4];
  if (r.step == 0) {
    for (int i = 0; i < 4; ++i) {
      mantissas[i] = r.mantissas[0];
      exponents[i] = r.exponents[0];
    }
  }
  const uint32_t* x = static_cast<const uint32_t*>(a.scratch);
  OnePixel t = {x, whole_end(x, a.depth, 1), a.depth, a.depth / 4 % 2,
                a.depth % 4, a.w + first * a.depth, r.bias + first, a.start,
                r.step == 0 ? mantissas : r.mantissas + at,
                r.step == 0 ? exponents : r.exponents + at, 16 * r.step,
                4 * r.step, Channel::offset(r), fours,
                armv7em::four_bytes(r.range.lo),
                armv7em::four_bytes(r.range.hi), out + first};
  if (bytes != nullptr) t.x = bytes, t.x_end = bytes + a.depth, t.odd = -1;
  one_pixel(&t);
}

// All channels of one pixel: four at a time, the last ones overlapping.
void one(const Dense<int8_t, int32_t>& a, const int8_t* x, int8_t* out) {
  const int8_t* bytes = x;
  if (!Armv7em::kSet.reads_row(a.rows, a.depth)) {
    widen(x, a.depth, static_cast<uint32_t*>(a.scratch), 2);
    bytes = nullptr;
  }
  channels_of_one(a, bytes, out, 0, a.channels / 4);
  if (a.channels % 4 != 0) channels_of_one(a, bytes, out, a.channels - 4, 1);
}

// `count` pixels; those that the tile lacks are computed and dropped.
void tile(const Dense<int8_t, int32_t>& a, const uint32_t* x, int32_t count,
          int8_t* out) {
  const auto& r = a.rescale;
  const bool full = r.range.lo <= -128 && r.range.hi >= 127;
  SixPixels t = {x, whole_end(x, a.depth, kPixels), a.w,
                 a.w + a.depth * a.channels, r.bias, a.depth % 4, r.mantissas,
                 r.exponents, Channel::offset(r), !full || count < kPixels,
                 out, a.out_stride, r.range.lo, r.range.hi, count};
  six_pixels(&t);
}

}  // namespace

void Armv7em::dense_singly(const Dense<int8_t, int32_t>& a) {
  for (int32_t r = 0; r < a.rows; ++r) {
    one(a, a.x + r * a.x_stride, a.out + r * a.out_stride);
  }
}

void Armv7em::dense(const Dense<int8_t, int32_t>& a) {
  if (a.depth < kSet.dense_least || a.channels < kSet.dense_least) {
    return Portable::dense(a);
  }
  if (!shifts_right(a.rescale, a.channels)) {
    return kSet.reads_row(a.rows, a.depth) ? Portable::dense(a)
                                           : Portable::dense_of_copies(a);
  }
  const int32_t least = a.start == 0 && a.rescale.step == 1 ? 3 : INT32_MAX;
  uint32_t* wide = static_cast<uint32_t*>(a.scratch);
  for (int32_t r = 0; r < a.rows;) {
    const int8_t* x = a.x + r * a.x_stride;
    int8_t* out = a.out + r * a.out_stride;
    const int32_t count = min(a.rows - r, kPixels);
    if (count < least) {
      one(a, x, out);
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
