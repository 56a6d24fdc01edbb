// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv81m_mve/armv81m_mve.h"
#include "device/kernels/armv81m_mve/rescale.h"

namespace mote {
namespace {

using armv81m_mve::Multipliers;

// 16 channels of one pixel: acc holds channels 0 2 4 6, 1 3 5 7, and the same
// from 8 on. Per tap and 16 multiply-accumulates: 5 loads, 4 products, 4 sums,
// 3 for addresses and the loop.
inline void sixteen(const int8_t* const* taps, int32_t tap_count,
                    int32_t channel, const int8_t* w, int32_t stride,
                    const int32_t* bias, int32x4_t* acc) {
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
      : [count] "r"(tap_count), [c] "r"(channel), [s] "r"(stride)
      : "q4", "q5", "q6", "q7", "lr", "cc", "memory");
  acc[0] = a0, acc[1] = a1, acc[2] = a2, acc[3] = a3;
}

// Up to 8 channels: the rest of the lanes is neither read nor meant.
inline void eight(const int8_t* const* taps, int32_t tap_count,
                  int32_t channel, const int8_t* w, int32_t stride,
                  mve_pred16_t lanes, int32x4_t* acc) {
  for (int32_t t = 0; t < tap_count; ++t, w += stride) {
    const int16x8_t x = vldrbq_z_s16(taps[t] + channel, lanes);
    const int16x8_t v = vldrbq_z_s16(w, lanes);
    acc[0] = vaddq_s32(acc[0], vmullbq_int_s16(x, v));
    acc[1] = vaddq_s32(acc[1], vmulltq_int_s16(x, v));
  }
}

// Two vectors of channels 0 2 4 6 and 1 3 5 7 to bytes in order.
struct Output {
  int32x4_t zero_point;
  int16x8_t lo, hi;

  int16x8_t operator()(int32x4_t even, int32x4_t odd) const {
    int16x8_t y = vdupq_n_s16(0);
    y = vqmovnbq_s32(y, vaddq_s32(even, zero_point));
    y = vqmovntq_s32(y, vaddq_s32(odd, zero_point));
    return vminq_s16(vmaxq_s16(y, lo), hi);
  }
};

template <class R>
void store_eight(const R& r, int32_t c, const Output& output,
                 const int32x4_t* acc, int8_t* out) {
  const int32x4x2_t mantissas = vld2q_s32(r.mantissas + c);
  const int16x8_t exponents = vldrbq_s16(r.exponents + c);
  const Multipliers even(mantissas.val[0], vmovlbq_s16(exponents));
  const Multipliers odd(mantissas.val[1], vmovltq_s16(exponents));
  vstrbq_s16(out + c, output(even(acc[0]), odd(acc[1])));
}

// The last channels, fewer than 8 perhaps, without reading beyond their end.
template <class R>
void last_channels(const Depthwise<int8_t, int32_t>& a, const R& r,
                   const int8_t* const* taps, int32_t c, const Output& output,
                   int8_t* out) {
  const int32_t count = min(a.channels - c, 8);
  const mve_pred16_t lanes = vctp16q(static_cast<uint32_t>(count));
  const mve_pred16_t words[] = {
      vctp32q(static_cast<uint32_t>((count + 1) / 2)),
      vctp32q(static_cast<uint32_t>(count / 2))};
  const uint32x4_t evens = vmulq_n_u32(vidupq_n_u32(0, 1), 2);
  int32x4_t acc[2];
  for (uint32_t i = 0; i < 2; ++i) {
    acc[i] = vldrwq_gather_shifted_offset_z_s32(
        r.bias + c, vaddq_n_u32(evens, i), words[i]);
  }
  eight(taps, a.tap_count, c, a.w + c, a.channels, lanes, acc);
  const int16x8_t exponents = vldrbq_z_s16(r.exponents + c, lanes);
  const int32x4_t e[] = {vmovlbq_s16(exponents), vmovltq_s16(exponents)};
  for (uint32_t i = 0; i < 2; ++i) {
    const int32x4_t mantissas = vldrwq_gather_shifted_offset_z_s32(
        r.mantissas + c, vaddq_n_u32(evens, i), words[i]);
    acc[i] = Multipliers(mantissas, e[i])(acc[i]);
  }
  vstrbq_p_s16(out + c, output(acc[0], acc[1]), lanes);
}

}  // namespace

void Armv81mMve::depthwise(const Depthwise<int8_t, int32_t>& a) {
  const auto& r = a.rescale;
  if (a.multiplier != 1 || r.step == 0) return Portable::depthwise(a);
  const Output output = {vdupq_n_s32(r.zero_point),
                         vdupq_n_s16(static_cast<int16_t>(r.range.lo)),
                         vdupq_n_s16(static_cast<int16_t>(r.range.hi))};
  const int8_t* const* taps = a.taps;
  int8_t* out = a.out;
  for (int32_t p = 0; p < a.pixels; ++p, taps += a.tap_count) {
    int32_t c = 0;
    for (; c + 16 <= a.channels; c += 16) {
      int32x4_t acc[4];
      sixteen(taps, a.tap_count, c, a.w + c, a.channels, r.bias + c, acc);
      store_eight(r, c, output, acc, out);
      store_eight(r, c + 8, output, acc + 2, out);
    }
    for (; c < a.channels; c += 8) last_channels(a, r, taps, c, output, out);
    out += a.channels;
  }
}

}  // namespace mote
