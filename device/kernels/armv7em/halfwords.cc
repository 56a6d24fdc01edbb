// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/halfwords.h"

#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7em/simd.h"

namespace mote {
namespace {

#define CHANNEL(sum, address)                                        \
  "ldr %[w_even], " address "\n"                                     \
  "sxtb16 %[w_odd], %[w_even], ror #8\n"                             \
  "sxtb16 %[w_even], %[w_even]\n"                                    \
  "smlad %[" sum "], %[even], %[w_even], %[" sum "]\n"               \
  "smlad %[" sum "], %[odd], %[w_odd], %[" sum "]\n"

// The whole groups of four of depth, at least one, of a row and four channels
// `stride` apart. Per 16 multiply-accumulates 5 loads, 10 extensions, 8
// multiplies, 2 for the loop.
[[gnu::noinline]] void whole_groups(const int8_t* x, const int8_t* w,
                                    int32_t stride, int32_t* sums) {
  const int8_t* last = w + 3 * stride;
  const int8_t* end = x + (stride & ~3);
  int32_t s0 = sums[0], s1 = sums[1], s2 = sums[2], s3 = sums[3];
  uint32_t even, odd, w_even, w_odd;
  asm volatile(
      "1:\n"
      "ldr %[even], [%[x]], #4\n"
      "sxtb16 %[odd], %[even], ror #8\n"
      "sxtb16 %[even], %[even]\n"
      CHANNEL("s1", "[%[w], %[stride]]")
      CHANNEL("s2", "[%[w], %[stride], lsl #1]")
      CHANNEL("s0", "[%[w]], #4")
      CHANNEL("s3", "[%[last]], #4")
      "cmp %[x], %[end]\n"
      "bne 1b\n"
      : [s0] "+r"(s0), [s1] "+r"(s1), [s2] "+r"(s2), [s3] "+r"(s3),
        [x] "+r"(x), [w] "+r"(w), [last] "+r"(last), [even] "=&r"(even),
        [odd] "=&r"(odd), [w_even] "=&r"(w_even), [w_odd] "=&r"(w_odd)
      : [stride] "r"(stride), [end] "r"(end)
      : "cc", "memory");
  sums[0] = s0, sums[1] = s1, sums[2] = s2, sums[3] = s3;
}
#undef CHANNEL

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
    return armv7em::add_high_product(sum, sum, twice);
  }
  static int32_t shift_right(int32_t x, int32_t n) {
    return armv7em::shift_right(x, n);
  }
  static int32_t saturate(int32_t x) { return armv7em::halfword(x); }
};

}  // namespace

void Armv7em::dense(const Dense<int8_t, int32_t, int16_t>& a) {
  DenseToHalfwords<Halfwords>::run(a);
}

}  // namespace mote
