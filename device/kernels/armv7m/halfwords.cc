// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/halfwords.h"

#include "device/kernels/armv7m/armv7m.h"
#include "device/kernels/armv7m/rescale.h"

namespace mote {
namespace {

#define ONE_OF_DEPTH                               \
  "ldrsb %[v], [%[x]], #1\n"                       \
  "ldrsb %[u], [%[w], %[stride]]\n"                \
  "mla %[s1], %[v], %[u], %[s1]\n"                 \
  "ldrsb %[u], [%[w], %[stride], lsl #1]\n"        \
  "mla %[s2], %[v], %[u], %[s2]\n"                 \
  "ldrsb %[u], [%[w]], #1\n"                       \
  "mla %[s0], %[v], %[u], %[s0]\n"                 \
  "ldrsb %[u], [%[last]], #1\n"                    \
  "mla %[s3], %[v], %[u], %[s3]\n"

// The whole groups of four of depth, at least one, of a row and four channels
// `stride` apart. Per value of depth and 4 multiply-accumulates 5 loads and 4
// multiplies; for every four of depth 2 for the loop.
[[gnu::noinline]] void whole_groups(const int8_t* x, const int8_t* w,
                                    int32_t stride, int32_t* sums) {
  const int8_t* last = w + 3 * stride;
  const int8_t* end = x + (stride & ~3);
  int32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
  int32_t u, v;
  asm volatile(
      "1:\n" ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH ONE_OF_DEPTH
      "cmp %[x], %[end]\n"
      "bne 1b\n"
      : [s0] "+r"(s0), [s1] "+r"(s1), [s2] "+r"(s2), [s3] "+r"(s3),
        [x] "+r"(x), [w] "+r"(w), [last] "+r"(last), [u] "=&r"(u),
        [v] "=&r"(v)
      : [stride] "r"(stride), [end] "r"(end)
      : "cc", "memory");
  sums[0] = s0, sums[1] = s1, sums[2] = s2, sums[3] = s3;
}
#undef ONE_OF_DEPTH

struct Halfwords {
  static void add_products(const int8_t* x, const int8_t* w, int32_t depth,
                           int32_t* sums) {
    if (depth >= 4) whole_groups(x, w, depth, sums);
    for (int32_t d = depth & ~3; d < depth; ++d) {
      for (int32_t i = 0; i < 4; ++i) {
        sums[i] = add_wrapping(sums[i], x[d] * w[i * depth + d]);
      }
    }
  }
  static int32_t high_product(int32_t sum, int32_t twice) {
    return armv7m::high_product(sum, twice);
  }
  static int32_t shift_right(int32_t x, int32_t n) {
    return armv7m::shift_right(x, n);
  }
  static int32_t saturate(int32_t x) { return armv7m::saturate<16>(x); }
};

}  // namespace

void Armv7m::dense(const Dense<int8_t, int32_t, int16_t>& a) {
  DenseToHalfwords<Halfwords>::run(a);
}

}  // namespace mote
