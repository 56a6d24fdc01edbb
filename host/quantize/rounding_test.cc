// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/rounding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tests/small_network.h"

namespace mote::quantize {
namespace {

constexpr size_t kDepth = 32;

// Elements that go together: a common part and one of their own.
Rows alike(size_t count) {
  std::mt19937 source(3);
  std::normal_distribution<float> normal;
  Rows rows;
  for (size_t r = 0; r < count; ++r) {
    const float common = 2 + normal(source);
    for (size_t k = 0; k < kDepth; ++k) {
      rows.push_back(common + 0.3f * normal(source));
    }
  }
  return rows;
}

std::vector<float> some_weights() {
  std::mt19937 source(5);
  std::normal_distribution<float> normal;
  std::vector<float> weights(kDepth);
  for (float& weight : weights) weight = normal(source);
  return weights;
}

double error(const std::vector<float>& weights, float scale,
             const Rounded& rounded, const Rows& rows) {
  double sum = 0;
  for (size_t r = 0; r < rows.size() / kDepth; ++r) {
    double off = -rounded.shift[0];
    for (size_t k = 0; k < kDepth; ++k) {
      const double step = static_cast<double>(rounded.steps[k]);
      off += (weights[k] - scale * step) * rows[r * kDepth + k];
    }
    sum += off * off;
  }
  return sum;
}

TEST(Rounding, WithoutRowsIsToTheNearest) {
  const std::vector<float> weights = {0.4f, 0.6f, -1.4f, 200};
  const Rounded rounded =
      round_weights(weights, channels({1, 4}, 0), {1.0f}, {}, false, true, 127);
  EXPECT_EQ(rounded.steps, (std::vector<int64_t>{0, 1, -1, 127}));
  EXPECT_EQ(rounded.shift, (std::vector<double>{0}));
}

TEST(Rounding, MakesProductsBetterThanTheNearestDoes) {
  const std::vector<float> weights = some_weights();
  const Rows rows = alike(500);
  const float scale = 0.1f;
  const Channels one = channels({1, kDepth}, 0);
  const Rounded nearest =
      round_weights(weights, one, {scale}, {}, false, true, 127);
  const Rounded better =
      round_weights(weights, one, {scale}, rows, false, true, 127);
  EXPECT_LT(error(weights, scale, better, rows),
            error(weights, scale, nearest, rows) / 10);
}

TEST(Rounding, TakesOneOfTheTwoNeighbours) {
  const std::vector<float> weights = some_weights();
  const Rounded rounded = round_weights(weights, channels({1, kDepth}, 0),
                                        {0.1f}, alike(500), false, false, 12);
  for (size_t k = 0; k < kDepth; ++k) {
    EXPECT_LE(std::abs(rounded.steps[k]), 12);
    const double exact = std::clamp(weights[k] / 0.1, -12.0, 12.0);
    EXPECT_LE(std::fabs(static_cast<double>(rounded.steps[k]) - exact), 1.01);
  }
}

TEST(Rounding, ADepthwiseChannelLooksAtItsOwnInputs) {
  // Two channels, two positions; only the second channel's inputs vary.
  const Rows rows = {1, 1, 1, 1, 1, -1, 1, -1, 1, 3, 1, 3};
  const Rounded rounded =
      round_weights({0.5f, 0.4f, 0.5f, 0.4f}, channels({1, 1, 2, 2}, 3),
                    {1.0f, 1.0f}, rows, true, true, 127);
  // 0.4 + 0.4 is nearer to 1 than to 0, for inputs that go together.
  EXPECT_EQ(rounded.steps[1] + rounded.steps[3], 1);
}

TEST(Rows, AreTheWindowsOfAConvolution) {
  tests::FloatGraph g;
  const auto x = g.input({1, 3, 3, 1});
  const ir::Module module =
      g.finish(g.node("CONV_2D", {x, g.random({1, 2, 2, 1}), ir::kNoValue},
                      {1, 3, 3, 1}, tests::convolution("NONE")));
  const RowSource source(module, 1);
  AllRows rows = source.empty();
  const std::vector<float> image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  source.follow(0, x, image, 0, rows);
  const Rows& found = rows[0][0];
  ASSERT_EQ(found.size(), 9u * 4);
  EXPECT_EQ(Rows(found.begin(), found.begin() + 4), (Rows{1, 2, 4, 5}));
  EXPECT_EQ(Rows(found.end() - 4, found.end()), (Rows{9, 0, 0, 0}));
}

}  // namespace
}  // namespace mote::quantize
