// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv7em/simd.h"
#include "device/kernels/right_shifts.h"

namespace mote {
namespace {

using armv7em::Channel;

constexpr int32_t kMostTaps = 32;

// Four channels of some pixels, as four_channels() reads it; its offsets are in
// the text. `data`: for every two taps four words, the weights of both for
// channels 0, 1, 2, 3, of a last single tap with 0 above; then `twice` and
// `shift` of each Channel.
struct FourChannels {
  int8_t* out;
  int32_t stride;             // 4: from pixel to pixel
  int8_t* end;                // 8: of out
  const int8_t* const* taps;  // 12
  int32_t channel;            // 16: the first
  int32_t pairs_bytes;        // 20: of weights in data
  int32_t odd;                // 24: whether a single tap follows
  const int32_t* bias;        // 28
  int32_t offset;             // 32: of every Channel
  uint32_t lo, hi;            // 36, 40: the range, in four bytes
  uint32_t data[2 * (kMostTaps + 1) + 8];  // 44
};

// Two taps, 8 multiply-accumulates: 2 loads of addresses and weights, 2 of x, 2
// to pair the taps, 4 extensions, 4 multiplies.
#define TWO_TAPS                  \
  "ldrd r6, r7, [r4], #8\n"       \
  "ldr r6, [r6, lr]\n"            \
  "ldr r7, [r7, lr]\n"            \
  "ldmia r5!, {r8-r11}\n"         \
  "pkhbt r12, r6, r7, lsl #16\n"  \
  "pkhtb r7, r7, r6, asr #16\n"   \
  "sxtb16 r6, r12\n"              \
  "sxtb16 r12, r12, ror #8\n"     \
  "smlad r0, r6, r8, r0\n"        \
  "smlad r1, r12, r9, r1\n"       \
  "sxtb16 r6, r7\n"               \
  "sxtb16 r7, r7, ror #8\n"       \
  "smlad r2, r6, r10, r2\n"       \
  "smlad r3, r7, r11, r3\n"

#define ONE_TAP                   \
  "ldr r6, [r4], #4\n"            \
  "ldr r6, [r6, lr]\n"            \
  "ldmia r5!, {r8-r11}\n"         \
  "sxtb16 r7, r6\n"               \
  "sxtb16 r12, r6, ror #8\n"      \
  "smlabb r0, r7, r8, r0\n"       \
  "smlabb r1, r12, r9, r1\n"      \
  "smlatb r2, r7, r10, r2\n"      \
  "smlatb r3, r12, r11, r3\n"

// See Channel.
#define RESCALE(sum)                      \
  "ldrd r8, r9, [r5], #8\n"               \
  "smmlar " sum ", " sum ", r8, " sum "\n" \
  "add " sum ", " sum ", " sum ", asr #31\n" \
  "asr " sum ", " sum ", r9\n"            \
  "qadd " sum ", " sum ", r10\n"          \
  "ssat " sum ", #8, " sum ", asr #1\n"

// Per pixel, beside its taps, 45 instructions for four outputs.
[[gnu::naked]] void four_channels(FourChannels*) {
  asm volatile(
      "push {r0, r4-r11, lr}\n"
      "ldrd r4, lr, [r0, #12]\n"
      "1:\n"
      "ldr r6, [sp]\n"
      "ldr r5, [r6, #28]\n"
      "ldr r12, [r6, #20]\n"
      "ldmia r5, {r0-r3}\n"
      "add r5, r6, #44\n"
      "cmp r12, #64\n"  // four pairs
      "bne 2f\n"
      TWO_TAPS TWO_TAPS TWO_TAPS TWO_TAPS
      "b 4f\n"
      "2:\n"
      "add r12, r12, r5\n"
      "push {r12}\n"
      "b 5f\n"
      "3:\n"
      TWO_TAPS
      "ldr r12, [sp]\n"
      "5:\n"
      "cmp r5, r12\n"
      "bne 3b\n"
      "add sp, #4\n"
      "4:\n"
      "ldr r12, [sp]\n"
      "ldr r6, [r12, #24]\n"
      "cbz r6, 6f\n"
      ONE_TAP
      "6:\n"
      "ldr r12, [sp]\n"
      "ldr r10, [r12, #32]\n"
      RESCALE("r0") RESCALE("r1") RESCALE("r2") RESCALE("r3")
      "ldrd r6, r7, [r12, #36]\n"
      "bfi r0, r1, #8, #8\n"
      "bfi r0, r2, #16, #8\n"
      "bfi r0, r3, #24, #8\n"
      "ssub8 r1, r0, r6\n"
      "ldrd r2, r3, [r12]\n"
      "sel r0, r0, r6\n"
      "ssub8 r1, r7, r0\n"
      "sel r0, r0, r7\n"
      "str r0, [r2]\n"
      "add r2, r2, r3\n"
      "ldr r1, [r12, #8]\n"
      "str r2, [r12]\n"
      "cmp r2, r1\n"
      "bne 1b\n"
      "pop {r0, r4-r11, pc}\n");
}
#undef TWO_TAPS
#undef ONE_TAP
#undef RESCALE

// Words a and b of two taps.
inline uint32_t* pair(uint32_t a, uint32_t b, uint32_t* to) {
  const uint32_t low = armv7em::low_halves(a, b);
  const uint32_t high = armv7em::high_halves(a, b);
  to[0] = armv7em::even_bytes(low);
  to[1] = armv7em::odd_bytes(low);
  to[2] = armv7em::even_bytes(high);
  to[3] = armv7em::odd_bytes(high);
  return to + 4;
}

void fill(const Depthwise<int8_t, int32_t>& a, int32_t first, uint32_t* to) {
  const int8_t* w = a.w + first;
  for (int32_t t = a.tap_count / 2; t > 0; --t, w += 2 * a.channels) {
    to = pair(load_unaligned<uint32_t>(w),
              load_unaligned<uint32_t>(w + a.channels), to);
  }
  if (a.tap_count % 2 != 0) to = pair(load_unaligned<uint32_t>(w), 0, to);
  for (int32_t c = first; c < first + 4; ++c, to += 2) {
    const Channel channel(a.rescale, c);
    to[0] = static_cast<uint32_t>(channel.twice);
    to[1] = static_cast<uint32_t>(channel.shift);
  }
}

}  // namespace

// Four channels at a time, the last ones overlapping.
void Armv7em::depthwise(const Depthwise<int8_t, int32_t>& a) {
  const auto& r = a.rescale;
  if (a.multiplier != 1 || a.channels < 4 || a.tap_count > kMostTaps ||
      a.pixels < 1 || !shifts_right(r, a.channels)) {
    return Portable::depthwise(a);
  }
  FourChannels f;
  f.stride = a.channels;
  f.taps = a.taps;
  f.pairs_bytes = a.tap_count / 2 * 16;
  f.odd = a.tap_count % 2;
  f.offset = Channel::offset(r);
  f.lo = armv7em::four_bytes(r.range.lo);
  f.hi = armv7em::four_bytes(r.range.hi);
  const int32_t bytes = a.pixels * a.channels;
  for (int32_t c = 0; c < a.channels; c += 4) {
    f.channel = min(c, a.channels - 4);
    f.out = a.out + f.channel;
    f.end = f.out + bytes;
    f.bias = r.bias + f.channel;
    fill(a, f.channel, f.data);
    four_channels(&f);
  }
}

}  // namespace mote
