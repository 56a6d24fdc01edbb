// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/memory/plan.h"

#include <gtest/gtest.h>

namespace mote::memory {
namespace {

// Each lies over the one before, one unit below it: the first is the highest.
TEST(Place, LaysAChainOverItself) {
  Buffer chain[4] = {};
  for (uint16_t i = 0; i < 4; ++i) {
    chain[i].bytes = 64;
    chain[i].first = i;
    chain[i].last = static_cast<uint16_t>(i + 1);
    if (i == 0) continue;
    chain[i].over = static_cast<uint16_t>(i - 1);
    chain[i].lead16 = 1;
  }
  EXPECT_EQ(place({chain, 4}), 64u + 3 * kAlignment);
  EXPECT_EQ(chain[3].offset, 0u);
}

// What lives long comes to lie low where sizes decide, and out of the way.
TEST(Place, TakesTheOrderThatSpansLess) {
  Buffer buffers[] = {{.bytes = 16, .first = 0, .last = 1},
                      {.bytes = 64, .first = 1, .last = 2},
                      {.bytes = 16, .first = 2, .last = 3}};
  EXPECT_EQ(place({buffers, 3}), 80u);
}

TEST(Place, LeavesWhatNeedsNoPlace) {
  Buffer buffers[2] = {};
  buffers[0].offset = 12345;
  buffers[1].bytes = 16;
  EXPECT_EQ(place({buffers, 2}), 16u);
  EXPECT_EQ(buffers[0].offset, 12345u);
}

}  // namespace
}  // namespace mote::memory
