// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/kernels/simd128/simd128.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace mote {
namespace {

std::mt19937 numbers(1);

std::vector<float> floats(int32_t count) {
  std::normal_distribution<float> normal;
  std::vector<float> out(static_cast<size_t>(count));
  for (float& x : out) x = normal(numbers);
  return out;
}

TEST(Simd128, AddsProductsInTheOrderOfPortable) {
  for (const int32_t channels : {1, 3, 4, 7, 16, 23, 40}) {
    for (const int32_t depth : {0, 1, 4, 5, 18, 63}) {
      const std::vector<float> x = floats(3 * (depth + 1));
      const std::vector<float> w = floats(channels * depth);
      const std::vector<float> bias = floats(channels);
      std::vector<float> wanted(static_cast<size_t>(3 * channels));
      std::vector<float> made = wanted;
      Dense<float, float, float, float> a = {};
      a.x = x.data(), a.x_stride = depth + 1, a.rows = 3;
      a.w = w.data(), a.depth = depth, a.channels = channels;
      a.out_stride = channels;
      a.rescale = {channels == 7 ? nullptr : bias.data(), {-2.5f, 3.0f}};
      a.out = wanted.data();
      Portable::dense(a);
      a.out = made.data();
      Simd128::dense(a);
      EXPECT_EQ(made, wanted) << channels << " of " << depth;
    }
  }
}

TEST(Simd128, MultipliesChannelByChannelAsPortableDoes) {
  constexpr int32_t kPixels = 2, kTaps = 9;
  for (const int32_t multiplier : {1, 2}) {
    for (const int32_t channels : {1, 3, 4, 9, 16, 37}) {
      const int32_t outputs = channels * multiplier;
      const std::vector<float> x = floats(kPixels * kTaps * channels);
      const std::vector<float> w = floats(kTaps * outputs);
      const std::vector<float> bias = floats(outputs);
      std::vector<const float*> taps;
      for (int32_t t = 0; t < kPixels * kTaps; ++t) {
        taps.push_back(x.data() + t * channels);
      }
      std::vector<float> wanted(static_cast<size_t>(kPixels * outputs));
      std::vector<float> made = wanted;
      Depthwise<float, float, float, float> a = {};
      a.taps = taps.data(), a.tap_count = kTaps, a.w = w.data();
      a.channels = channels, a.multiplier = multiplier, a.pixels = kPixels;
      a.rescale = {bias.data(), {-1.0f, 1e9f}};
      a.out = wanted.data();
      Portable::depthwise(a);
      a.out = made.data();
      Simd128::depthwise(a);
      EXPECT_EQ(made, wanted) << channels << " times " << multiplier;
    }
  }
}

}  // namespace
}  // namespace mote
