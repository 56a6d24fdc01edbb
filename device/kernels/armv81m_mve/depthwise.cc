// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv81m_mve/armv81m_mve.h"
#include "device/kernels/armv81m_mve/rescale.h"

namespace mote {
namespace {

// Mantissas to q4 and q5, exponents to q6.
#define LOAD_EIGHT(offset)              \
  "vld20.32 {q4, q5}, [%[mantissas]]\n"  \
  "vld21.32 {q4, q5}, [%[mantissas]]!\n" \
  "vldrb.s16 q6, [%[exponents], #" offset "]\n"

// As multiply() in rescale.h; leaves halfwords in order in `even`.
#define SCALE_EIGHT(even, odd)             \
  "vqrdmulh.s32 " even ", " even ", q4\n"  \
  "vqrdmulh.s32 " odd ", " odd ", q5\n"    \
  "vmovlb.s16 q4, q6\n"                    \
  "vmovlt.s16 q5, q6\n"                    \
  "vand q6, " even ", q4\n"                \
  "vand q7, " odd ", q5\n"                 \
  "vshr.s32 q6, q6, #31\n"                 \
  "vshr.s32 q7, q7, #31\n"                 \
  "vqadd.s32 " even ", " even ", q6\n"     \
  "vqadd.s32 " odd ", " odd ", q7\n"       \
  "vrshl.s32 " even ", " even ", q4\n"     \
  "vrshl.s32 " odd ", " odd ", q5\n"       \
  "vadd.i32 " even ", " even ", %[zero]\n" \
  "vadd.i32 " odd ", " odd ", %[zero]\n"   \
  "vqmovnb.s32 " even ", " even "\n"       \
  "vqmovnt.s32 " even ", " odd "\n"

// 16 channels of one pixel: q0 to q3 hold the accumulators of channels 0 2 4 6,
// 1 3 5 7, and the same from 8 on. Per tap and 16 multiply-accumulates: 5
// loads, 4 products, 4 sums, 3 for addresses and the loop. Rescaling 16 takes
// 46.
template <class R>
inline void sixteen(const Depthwise<int8_t, int32_t>& a, const R& r,
                    const int8_t* const* taps, int32_t channel, int8_t* out) {
  const int32_t* bias = r.bias + channel;
  const int8_t* w = a.w + channel;
  const int8_t* x;
  register int32x4_t a0 asm("q0");
  register int32x4_t a1 asm("q1");
  register int32x4_t a2 asm("q2");
  register int32x4_t a3 asm("q3");
  asm volatile(
      "vld20.32 {q0, q1}, [%[bias]]\n"
      "vld21.32 {q0, q1}, [%[bias]]!\n"
      "vld20.32 {q2, q3}, [%[bias]]\n"
      "vld21.32 {q2, q3}, [%[bias]]\n"
      "dls lr, %[count]\n"
      "1:\n"
      "ldr %[x], [%[taps]], #4\n"
      "vldrb.s16 q5, [%[w]]\n"
      "add %[x], %[x], %[c]\n"
      "vldrb.s16 q4, [%[x]]\n"
      "vmullb.s16 q6, q4, q5\n"
      "vldrb.s16 q7, [%[w], #8]\n"
      "vadd.i32 q0, q0, q6\n"
      "vmullt.s16 q6, q4, q5\n"
      "vldrb.s16 q4, [%[x], #8]\n"
      "vadd.i32 q1, q1, q6\n"
      "vmullb.s16 q6, q4, q7\n"
      "add %[w], %[w], %[s]\n"
      "vadd.i32 q2, q2, q6\n"
      "vmullt.s16 q6, q4, q7\n"
      "vadd.i32 q3, q3, q6\n"
      "le lr, 1b\n"
      : "=&w"(a0), "=&w"(a1), "=&w"(a2), "=&w"(a3), [taps] "+r"(taps),
        [w] "+l"(w), [bias] "+r"(bias), [x] "=&l"(x)
      : [count] "r"(a.tap_count), [c] "r"(channel), [s] "r"(a.channels)
      : "q4", "q5", "q6", "q7", "lr", "cc", "memory");
  const int32_t* mantissas = r.mantissas + channel;
  asm volatile(
      LOAD_EIGHT("0") SCALE_EIGHT("q0", "q1")
      LOAD_EIGHT("8") SCALE_EIGHT("q2", "q3")
      "vdup.16 q6, %[lo]\n"
      "vdup.16 q7, %[hi]\n"
      "vmax.s16 q0, q0, q6\n"
      "vmax.s16 q2, q2, q6\n"
      "vmin.s16 q0, q0, q7\n"
      "vmin.s16 q2, q2, q7\n"
      "vstrb.16 q0, [%[out]]\n"
      "vstrb.16 q2, [%[out], #8]\n"
      : "+w"(a0), "+w"(a1), "+w"(a2), "+w"(a3), [mantissas] "+r"(mantissas)
      : [exponents] "l"(r.exponents + channel), [zero] "r"(r.zero_point),
        [lo] "r"(r.range.lo), [hi] "r"(r.range.hi), [out] "l"(out + channel)
      : "q4", "q5", "q6", "q7", "memory");
}

// The first half of sixteen(). Per tap: 3 loads, 2 products, 2 sums, 3 for
// addresses and the loop. Rescaling takes 28.
template <class R>
inline void eight(const Depthwise<int8_t, int32_t>& a, const R& r,
                  const int8_t* const* taps, int32_t channel, int8_t* out) {
  const int32_t* bias = r.bias + channel;
  const int32_t* mantissas = r.mantissas + channel;
  const int8_t* w = a.w + channel;
  const int8_t* x;
  register int32x4_t a0 asm("q0");
  register int32x4_t a1 asm("q1");
  asm volatile(
      "vld20.32 {q0, q1}, [%[bias]]\n"
      "vld21.32 {q0, q1}, [%[bias]]!\n"
      "dls lr, %[count]\n"
      "1:\n"
      "ldr %[x], [%[taps]], #4\n"
      "vldrb.s16 q5, [%[w]]\n"
      "add %[x], %[x], %[c]\n"
      "vldrb.s16 q4, [%[x]]\n"
      "add %[w], %[w], %[s]\n"
      "vmullb.s16 q6, q4, q5\n"
      "vadd.i32 q0, q0, q6\n"
      "vmullt.s16 q6, q4, q5\n"
      "vadd.i32 q1, q1, q6\n"
      "le lr, 1b\n"
      : "=&w"(a0), "=&w"(a1), [taps] "+r"(taps), [w] "+l"(w),
        [bias] "+r"(bias), [x] "=&l"(x)
      : [count] "r"(a.tap_count), [c] "r"(channel), [s] "r"(a.channels)
      : "q4", "q5", "q6", "lr", "cc", "memory");
  asm volatile(
      LOAD_EIGHT("0") SCALE_EIGHT("q0", "q1")
      "vdup.16 q6, %[lo]\n"
      "vdup.16 q7, %[hi]\n"
      "vmax.s16 q0, q0, q6\n"
      "vmin.s16 q0, q0, q7\n"
      "vstrb.16 q0, [%[out]]\n"
      : "+w"(a0), "+w"(a1), [mantissas] "+r"(mantissas)
      : [exponents] "l"(r.exponents + channel), [zero] "r"(r.zero_point),
        [lo] "r"(r.range.lo), [hi] "r"(r.range.hi), [out] "l"(out + channel)
      : "q4", "q5", "q6", "q7", "memory");
}

// As eight() for fewer channels, in the lanes of the predicate: nothing
// beyond them is read or written. Per tap: 2 loads, 2 products, 2 sums, 5 for
// addresses, predicates and the loop.
template <class R>
inline void fewer(const Depthwise<int8_t, int32_t>& a, const R& r,
                  const int8_t* const* taps, int32_t channel, int8_t* out) {
  const int32_t* bias = r.bias + channel;
  const int32_t* mantissas = r.mantissas + channel;
  const int8_t* w = a.w + channel;
  const int8_t* x;
  // Elements 0 2 4 6 and 1 3 5 7 of what is left.
  const int32_t left = a.channels - channel;
  const int32_t even = (left + 1) / 2;
  const int32_t odd = left / 2;
  const uint32x4_t evens = vidupq_n_u32(0, 2);
  register int32x4_t a0 asm("q0");
  register int32x4_t a1 asm("q1");
  register uint32x4_t index asm("q3") = evens;
  asm volatile(
      "vctp.32 %[even]\n"
      "vpst\n"
      "vldrwt.u32 q0, [%[bias], %q[index], uxtw #2]\n"
      "vctp.32 %[odd]\n"
      "add %[bias], %[bias], #4\n"
      "vpst\n"
      "vldrwt.u32 q1, [%[bias], %q[index], uxtw #2]\n"
      "vctp.16 %[left]\n"
      "dls lr, %[count]\n"
      "1:\n"
      "ldr %[x], [%[taps]], #4\n"
      "add %[x], %[x], %[c]\n"
      "vpstt\n"
      "vldrbt.s16 q5, [%[w]]\n"
      "vldrbt.s16 q4, [%[x]]\n"
      "add %[w], %[w], %[s]\n"
      "vmullb.s16 q6, q4, q5\n"
      "vadd.i32 q0, q0, q6\n"
      "vmullt.s16 q6, q4, q5\n"
      "vadd.i32 q1, q1, q6\n"
      "le lr, 1b\n"
      : "=&w"(a0), "=&w"(a1), [taps] "+r"(taps), [w] "+l"(w),
        [bias] "+r"(bias), [x] "=&l"(x)
      : [count] "r"(a.tap_count), [c] "r"(channel), [s] "r"(a.channels),
        [left] "r"(left), [even] "r"(even), [odd] "r"(odd),
        [index] "w"(index)
      : "q4", "q5", "q6", "lr", "cc", "memory");
  asm volatile(
      "vctp.32 %[even]\n"
      "vpst\n"
      "vldrwt.u32 q4, [%[mantissas], %q[index], uxtw #2]\n"
      "vctp.32 %[odd]\n"
      "add %[mantissas], %[mantissas], #4\n"
      "vpst\n"
      "vldrwt.u32 q5, [%[mantissas], %q[index], uxtw #2]\n"
      "vctp.16 %[left]\n"
      "vpst\n"
      "vldrbt.s16 q6, [%[exponents]]\n"
      SCALE_EIGHT("q0", "q1")
      "vdup.16 q6, %[lo]\n"
      "vdup.16 q7, %[hi]\n"
      "vmax.s16 q0, q0, q6\n"
      "vmin.s16 q0, q0, q7\n"
      "vpst\n"
      "vstrbt.16 q0, [%[out]]\n"
      : "+w"(a0), "+w"(a1), [mantissas] "+r"(mantissas)
      : [exponents] "l"(r.exponents + channel), [zero] "r"(r.zero_point),
        [lo] "r"(r.range.lo), [hi] "r"(r.range.hi), [out] "l"(out + channel),
        [left] "r"(left), [even] "r"(even), [odd] "r"(odd),
        [index] "w"(index)
      : "q4", "q5", "q6", "q7", "cc", "memory");
}

}  // namespace

void Armv81mMve::depthwise(const Depthwise<int8_t, int32_t>& a) {
  const auto& r = a.rescale;
  if (a.multiplier != 1 || r.step == 0 ||
      armv81m_mve::any_left_shift(r, a.channels)) {
    return Portable::depthwise(a);
  }
  const int8_t* const* taps = a.taps;
  int8_t* out = a.out;
  for (int32_t p = 0; p < a.pixels; ++p, taps += a.tap_count) {
    int32_t c = 0;
    for (; c + 16 <= a.channels; c += 16) sixteen(a, r, taps, c, out);
    if (c + 8 <= a.channels) eight(a, r, taps, c, out), c += 8;
    if (c < a.channels) fewer(a, r, taps, c, out);
    out += a.channels;
  }
}

}  // namespace mote
