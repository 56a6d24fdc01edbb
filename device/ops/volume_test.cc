// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/volume.h"

#include <set>
#include <tuple>

#include <gtest/gtest.h>

namespace mote::ops {
namespace {

// (small, large, tap) for every tap of an axis and its transposed twin.
using Links = std::set<std::tuple<int, int, int>>;

TEST(VolumeAxis, TransposedLinksWhatThePlainOneLinks) {
  for (const Padding padding : {Padding::kSame, Padding::kValid}) {
    for (int32_t stride = 1; stride < 4; ++stride) {
      const int32_t covered = padding == Padding::kSame ? 11 : 11 - 4;
      const int32_t small = (covered + stride - 1) / stride;
      const VolumeAxisOptions options = {3, stride, 2};
      VolumeAxis plain, twin;
      ASSERT_TRUE(make_volume_axis(options, padding, false, 11, small, plain));
      ASSERT_TRUE(make_volume_axis(options, padding, true, small, 11, twin));
      Links links, twins;
      for (int32_t o = 0; o < small; ++o) {
        plain.each_plain(o, [&](int i, int k) { links.insert({o, i, k}); });
      }
      for (int32_t o = 0; o < 11; ++o) {
        twin.each_transposed(o, [&](int i, int k) { twins.insert({i, o, k}); });
      }
      EXPECT_EQ(links, twins) << stride;
    }
  }
}

TEST(VolumeAxis, RefusesSizesThatStridesDoNotGive) {
  VolumeAxis axis;
  const VolumeAxisOptions options = {2, 2, 1};
  EXPECT_TRUE(make_volume_axis(options, Padding::kSame, true, 3, 6, axis));
  EXPECT_FALSE(make_volume_axis(options, Padding::kSame, true, 3, 7, axis));
  EXPECT_TRUE(make_volume_axis(options, Padding::kValid, true, 3, 7, axis));
  EXPECT_FALSE(make_volume_axis({2, 0, 1}, Padding::kSame, true, 3, 6, axis));
}

}  // namespace
}  // namespace mote::ops
