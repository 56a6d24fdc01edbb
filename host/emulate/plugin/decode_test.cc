// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/emulate/plugin/decode.h"

#include <gtest/gtest.h>

namespace mote::emulate {
namespace {

Kind thumb(uint16_t op) {
  const uint8_t bytes[] = {static_cast<uint8_t>(op),
                           static_cast<uint8_t>(op >> 8)};
  return decode_thumb(bytes, 2);
}

Kind thumb(uint16_t first, uint16_t second) {
  const uint8_t bytes[] = {
      static_cast<uint8_t>(first), static_cast<uint8_t>(first >> 8),
      static_cast<uint8_t>(second), static_cast<uint8_t>(second >> 8)};
  return decode_thumb(bytes, 4);
}

Kind riscv(uint32_t op, int size) {
  const uint8_t bytes[] = {
      static_cast<uint8_t>(op), static_cast<uint8_t>(op >> 8),
      static_cast<uint8_t>(op >> 16), static_cast<uint8_t>(op >> 24)};
  return decode_riscv(bytes, size);
}

// Encodings as the assemblers print them.
TEST(Decode, ShortThumb) {
  EXPECT_EQ(thumb(0x6808).loads, 1);   // ldr r0, [r1]
  EXPECT_EQ(thumb(0x6008).stores, 1);  // str r0, [r1]
  EXPECT_EQ(thumb(0x5650).loads, 1);   // ldrsb r0, [r2, r1]
  EXPECT_EQ(thumb(0x5250).stores, 1);  // strh r0, [r2, r1]
  EXPECT_EQ(thumb(0xb5f0).stores, 5);  // push {r4-r7, lr}
  EXPECT_EQ(thumb(0xbdf0).loads, 5);   // pop {r4-r7, pc}
  EXPECT_EQ(thumb(0xc80f).loads, 4);   // ldm r0!, {r0-r3}
  EXPECT_TRUE(thumb(0x4348).multiply);  // muls r0, r1
  EXPECT_TRUE(thumb(0xbf70).mark);
  EXPECT_EQ(thumb(0x1840).loads, 0);   // adds r0, r0, r1
  EXPECT_FALSE(thumb(0xbf00).mark);    // nop
}

TEST(Decode, LongThumb) {
  EXPECT_EQ(thumb(0xf8d1, 0x0004).loads, 1);   // ldr.w r0, [r1, #4]
  EXPECT_EQ(thumb(0xf8c1, 0x0004).stores, 1);  // str.w r0, [r1, #4]
  EXPECT_EQ(thumb(0xe9d1, 0x0200).loads, 2);   // ldrd r0, r2, [r1]
  EXPECT_EQ(thumb(0xe92d, 0x4ff0).stores, 9);  // push {r4-r11, lr}
  EXPECT_TRUE(thumb(0xfb21, 0x0002).multiply);  // smlad r0, r1, r2, r0
  EXPECT_TRUE(thumb(0xfb82, 0x0101).long_multiply);  // smull r0, r1, r2, r1
  EXPECT_TRUE(thumb(0xfb90, 0xf0f1).division);  // sdiv r0, r0, r1
  EXPECT_TRUE(thumb(0xee00, 0x0a10).vector);
}

TEST(Decode, Riscv) {
  EXPECT_EQ(riscv(0x0005a503, 4).loads, 1);   // lw a0, 0(a1)
  EXPECT_EQ(riscv(0x00a5a023, 4).stores, 1);  // sw a0, 0(a1)
  EXPECT_TRUE(riscv(0x02b50533, 4).multiply);  // mul a0, a0, a1
  EXPECT_TRUE(riscv(0x02b54533, 4).division);  // div a0, a0, a1
  EXPECT_EQ(riscv(0x4188, 2).loads, 1);   // c.lw a0, 0(a1)
  EXPECT_EQ(riscv(0xc188, 2).stores, 1);  // c.sw a0, 0(a1)
  EXPECT_EQ(riscv(0x95b2, 2).loads, 0);   // c.add a1, a2
  EXPECT_TRUE(riscv(0x00702013, 4).mark);
}

}  // namespace
}  // namespace mote::emulate
