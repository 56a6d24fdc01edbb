// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv6m/armv6m.h"
#include "device/kernels/armv6m/rescale.h"
#include "device/kernels/halfwords.h"
#include "device/kernels/right_shifts.h"

namespace mote {
namespace {

using armv6m::Factor;
using armv6m::Outputs;

constexpr int32_t kRows = 4;

// Products of one value of depth: x of four rows is in r0 to r3, which are
// lost, sums are in r8 to r11. r5: end of the weights, r7: index from there.
#define ONE_OF_DEPTH      \
  "ldmia r6!, {r0-r3}\n"  \
  "ldrsb r4, [r5, r7]\n"  \
  "muls r0, r4, r0\n"     \
  "muls r1, r4, r1\n"     \
  "muls r2, r4, r2\n"     \
  "muls r3, r4, r3\n"     \
  "add r8, r0\n"          \
  "add r9, r1\n"          \
  "add r10, r2\n"         \
  "add r11, r3\n"         \
  "adds r7, #1\n"

#define SAVE                 \
  ".syntax unified\n"        \
  "push {r4-r7, lr}\n"       \
  "mov r4, r8\n"             \
  "mov r5, r9\n"             \
  "mov r6, r10\n"            \
  "mov r7, r11\n"            \
  "push {r3-r7}\n"           \
  "ldmia r3!, {r4-r7}\n"     \
  "mov r8, r4\n"             \
  "mov r9, r5\n"             \
  "mov r10, r6\n"            \
  "mov r11, r7\n"
#define RESTORE              \
  "mov r0, r8\n"             \
  "mov r1, r9\n"             \
  "mov r2, r10\n"            \
  "pop {r4}\n"               \
  "mov r3, r11\n"            \
  "stmia r4!, {r0-r3}\n"     \
  "pop {r4-r7}\n"            \
  "mov r8, r4\n"             \
  "mov r9, r5\n"             \
  "mov r10, r6\n"            \
  "mov r11, r7\n"            \
  "pop {r4-r7, pc}\n"

// Adds to acc[4] a channel's products with four rows of x, which are words,
// interleaved. Per value of depth and 4 multiply-accumulates: 2 loads, 4
// products, 4 sums, 1 for the address; for every eight of depth 1 for the loop.
[[gnu::naked]] void four_rows(const int32_t*, const int8_t*, int32_t,
                              int32_t*) {
  asm volatile(
      SAVE
      "movs r6, r0\n"
      "adds r5, r1, r2\n"
      "rsbs r7, r2, #0\n"
      "b 2f\n"
      "1:\n" ONE_OF_DEPTH
      "2:\n"
      "lsls r4, r7, #29\n"
      "bne 1b\n"
      "cmp r7, #0\n"
      "beq 4f\n"
      "3:\n"
      ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH
      ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH
      "bne 3b\n"
      "4:\n"
      RESTORE);
}
#undef ONE_OF_DEPTH

#define CHANNEL(w, sum)      \
  "ldrsb r7, [" w ", r5]\n"  \
  "muls r7, r6, r7\n"        \
  "add " sum ", r7\n"
#define ONE_OF_DEPTH         \
  "ldrsb r6, [r0, r5]\n"     \
  CHANNEL("r1", "r8") CHANNEL("r2", "r9")   \
  CHANNEL("r3", "r10") CHANNEL("r4", "r11") \
  "adds r5, #1\n"

// Adds to acc[4] the products of one row with four channels. Per value of depth
// and 4 multiply-accumulates: 5 loads, 4 products, 4 sums, 1 for the address;
// for every eight of depth 1 for the loop.
[[gnu::naked]] void one_row(const int8_t*, const int8_t*, int32_t, int32_t*) {
  asm volatile(
      SAVE
      "adds r0, r0, r2\n"
      "adds r1, r1, r2\n"
      "rsbs r5, r2, #0\n"
      "adds r3, r1, r2\n"
      "adds r4, r3, r2\n"
      "mov r12, r3\n"
      "adds r3, r4, #0\n"
      "adds r4, r4, r2\n"
      "mov r2, r12\n"
      "b 2f\n"
      "1:\n" ONE_OF_DEPTH
      "2:\n"
      "lsls r6, r5, #29\n"
      "bne 1b\n"
      "cmp r5, #0\n"
      "beq 4f\n"
      "3:\n"
      ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH
      ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH
      "bne 3b\n"
      "4:\n"
      RESTORE);
}
#undef ONE_OF_DEPTH
#undef CHANNEL

// Of fewer than four rows the last one stands for those that lack.
void interleave(const int8_t* x, int32_t stride, int32_t count, int32_t depth,
                int32_t* out) {
  for (int32_t r = 0; r < kRows; ++r) {
    const int8_t* row = x + min(r, count - 1) * stride;
    int32_t* to = out + r;
    for (int32_t d = 0; d < depth; ++d, to += kRows) *to = row[d];
  }
}

void tile(const Dense<int8_t, int32_t>& a, int32_t count, int8_t* out) {
  const auto& r = a.rescale;
  const int8_t* w = a.w;
  Outputs outputs = {out, a.out_stride, 0, r.zero_point, r.range.lo,
                     r.range.hi};
  for (int32_t c = 0; c < a.channels; ++c, w += a.depth, ++outputs.out) {
    const int32_t start = add_wrapping(r.bias[c], a.start);
    int32_t acc[] = {start, start, start, start};
    four_rows(static_cast<const int32_t*>(a.scratch), w, a.depth, acc);
    const Factor factor = armv6m::factor(r, c);
    armv6m::store(acc, &factor, acc + count, &outputs);
  }
}

// Fours of channels, kBlock at a time; the last ones overlap.
void row(const Dense<int8_t, int32_t>& a, const int8_t* x, int8_t* out) {
  constexpr int32_t kBlock = 12;
  const auto& r = a.rescale;
  Factor factors[kBlock];
  factors[0] = armv6m::factor(r, 0);
  Outputs outputs = {out, 1, r.step == 0 ? 0 : int32_t{sizeof(Factor)},
                     r.zero_point, r.range.lo, r.range.hi};
  for (int32_t c = 0; c < a.channels;) {
    const int32_t left = a.channels - c;
    const int32_t count = left < 4 ? 4 : min(left / 4 * 4, kBlock);
    const int32_t first = left < 4 ? a.channels - 4 : c;
    const int32_t* bias = r.bias + first;
    const int8_t* w = a.w + first * a.depth;
    int32_t acc[kBlock];
    for (int32_t i = 0; i < count; i += 4, bias += 4, w += 4 * a.depth) {
      acc[i] = add_wrapping(bias[0], a.start);
      acc[i + 1] = add_wrapping(bias[1], a.start);
      acc[i + 2] = add_wrapping(bias[2], a.start);
      acc[i + 3] = add_wrapping(bias[3], a.start);
      one_row(x, w, a.depth, acc + i);
    }
    if (r.step != 0) {
      for (int32_t i = 0; i < count; ++i) {
        factors[i] = armv6m::factor(r, first + i);
      }
    }
    outputs.out = out + first;
    armv6m::store(acc, factors, acc + count, &outputs);
    c += count;
  }
}

struct Halfwords {
  static void add_products(const int8_t* x, const int8_t* w, int32_t depth,
                           int32_t* sums) {
    one_row(x, w, depth, sums);
  }
  // By halves, as store() in rescale.cc.
  static int32_t high_product(int32_t sum, int32_t twice) {
    const int32_t mantissa =
        static_cast<int32_t>(static_cast<uint32_t>(twice) >> 1) | 1 << 30;
    const int32_t low = mantissa & 0xffff, high = mantissa >> 16;
    const int32_t x_low = sum & 0xffff, x_high = sum >> 16;
    const int32_t middle =
        x_low * high +
        static_cast<int32_t>(
            static_cast<uint32_t>(x_low) * static_cast<uint32_t>(low) >> 16);
    const int32_t upper = x_high * low;
    const int32_t words = x_high * high + (upper >> 16) + (middle >> 16);
    const int32_t rest = (upper & 0xffff) + (middle & 0xffff);
    return 2 * words + ((rest + (1 << 14)) >> 15);
  }
  static int32_t shift_right(int32_t x, int32_t n) {
    asm(".syntax unified\n"
        "asrs %0, %0, %1\n" : "+l"(x) : "l"(n) : "cc");
    return x;
  }
  static int32_t saturate(int32_t x) {
    return clamp<int32_t>(x, INT16_MIN, INT16_MAX);
  }
};

}  // namespace

void Armv6m::dense(const Dense<int8_t, int32_t, int16_t>& a) {
  DenseToHalfwords<Halfwords>::run(a);
}

void Armv6m::dense(const Dense<int8_t, int32_t>& a) {
  if (a.depth < kSet.dense_least || a.channels < kSet.dense_least) {
    return Portable::dense(a);
  }
  if (!shifts_right(a.rescale, a.channels)) {
    return kSet.reads_row(a.rows, a.depth) ? Portable::dense(a)
                                           : Portable::dense_of_copies(a);
  }
  for (int32_t r = 0; r < a.rows;) {
    const int8_t* x = a.x + r * a.x_stride;
    int8_t* out = a.out + r * a.out_stride;
    const int32_t count = min(a.rows - r, kRows);
    if (count < 3) {
      // Read while it is written, unless it is copied.
      if (!kSet.reads_row(a.rows, a.depth)) {
        copy_bytes(a.scratch, x, static_cast<uint32_t>(a.depth));
        x = static_cast<const int8_t*>(a.scratch);
      }
      row(a, x, out);
      ++r;
      continue;
    }
    interleave(x, a.x_stride, count, a.depth,
               static_cast<int32_t*>(a.scratch));
    tile(a, count, out);
    r += count;
  }
}

}  // namespace mote
