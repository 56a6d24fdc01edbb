// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/regions.h"

#include <gtest/gtest.h>

namespace mote::plan {
namespace {

// Three steps: the middle one does most for each byte that it reads.
Usage chain() {
  Usage out;
  out.buffers.resize(4);
  const uint32_t bytes[] = {256, 64, 64, 32};
  for (int i = 0; i < 4; ++i) out.buffers[i].bytes = bytes[i];
  out.tensors = 4;
  out.operators = {{{0}, {1}, 256}, {{1}, {2}, 64'000}, {{2}, {3}, 64}};
  out.inputs = {0};
  out.outputs = {3};
  const uint32_t order[] = {0, 1, 2};
  set_lifetimes(out, order);
  return out;
}

TEST(Regions, AreReadFromWords) {
  const auto regions = parse_regions({"dtcm=65536", "sram=131072"});
  ASSERT_TRUE(regions.ok());
  EXPECT_EQ(regions.value(), (std::vector<Region>{{"dtcm", 65536},
                                                  {"sram", 131072}}));
  for (const char* wrong : {"dtcm", "=4", "dtcm=", "dtcm=4x", "dtcm=0",
                            "d-c=16", "dtcm=-1", "dtcm=99999999999"}) {
    EXPECT_FALSE(parse_regions({wrong}).ok()) << wrong;
  }
  EXPECT_FALSE(parse_regions({"a=16", "a=32"}).ok());
}

TEST(Regions, TheMostUsedBytesLieInTheFirst) {
  const auto placed = place_in(chain(), {{"fast", 64}, {"slow", 1024}}, "m");
  ASSERT_TRUE(placed.ok()) << placed.error().sentence();
  EXPECT_EQ(placed.value().regions[1], 0u);
  EXPECT_EQ(placed.value().regions[0], 1u);
  // What would fit later, when the first is free again, does.
  EXPECT_EQ(placed.value().regions[3], 0u);
  EXPECT_EQ(placed.value().spans[0], 64u);
}

TEST(Regions, OneThatIsLargeEnoughHoldsAll) {
  const auto all = place_in(chain(), {}, "m");
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all.value().spans, (std::vector<uint32_t>{320}));
  const auto one = place_in(chain(), {{"a", 320}, {"b", 16}}, "m");
  ASSERT_TRUE(one.ok());
  EXPECT_EQ(one.value().spans, (std::vector<uint32_t>{320, 0}));
}

TEST(Regions, WithoutRoomAreRefused) {
  const auto placed = place_in(chain(), {{"a", 64}, {"b", 128}}, "m");
  ASSERT_FALSE(placed.ok());
  EXPECT_NE(placed.error().sentence().find("256 bytes"), std::string::npos);
}

}  // namespace
}  // namespace mote::plan
