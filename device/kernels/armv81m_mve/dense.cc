// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv81m_mve/armv81m_mve.h"
#include "device/kernels/armv81m_mve/rescale.h"

namespace mote {
namespace {

constexpr int kRows = 3;

// What three_rows() reads and where it goes on; its offsets are in the text.
struct ThreeRows {
  const int8_t* x[3];
  const int8_t *w0, *w2;     // of the first channel and the third
  const int32_t* bias;
  int32_t span;              // 24: depth rounded up to 16
  int32_t to_second;         // 28: from the end of a channel to the next
  int32_t again;             // 32: as span
  int32_t to_next;           // 36: from the end of the second to the fifth
  const int32_t* mantissas;  // 40
  const int8_t* exponents;   // 44
  int8_t* out;               // 48
  int32_t out_stride;        // 52
  int32_t zero_point;        // 56
  int32_t lo, hi;            // 60, 64
  int32_t depth;             // 68
  int32_t groups;            // 72: of four channels, at least one
};
static_assert(sizeof(ThreeRows) == 76, "the text below has the offsets");

// Rows of x in r1, r3, r5, of w in r7, r9; sums in r0, r4, r8 (the first
// channel), r2, r6, r10 (the second). Per turn and 96 multiply-accumulates: 5
// loads, 6 products, 1 for the loop, whose last turn takes what is left of
// depth. 17 more for six sums.
#define THREE_BY_TWO(bias0, bias2, lane0, lane2, skip) \
  "ldr lr, [r12, #68]\n"                               \
  "ldr r0, [r11, #" bias0 "]\n"                        \
  "ldr r2, [r11, #" bias2 "]\n"                        \
  "mov r4, r0\n"                                       \
  "mov r6, r2\n"                                       \
  "mov r8, r0\n"                                       \
  "mov r10, r2\n"                                      \
  "dlstp.8 lr, lr\n"                                   \
  "1:\n"                                               \
  "vldrb.8 q0, [r7], #16\n"                            \
  "vldrb.8 q1, [r9], #16\n"                            \
  "vldrb.8 q2, [r1], #16\n"                            \
  "vmladava.s8 r0, q0, q2\n"                           \
  "vldrb.8 q3, [r3], #16\n"                            \
  "vmladava.s8 r2, q1, q2\n"                           \
  "vldrb.8 q2, [r5], #16\n"                            \
  "vmladava.s8 r4, q0, q3\n"                           \
  "vmladava.s8 r6, q1, q3\n"                           \
  "vmladava.s8 r8, q0, q2\n"                           \
  "vmladava.s8 r10, q1, q2\n"                          \
  "letp lr, 1b\n"                                      \
  "vmov q4[" lane2 "], q4[" lane0 "], r0, r2\n"        \
  "vmov q5[" lane2 "], q5[" lane0 "], r4, r6\n"        \
  "vmov q6[" lane2 "], q6[" lane0 "], r8, r10\n"       \
  "ldrd r0, r2, [r12, #" skip "]\n"                    \
  "sub r1, r1, r0\n"                                   \
  "sub r3, r3, r0\n"                                   \
  "sub r5, r5, r0\n"                                   \
  "add r7, r7, r2\n"                                   \
  "add r9, r9, r2\n"

#define RESCALE(sum)                    \
  "vqrdmulh.s32 " sum ", " sum ", q0\n" \
  "vand q7, " sum ", q1\n"              \
  "vshr.s32 q7, q7, #31\n"              \
  "vqadd.s32 " sum ", " sum ", q7\n"    \
  "vrshl.s32 " sum ", " sum ", q1\n"    \
  "vadd.i32 " sum ", " sum ", lr\n"     \
  "vmax.s32 " sum ", " sum ", q2\n"     \
  "vmin.s32 " sum ", " sum ", q3\n"

// Four channels of three rows a turn: 49 instructions for 12 outputs beside
// the sums.
[[gnu::naked]] void three_rows(ThreeRows*) {
  asm volatile(
      "push {r4-r11, lr}\n"
      "vpush {d8-d15}\n"
      "mov r12, r0\n"
      "ldrd r1, r3, [r12]\n"
      "ldrd r5, r7, [r12, #8]\n"
      "ldrd r9, r11, [r12, #16]\n"
      "2:\n"
      THREE_BY_TWO("0", "8", "0", "2", "24")
      THREE_BY_TWO("4", "12", "1", "3", "32")
      "add r11, r11, #16\n"
      "ldrd r4, r6, [r12, #40]\n"
      "vldrw.32 q0, [r4], #16\n"
      "vldrb.s32 q1, [r6], #4\n"
      "strd r4, r6, [r12, #40]\n"
      "ldrd lr, r2, [r12, #56]\n"
      "ldr r0, [r12, #64]\n"
      "vdup.32 q2, r2\n"
      "vdup.32 q3, r0\n"
      "ldrd r0, r2, [r12, #48]\n"
      RESCALE("q4")
      RESCALE("q5")
      RESCALE("q6")
      "vstrb.32 q4, [r0]\n"
      "adds r4, r0, #4\n"
      "add r0, r0, r2\n"
      "vstrb.32 q5, [r0]\n"
      "str r4, [r12, #48]\n"
      "add r0, r0, r2\n"
      "vstrb.32 q6, [r0]\n"
      "ldr r0, [r12, #72]\n"
      "subs r0, r0, #1\n"
      "str r0, [r12, #72]\n"
      "bne 2b\n"
      "vpop {d8-d15}\n"
      "pop {r4-r11, pc}\n");
}
#undef THREE_BY_TWO
#undef RESCALE

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

void store(int32x4_t y, int8_t* out) { vstrbq_s32(out, y); }
void store(int32x4_t y, int16_t* out) { vstrhq_s32(out, y); }

template <class R, class Y>
inline void store(const R& r, int32_t c, const int32_t* acc, Y* out) {
  const int32_t at = c * r.step;
  const int32x4_t mantissas = r.step == 0 ? vdupq_n_s32(r.mantissas[0])
                                          : vldrwq_s32(r.mantissas + at);
  const int32x4_t exponents = r.step == 0 ? vdupq_n_s32(r.exponents[0])
                                          : vldrbq_s32(r.exponents + at);
  const int32x4_t scaled =
      armv81m_mve::multiply(vldrwq_s32(acc), mantissas, exponents);
  const int32x4_t y = vaddq_n_s32(scaled, r.zero_point);
  store(vminq_s32(vmaxq_s32(y, vdupq_n_s32(r.range.lo)),
                  vdupq_n_s32(r.range.hi)), out + c);
}

// Four channels at a time, the last ones overlapping.
template <class Y>
void one_row(const Dense<int8_t, int32_t, Y>& a, const int8_t* x, Y* out) {
  alignas(16) int32_t acc[4];
  for (int32_t c = 0; c < a.channels; c += 4) {
    const int32_t first = min(c, a.channels - 4);
    one_by_four(x, a.w + first * a.depth, a.depth, a.rescale.bias + first,
                a.start, acc);
    store(a.rescale, first, acc, out);
  }
}

void channels_of_three_rows(const Dense<int8_t, int32_t>& a, const int8_t* x,
                            int8_t* out, int32_t first, int32_t groups) {
  const auto& r = a.rescale;
  const int32_t span = (a.depth + 15) / 16 * 16;
  const int8_t* w = a.w + first * a.depth;
  ThreeRows t = {{x, x + a.x_stride, x + 2 * a.x_stride}, w, w + 2 * a.depth,
                 r.bias + first, span, a.depth - span, span,
                 3 * a.depth - span, r.mantissas + first, r.exponents + first,
                 out + first, a.out_stride, r.zero_point, r.range.lo,
                 r.range.hi, a.depth, groups};
  three_rows(&t);
}

}  // namespace

void Armv81mMve::dense(const Dense<int8_t, int32_t>& a) {
  if (a.channels < kSet.dense_least ||
      armv81m_mve::any_left_shift(a.rescale, a.channels)) {
    return Portable::dense(a);
  }
  const int32_t kept = a.start == 0 && a.rescale.step == 1 ? kRows : INT32_MAX;
  for (int32_t r = 0; r < a.rows;) {
    const int8_t* x = a.x + r * a.x_stride;
    int8_t* out = a.out + r * a.out_stride;
    if (a.rows - r < kept) {
      one_row(a, x, out);
      ++r;
      continue;
    }
    channels_of_three_rows(a, x, out, 0, a.channels / 4);
    if (a.channels % 4 != 0) {
      channels_of_three_rows(a, x, out, a.channels - 4, 1);
    }
    r += kRows;
  }
}

void Armv81mMve::dense(const Dense<int8_t, int32_t, int16_t>& a) {
  if (a.channels < kSet.dense_least ||
      armv81m_mve::any_left_shift(a.rescale, a.channels)) {
    return Portable::dense(a);
  }
  for (int32_t r = 0; r < a.rows; ++r) {
    one_row(a, a.x + r * a.x_stride, a.out + r * a.out_stride);
  }
}

}  // namespace mote
