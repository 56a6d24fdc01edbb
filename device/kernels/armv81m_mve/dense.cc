// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv81m_mve/armv81m_mve.h"
#include "device/kernels/armv81m_mve/rescale.h"

namespace mote {
namespace {

using armv81m_mve::Multipliers;

constexpr int kRows = 3;

// Three rows by two channels. Per turn and 96 multiply-accumulates: 5 loads,
// 6 products, 1 for the loop, whose last turn takes what is left of depth.
// Accumulators must be in even registers; 12 registers and lr.
inline void three_by_two(const int8_t* x, int32_t x_stride, const int8_t* w,
                         int32_t depth, const int32_t* bias, int32_t start,
                         int32_t* acc) {
  const int8_t* x1 = x + x_stride;
  const int8_t* x2 = x1 + x_stride;
  const int8_t* w1 = w + depth;
  int32_t a0 = add_wrapping(bias[0], start), b0 = add_wrapping(bias[1], start);
  int32_t a1 = a0, a2 = a0, b1 = b0, b2 = b0;
  register int32_t left asm("lr") = depth;
  asm volatile(
      "dlstp.8 lr, lr\n"
      "1:\n"
      "vldrb.8 q0, [%[w0]], #16\n"
      "vldrb.8 q1, [%[w1]], #16\n"
      "vldrb.8 q2, [%[x0]], #16\n"
      "vmladava.s8 %[a0], q0, q2\n"
      "vldrb.8 q3, [%[x1]], #16\n"
      "vmladava.s8 %[b0], q1, q2\n"
      "vldrb.8 q2, [%[x2]], #16\n"
      "vmladava.s8 %[a1], q0, q3\n"
      "vmladava.s8 %[b1], q1, q3\n"
      "vmladava.s8 %[a2], q0, q2\n"
      "vmladava.s8 %[b2], q1, q2\n"
      "letp lr, 1b\n"
      : [a0] "+Te"(a0), [a1] "+Te"(a1), [a2] "+Te"(a2), [b0] "+Te"(b0),
        [b1] "+Te"(b1), [b2] "+Te"(b2), [x0] "+r"(x), [x1] "+r"(x1),
        [x2] "+r"(x2), [w0] "+r"(w), [w1] "+r"(w1), "+r"(left)
      :
      : "q0", "q1", "q2", "q3", "cc", "memory");
  acc[0] = a0, acc[1] = b0;
  acc[4] = a1, acc[5] = b1;
  acc[8] = a2, acc[9] = b2;
}

// One row by four channels: 5 loads, 4 products, 1 for the loop, per turn and
// 64 multiply-accumulates.
inline void one_by_four(const int8_t* x, const int8_t* w, int32_t depth,
                        const int32_t* bias, int32_t start, int32_t* acc) {
  const int8_t* w1 = w + depth;
  const int8_t* w2 = w1 + depth;
  const int8_t* w3 = w2 + depth;
  int32_t a0 = add_wrapping(bias[0], start), a1 = add_wrapping(bias[1], start);
  int32_t a2 = add_wrapping(bias[2], start), a3 = add_wrapping(bias[3], start);
  asm volatile(
      "dlstp.8 lr, %[depth]\n"
      "1:\n"
      "vldrb.8 q0, [%[x]], #16\n"
      "vldrb.8 q1, [%[w0]], #16\n"
      "vmladava.s8 %[a0], q1, q0\n"
      "vldrb.8 q2, [%[w1]], #16\n"
      "vmladava.s8 %[a1], q2, q0\n"
      "vldrb.8 q1, [%[w2]], #16\n"
      "vmladava.s8 %[a2], q1, q0\n"
      "vldrb.8 q2, [%[w3]], #16\n"
      "vmladava.s8 %[a3], q2, q0\n"
      "letp lr, 1b\n"
      : [a0] "+Te"(a0), [a1] "+Te"(a1), [a2] "+Te"(a2), [a3] "+Te"(a3),
        [x] "+r"(x), [w0] "+r"(w), [w1] "+r"(w1), [w2] "+r"(w2), [w3] "+r"(w3)
      : [depth] "r"(depth)
      : "q0", "q1", "q2", "lr", "cc", "memory");
  acc[0] = a0, acc[1] = a1, acc[2] = a2, acc[3] = a3;
}

template <class R>
Multipliers multipliers(const R& r, int32_t c) {
  if (r.step == 0) {
    return {vdupq_n_s32(r.mantissas[0]), vdupq_n_s32(r.exponents[0])};
  }
  return {vldrwq_s32(r.mantissas + c), vldrbq_s32(r.exponents + c)};
}

// Rows of four accumulators to bytes.
template <class R>
void store(const R& r, int32_t c, const int32_t* acc, int32_t rows,
           int8_t* out, int32_t stride) {
  const Multipliers multiply_by = multipliers(r, c);
  const int32x4_t lo = vdupq_n_s32(r.range.lo);
  const int32x4_t hi = vdupq_n_s32(r.range.hi);
  for (int32_t i = 0; i < rows; ++i, acc += 4, out += stride) {
    const int32x4_t y =
        vaddq_n_s32(multiply_by(vldrwq_s32(acc)), r.zero_point);
    vstrbq_s32(out, vminq_s32(vmaxq_s32(y, lo), hi));
  }
}

}  // namespace

// Four channels at a time, the last ones overlapping.
void Armv81mMve::dense(const Dense<int8_t, int32_t>& a) {
  if (a.channels < kSet.dense_least) return Portable::dense(a);
  int32_t acc[4 * kRows];
  for (int32_t r = 0; r < a.rows;) {
    const int8_t* x = a.x + r * a.x_stride;
    int8_t* out = a.out + r * a.out_stride;
    const int32_t rows = a.rows - r < kRows ? 1 : kRows;
    for (int32_t c = 0; c < a.channels; c += 4) {
      const int32_t first = min(c, a.channels - 4);
      const int8_t* w = a.w + first * a.depth;
      const int32_t* bias = a.rescale.bias + first;
      if (rows == kRows) {
        three_by_two(x, a.x_stride, w, a.depth, bias, a.start, acc);
        three_by_two(x, a.x_stride, w + 2 * a.depth, a.depth, bias + 2,
                     a.start, acc + 2);
      } else {
        one_by_four(x, w, a.depth, bias, a.start, acc);
      }
      store(a.rescale, first, acc, rows, out + first, a.out_stride);
    }
    r += rows;
  }
}

}  // namespace mote
