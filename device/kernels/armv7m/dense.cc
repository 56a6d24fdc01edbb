// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7m/armv7m.h"
#include "device/kernels/armv7m/rescale.h"
#include "device/kernels/right_shifts.h"

namespace mote {
namespace {

constexpr int32_t kRows = 4;

// Four rows by pairs of channels, as four_rows() reads it; its offsets are in
// the text. x is interleaved: for each value of depth a byte of each row.
struct FourRows {
  const int8_t* x;
  const int8_t* x_whole;     // 4: end of the whole groups of eight of depth
  const int8_t* x_end;       // 8
  int32_t stride;            // 12: depth
  const int8_t* w;           // 16
  const int32_t* bias;       // 20
  const int32_t* mantissas;  // 24
  const int8_t* exponents;   // 28
  int32_t offset;            // 32: 2 * zero point + 1
  int32_t pairs;             // 36: of channels
  int8_t* out;               // 40
  int32_t out_stride;        // 44
  int32_t special;           // 48: a narrow range, or fewer rows
  int32_t count;             // 52: of rows, 3 at least
  int32_t lo, hi;            // 56, 60
};

#define ROW(first, second)          \
  "ldrsb r10, [r12], #1\n"          \
  "mla " first ", r10, r8, " first "\n" \
  "mla " second ", r10, r9, " second "\n"
#define ONE_OF_DEPTH         \
  "ldrsb r9, [r11, lr]\n"    \
  "ldrsb r8, [r11], #1\n"    \
  ROW("r0", "r4") ROW("r1", "r5") ROW("r2", "r6") ROW("r3", "r7")
#define RESCALE(sum) MOTE_RESCALE(sum, "r10", "r11", "r12", "r8", "r9")
#define RESCALE_CHANNEL(a, b, c, d) \
  "ldrd r8, r9, [lr, #24]\n"        \
  "ldr r10, [r8], #4\n"             \
  "ldrsb r11, [r9], #1\n"           \
  "strd r8, r9, [lr, #24]\n"        \
  "lsl r10, r10, #1\n"              \
  "mvn r11, r11\n"                  \
  RESCALE(a) RESCALE(b) RESCALE(c) RESCALE(d)
#define CLAMP(sum)        \
  "cmp " sum ", r10\n"    \
  "it lt\n"               \
  "movlt " sum ", r10\n"  \
  "cmp " sum ", r11\n"    \
  "it gt\n"               \
  "movgt " sum ", r11\n"

// Per value of depth and 8 multiply-accumulates: 6 loads and 8 multiplies; for
// every eight of depth 3 for the loop. Per pair of channels 121 more for eight
// outputs.
[[gnu::naked]] void four_rows(FourRows*) {
  asm volatile(
      "push {r0, r4-r11, lr}\n"
      "1:\n"
      "ldr r9, [r0, #20]\n"
      "ldr r8, [r0, #4]\n"
      "ldr r10, [r0, #8]\n"
      "ldrd lr, r11, [r0, #12]\n"
      "ldr r12, [r0]\n"
      "push {r8, r10}\n"
      "ldr r4, [r9, #4]\n"
      "ldr r8, [r9], #8\n"
      "str r9, [r0, #20]\n"
      "mov r0, r8\n"
      "mov r1, r8\n"
      "mov r2, r8\n"
      "mov r3, r8\n"
      "mov r5, r4\n"
      "mov r6, r4\n"
      "mov r7, r4\n"
      "b 7f\n"
      "2:\n"
      ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH
      ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH
      "7:\n"
      "ldr r10, [sp]\n"
      "cmp r12, r10\n"
      "bne 2b\n"
      "b 4f\n"
      "3:\n" ONE_OF_DEPTH
      "4:\n"
      "ldr r10, [sp, #4]\n"
      "cmp r12, r10\n"
      "bne 3b\n"
      "add r11, r11, lr\n"
      "add sp, #8\n"
      "ldr lr, [sp]\n"
      "str r11, [lr, #16]\n"
      "ldr r12, [lr, #32]\n"
      RESCALE_CHANNEL("r0", "r1", "r2", "r3")
      RESCALE_CHANNEL("r4", "r5", "r6", "r7")
      "ldrd r8, r9, [lr, #40]\n"
      "ldr r10, [lr, #48]\n"
      "add r11, r8, #2\n"
      "str r11, [lr, #40]\n"
      "cmp r10, #0\n"
      "bne 6f\n"
      "strb r0, [r8]\n"
      "strb r4, [r8, #1]\n"
      "add r8, r8, r9\n"
      "strb r1, [r8]\n"
      "strb r5, [r8, #1]\n"
      "add r8, r8, r9\n"
      "strb r2, [r8]\n"
      "strb r6, [r8, #1]\n"
      "add r8, r8, r9\n"
      "strb r3, [r8]\n"
      "strb r7, [r8, #1]\n"
      "5:\n"
      "ldr r8, [lr, #36]\n"
      "mov r0, lr\n"
      "subs r8, r8, #1\n"
      "str r8, [lr, #36]\n"
      "bne 1b\n"
      "pop {r0, r4-r11, pc}\n"
      "6:\n"
      "ldrd r10, r11, [lr, #56]\n"
      CLAMP("r0") CLAMP("r1") CLAMP("r2") CLAMP("r3")
      CLAMP("r4") CLAMP("r5") CLAMP("r6") CLAMP("r7")
      "strb r0, [r8]\n"
      "strb r4, [r8, #1]\n"
      "add r8, r8, r9\n"
      "strb r1, [r8]\n"
      "strb r5, [r8, #1]\n"
      "add r8, r8, r9\n"
      "strb r2, [r8]\n"
      "strb r6, [r8, #1]\n"
      "ldr r10, [lr, #52]\n"
      "cmp r10, #4\n"
      "bne 5b\n"
      "add r8, r8, r9\n"
      "strb r3, [r8]\n"
      "strb r7, [r8, #1]\n"
      "b 5b\n");
}
#undef ROW
#undef ONE_OF_DEPTH
#undef RESCALE_CHANNEL

// One row by fours of channels, as one_row() reads it; its offsets are in the
// text.
struct OneRow {
  const int8_t* x;
  const int8_t* x_whole;     // 4: end of the whole groups of eight of depth
  const int8_t* x_end;       // 8
  int32_t stride;            // 12: depth
  const int8_t* w;           // 16
  const int32_t* bias;       // 20
  const int32_t* mantissas;  // 24
  const int8_t* exponents;   // 28
  int32_t offset;            // 32: 2 * zero point + 1
  int32_t fours;             // 36: of channels
  int8_t* out;               // 40
  int32_t start;             // 44
  int32_t lo, hi;            // 48, 52
  int32_t mantissas_step;    // 56: bytes to the next channel, or 0
  int32_t exponents_step;    // 60
};

#define ONE_OF_DEPTH              \
  "ldrsb r5, [r6], #1\n"          \
  "ldrsb r4, [r7, r8]\n"          \
  "mla r1, r5, r4, r1\n"          \
  "ldrsb r4, [r7, r8, lsl #1]\n"  \
  "mla r2, r5, r4, r2\n"          \
  "ldrsb r4, [r7], #1\n"          \
  "mla r0, r5, r4, r0\n"          \
  "ldrsb r4, [r9], #1\n"          \
  "mla r3, r5, r4, r3\n"
#define RESCALE_CHANNEL(sum)                               \
  "ldr r10, [r4]\n"                                        \
  "ldrsb r11, [r5]\n"                                      \
  "add r4, r4, r6\n"                                       \
  "add r5, r5, r7\n"                                       \
  "lsl r10, r10, #1\n"                                     \
  "mvn r11, r11\n"                                         \
  MOTE_RESCALE(sum, "r10", "r11", "r12", "r8", "r9")

// Per value of depth and 4 multiply-accumulates: 5 loads and 4 multiplies; for
// every eight of depth 2 for the loop.
[[gnu::naked]] void one_row(OneRow*) {
  asm volatile(
      "push {r4-r11, lr}\n"
      "mov lr, r0\n"
      "ldr r7, [lr, #16]\n"
      "1:\n"
      "ldr r9, [lr, #20]\n"
      "ldr r4, [lr, #44]\n"
      "ldmia r9!, {r0-r3}\n"
      "str r9, [lr, #20]\n"
      "add r0, r0, r4\n"
      "add r1, r1, r4\n"
      "add r2, r2, r4\n"
      "add r3, r3, r4\n"
      "ldrd r6, r10, [lr]\n"
      "ldrd r11, r8, [lr, #8]\n"
      "add r9, r7, r8, lsl #1\n"
      "add r9, r9, r8\n"
      "b 5f\n"
      "2:\n"
      ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH
      ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH
      "5:\n"
      "cmp r6, r10\n"
      "bne 2b\n"
      "b 4f\n"
      "3:\n" ONE_OF_DEPTH
      "4:\n"
      "cmp r6, r11\n"
      "bne 3b\n"
      "str r9, [lr, #16]\n"  // the next channel's
      "ldrd r4, r5, [lr, #24]\n"
      "ldrd r6, r7, [lr, #56]\n"
      "ldr r12, [lr, #32]\n"
      RESCALE_CHANNEL("r0") RESCALE_CHANNEL("r1")
      RESCALE_CHANNEL("r2") RESCALE_CHANNEL("r3")
      "strd r4, r5, [lr, #24]\n"
      "ldrd r10, r11, [lr, #48]\n"
      CLAMP("r0") CLAMP("r1") CLAMP("r2") CLAMP("r3")
      "ldr r4, [lr, #40]\n"
      "ldr r5, [lr, #36]\n"
      "bfi r0, r1, #8, #8\n"
      "bfi r0, r2, #16, #8\n"
      "bfi r0, r3, #24, #8\n"
      "str r0, [r4], #4\n"
      "ldr r7, [lr, #16]\n"
      "str r4, [lr, #40]\n"
      "subs r5, r5, #1\n"
      "str r5, [lr, #36]\n"
      "bne 1b\n"
      "pop {r4-r11, pc}\n");
}

int32_t offset(const Dense<int8_t, int32_t>& a) {
  return 2 * a.rescale.zero_point + 1;
}

void channels_of_one(const Dense<int8_t, int32_t>& a, const int8_t* x,
                     int8_t* out, int32_t first, int32_t fours) {
  const auto& r = a.rescale;
  OneRow t = {x, x + a.depth / 8 * 8, x + a.depth, a.depth,
              a.w + first * a.depth, r.bias + first,
              r.mantissas + first * r.step, r.exponents + first * r.step,
              offset(a), fours, out + first, a.start, r.range.lo, r.range.hi,
              4 * r.step, r.step};
  one_row(&t);
}

void channels_of_four(const Dense<int8_t, int32_t>& a, const int8_t* x,
                      int32_t count, int8_t* out, int32_t first,
                      int32_t pairs) {
  const auto& r = a.rescale;
  const bool full = r.range.lo <= -128 && r.range.hi >= 127;
  FourRows t = {x, x + a.depth / 8 * 32, x + a.depth * 4, a.depth,
                a.w + first * a.depth, r.bias + first, r.mantissas + first,
                r.exponents + first, offset(a), pairs, out + first,
                a.out_stride, !full || count < kRows, count, r.range.lo,
                r.range.hi};
  four_rows(&t);
}

constexpr uint32_t kEven = 0x00ff00ffu;

// Bytes 0 2 of a and b, and bytes 1 3, in turn.
inline uint32_t evens(uint32_t a, uint32_t b) {
  return (a & kEven) | (b & kEven) << 8;
}
inline uint32_t odds(uint32_t a, uint32_t b) {
  return (a >> 8 & kEven) | (b & ~kEven);
}

// Of fewer than four rows the last one stands for those that lack.
void interleave(const int8_t* x, int32_t stride, int32_t count, int32_t depth,
                uint32_t* out) {
  const int8_t* rows[kRows];
  for (int32_t r = 0; r < kRows; ++r) rows[r] = x + min(r, count - 1) * stride;
  int32_t d = 0;
  for (; d + 4 <= depth; d += 4, out += 4) {
    const uint32_t a = load_unaligned<uint32_t>(rows[0] + d);
    const uint32_t b = load_unaligned<uint32_t>(rows[1] + d);
    const uint32_t c = load_unaligned<uint32_t>(rows[2] + d);
    const uint32_t e = load_unaligned<uint32_t>(rows[3] + d);
    const uint32_t ab = evens(a, b), ce = evens(c, e);
    const uint32_t ab_odd = odds(a, b), ce_odd = odds(c, e);
    out[0] = (ab & 0xffffu) | ce << 16;
    out[1] = (ab_odd & 0xffffu) | ce_odd << 16;
    out[2] = ab >> 16 | (ce & 0xffff0000u);
    out[3] = ab_odd >> 16 | (ce_odd & 0xffff0000u);
  }
  for (int8_t* to = reinterpret_cast<int8_t*>(out); d < depth; ++d) {
    for (int32_t r = 0; r < kRows; ++r) *to++ = rows[r][d];
  }
}

}  // namespace

// Groups of channels; the last ones overlap.
void Armv7m::dense(const Dense<int8_t, int32_t>& a) {
  if (a.depth < kSet.dense_least || a.channels < kSet.dense_least) {
    return Portable::dense(a);
  }
  if (!shifts_right(a.rescale, a.channels)) {
    return kSet.reads_row(a.rows, a.depth) ? Portable::dense(a)
                                           : Portable::dense_of_copies(a);
  }
  const int32_t least = a.start == 0 && a.rescale.step == 1 ? 3 : INT32_MAX;
  int8_t* interleaved = static_cast<int8_t*>(a.scratch);
  for (int32_t r = 0; r < a.rows;) {
    const int8_t* x = a.x + r * a.x_stride;
    int8_t* out = a.out + r * a.out_stride;
    const int32_t count = min(a.rows - r, kRows);
    if (count < least) {
      // Read while it is written, unless it is copied.
      if (!kSet.reads_row(a.rows, a.depth)) {
        copy_bytes(interleaved, x, static_cast<uint32_t>(a.depth));
        x = interleaved;
      }
      channels_of_one(a, x, out, 0, a.channels / 4);
      if (a.channels % 4 != 0) channels_of_one(a, x, out, a.channels - 4, 1);
      ++r;
      continue;
    }
    interleave(x, a.x_stride, count, a.depth,
               static_cast<uint32_t*>(a.scratch));
    channels_of_four(a, interleaved, count, out, 0, a.channels / 2);
    if (a.channels % 2 != 0) {
      channels_of_four(a, interleaved, count, out, a.channels - 2, 1);
    }
    r += count;
  }
}

}  // namespace mote
