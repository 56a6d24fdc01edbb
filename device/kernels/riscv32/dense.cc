// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/riscv32/riscv32.h"
#include "device/kernels/right_shifts.h"
#include "device/kernels/riscv32/rescale.h"

namespace mote {
namespace {

using riscv32::Factor;
using riscv32::Output;

constexpr int32_t kRows = 3;
constexpr int32_t kChannels = 4;

// A row's sums of four channels. Named, because the compiler keeps arrays in
// memory.
struct Sums {
  uint32_t a, b, c, d;

  template <class W>
  void add(int32_t x, const W& w) {
    a += static_cast<uint32_t>(x * w.a);
    b += static_cast<uint32_t>(x * w.b);
    c += static_cast<uint32_t>(x * w.c);
    d += static_cast<uint32_t>(x * w.d);
  }
};

// Of four channels at one value of depth.
struct Weights {
  int32_t a, b, c, d;
};

struct Channels {
  const int8_t *a, *b, *c, *d;

  Channels(const int8_t* w, int32_t depth)
      : a(w), b(a + depth), c(b + depth), d(c + depth) {}
  Weights at(int32_t i) const { return {a[i], b[i], c[i], d[i]}; }
  void skip(int32_t n) { a += n, b += n, c += n, d += n; }
};

// Writes rows of four channels.
class Store {
 public:
  Store(const Dense<int8_t, int32_t>& a, int32_t first, int8_t* out)
      : factors_{riscv32::factor(a.rescale, first),
                 riscv32::factor(a.rescale, first + 1),
                 riscv32::factor(a.rescale, first + 2),
                 riscv32::factor(a.rescale, first + 3)},
        output_{a.rescale.zero_point, a.rescale.range.lo, a.rescale.range.hi},
        out_(out + first), stride_(a.out_stride) {}

  void operator()(const Sums& sums) {
    out_[0] = output_(factors_[0](static_cast<int32_t>(sums.a)));
    out_[1] = output_(factors_[1](static_cast<int32_t>(sums.b)));
    out_[2] = output_(factors_[2](static_cast<int32_t>(sums.c)));
    out_[3] = output_(factors_[3](static_cast<int32_t>(sums.d)));
    out_ += stride_;
  }

 private:
  Factor factors_[kChannels];
  Output output_;
  int8_t* out_;
  int32_t stride_;
};

Sums start(const Dense<int8_t, int32_t>& a, int32_t first) {
  const int32_t* bias = a.rescale.bias + first;
  const uint32_t own = static_cast<uint32_t>(a.start);
  return {static_cast<uint32_t>(bias[0]) + own,
          static_cast<uint32_t>(bias[1]) + own,
          static_cast<uint32_t>(bias[2]) + own,
          static_cast<uint32_t>(bias[3]) + own};
}

// Three rows by four channels, as three_rows() reads it; its offsets are in the
// text.
struct ThreeRows {
  const int8_t* x[3];
  Channels w;           // 12
  const int8_t* whole;  // 28: of the first row, the end of its groups of four
  const int8_t* end;    // 32
  Sums sums[3];         // 36
};

#define PRODUCT(sum, weight)          \
  "mul t6, t5, " weight "\n"          \
  "add " sum ", " sum ", t6\n"
#define ROW(x, i, a, b, c, d)         \
  "lb t5, " i "(" x ")\n"             \
  PRODUCT(a, "s7") PRODUCT(b, "s8")   \
  PRODUCT(c, "s9") PRODUCT(d, "s10")
#define ONE_OF_DEPTH(i)               \
  "lb s7, " i "(s3)\n"                \
  "lb s8, " i "(s4)\n"                \
  "lb s9, " i "(s5)\n"                \
  "lb s10, " i "(s6)\n"               \
  ROW("s0", i, "a1", "a2", "a3", "a4") \
  ROW("s1", i, "a5", "a6", "a7", "t0") \
  ROW("s2", i, "t1", "t2", "t3", "t4")
#define SKIP(n)                       \
  "addi s0, s0, " n "\n"              \
  "addi s1, s1, " n "\n"              \
  "addi s2, s2, " n "\n"              \
  "addi s3, s3, " n "\n"              \
  "addi s4, s4, " n "\n"              \
  "addi s5, s5, " n "\n"              \
  "addi s6, s6, " n "\n"
#define SUMS(op)                                          \
  op " a1, 36(a0)\n" op " a2, 40(a0)\n" op " a3, 44(a0)\n" \
  op " a4, 48(a0)\n" op " a5, 52(a0)\n" op " a6, 56(a0)\n" \
  op " a7, 60(a0)\n" op " t0, 64(a0)\n" op " t1, 68(a0)\n" \
  op " t2, 72(a0)\n" op " t3, 76(a0)\n" op " t4, 80(a0)\n"
#define SAVED(op)                                          \
  op " s0, 0(sp)\n" op " s1, 4(sp)\n" op " s2, 8(sp)\n"    \
  op " s3, 12(sp)\n" op " s4, 16(sp)\n" op " s5, 20(sp)\n" \
  op " s6, 24(sp)\n" op " s7, 28(sp)\n" op " s8, 32(sp)\n" \
  op " s9, 36(sp)\n" op " s10, 40(sp)\n" op " s11, 44(sp)\n"

// 12 sums, 7 addresses, 4 weights, x and a product are in registers. Per value
// of depth and 12 multiply-accumulates 7 loads, 12 products, 12 sums; for every
// four of depth 8 for addresses and the loop.
[[gnu::naked]] void three_rows(ThreeRows*) {
  asm volatile(
      "addi sp, sp, -48\n"
      SAVED("sw")
      "lw s0, 0(a0)\n"
      "lw s1, 4(a0)\n"
      "lw s2, 8(a0)\n"
      "lw s3, 12(a0)\n"
      "lw s4, 16(a0)\n"
      "lw s5, 20(a0)\n"
      "lw s6, 24(a0)\n"
      "lw s11, 28(a0)\n"
      SUMS("lw")
      "j 2f\n"
      "1:\n"
      ONE_OF_DEPTH("0") ONE_OF_DEPTH("1") ONE_OF_DEPTH("2") ONE_OF_DEPTH("3")
      SKIP("4")
      "2:\n"
      "bne s0, s11, 1b\n"
      "lw s11, 32(a0)\n"
      "j 4f\n"
      "3:\n"
      ONE_OF_DEPTH("0")
      SKIP("1")
      "4:\n"
      "bne s0, s11, 3b\n"
      SUMS("sw")
      SAVED("lw")
      "addi sp, sp, 48\n"
      "ret\n");
}
#undef PRODUCT
#undef ROW
#undef ONE_OF_DEPTH
#undef SKIP
#undef SUMS
#undef SAVED

void three_rows(const Dense<int8_t, int32_t>& a, const int8_t* x,
                int32_t first, int8_t* out) {
  const Sums sums = start(a, first);
  ThreeRows t = {{x, x + a.x_stride, x + 2 * a.x_stride},
                 Channels(a.w + first * a.depth, a.depth),
                 x + a.depth / 4 * 4, x + a.depth, {sums, sums, sums}};
  three_rows(&t);
  Store store(a, first, out);
  for (const Sums& row : t.sums) store(row);
}

// Per value of depth and 4 multiply-accumulates 5 loads, 4 products, 4 sums.
void one_row(const Dense<int8_t, int32_t>& a, const int8_t* x, int32_t first,
             int8_t* out) {
  Channels w(a.w + first * a.depth, a.depth);
  Sums sums = start(a, first);
  const int8_t* end = x + a.depth;
  for (const int8_t* whole = x + a.depth / 4 * 4; x != whole;) {
    sums.add(x[0], w.at(0));
    sums.add(x[1], w.at(1));
    sums.add(x[2], w.at(2));
    sums.add(x[3], w.at(3));
    x += 4;
    w.skip(4);
  }
  for (; x != end; ++x, w.skip(1)) sums.add(*x, w.at(0));
  Store store(a, first, out);
  store(sums);
}

}  // namespace

// Four channels at a time, the last ones overlapping.
void Riscv32::dense(const Dense<int8_t, int32_t>& a) {
  if (a.channels < kSet.dense_least || !shifts_right(a.rescale, a.channels)) {
    return Portable::dense(a);
  }
  for (int32_t r = 0; r < a.rows;) {
    const int8_t* x = a.x + r * a.x_stride;
    int8_t* out = a.out + r * a.out_stride;
    const int32_t rows = a.rows - r < kRows ? 1 : kRows;
    for (int32_t c = 0; c < a.channels; c += kChannels) {
      const int32_t first = min(c, a.channels - kChannels);
      if (rows == kRows) {
        three_rows(a, x, first, out);
      } else {
        one_row(a, x, first, out);
      }
    }
    r += rows;
  }
}

}  // namespace mote
