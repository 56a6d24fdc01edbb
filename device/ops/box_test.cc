// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/box.h"

#include <gtest/gtest.h>

#include <vector>

namespace mote::ops {
namespace {

Box bytes_box() {
  Box box;
  box.clear(1);
  return box;
}

TEST(Box, JoinsLoopsThatStepAsOne) {
  Box box = bytes_box();
  box.add(2, 12, 12);
  box.add(1, 99, 7);
  box.add(3, 4, 4);
  box.add(4, 1, 1);
  ASSERT_EQ(box.axes, 1);
  EXPECT_EQ(box.axis[0].count, 24);
}

TEST(Box, TransposesElementsOfEverySize) {
  for (const uint32_t size : {1u, 2u, 4u, 8u}) {
    const int32_t e = static_cast<int32_t>(size);
    std::vector<uint64_t> from(6), to(6);
    uint8_t* bytes = reinterpret_cast<uint8_t*>(from.data());
    for (uint32_t i = 0; i < 6 * size; ++i) {
      bytes[i] = static_cast<uint8_t>(i / size);
    }
    Box box;
    box.clear(size);
    box.add(3, e, 2 * e);
    box.add(2, 3 * e, e);
    copy(box, from.data(), to.data());
    const uint8_t* got = reinterpret_cast<const uint8_t*>(to.data());
    const int wanted[] = {0, 3, 1, 4, 2, 5};
    for (uint32_t i = 0; i < 6 * size; ++i) EXPECT_EQ(got[i], wanted[i / size]);
  }
}

TEST(Box, StepsBackAndRepeats) {
  Box box = bytes_box();
  box.from_start = 3;
  box.add(2, 0, 4);
  box.add(4, -1, 1);
  const char from[] = "abcd";
  char to[9] = {};
  copy(box, from, to);
  EXPECT_STREQ(to, "dcbadcba");
}

TEST(Box, CopiesNothingThroughALoopOfNone) {
  Box box = bytes_box();
  box.add(5, 1000000, 1000000);
  box.add(0, 0, 0);
  char to = 'x';
  copy(box, "a", &to);
  EXPECT_EQ(to, 'x');
}

TEST(Box, CopiesOneElementWithoutLoops) {
  char to = 'x';
  copy(bytes_box(), "a", &to);
  EXPECT_EQ(to, 'a');
}

TEST(Box, RunsInPlaceWhenNothingIsReadAfterItsPlaceWasWritten) {
  Box slice = bytes_box();
  slice.from_start = 5;
  slice.add(2, 4, 2);
  slice.add(2, 1, 1);
  EXPECT_TRUE(slice.runs_in_place());
  EXPECT_FALSE(slice.turned().runs_in_place());
  Box reversed = bytes_box();
  reversed.from_start = 3;
  reversed.add(4, -1, 1);
  EXPECT_FALSE(reversed.runs_in_place());
}

TEST(Box, FillsWithElementsOfEverySize) {
  const uint64_t value = 0x0807060504030201u;
  for (const uint32_t size : {1u, 2u, 4u, 8u}) {
    uint64_t to[3] = {};
    fill(to, 2, &value, size);
    const uint8_t* got = reinterpret_cast<const uint8_t*>(to);
    for (uint32_t i = 0; i < 2 * size; ++i) EXPECT_EQ(got[i], i % size + 1);
    EXPECT_EQ(got[2 * size], 0);
  }
}

}  // namespace
}  // namespace mote::ops
