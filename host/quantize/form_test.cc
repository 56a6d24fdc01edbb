// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/form.h"

#include <gtest/gtest.h>

#include <cmath>

#include "host/quantize/histogram.h"
#include "tests/float_graph.h"

namespace mote::quantize {
namespace {

using tests::floats;

TEST(Form, ARangeOfEightBitsHasAStepForZero) {
  const Form form = form_of(Interval{-1, 3}, Type::kInt8);
  EXPECT_FLOAT_EQ(form.quantization.scales[0], 4.0f / 255);
  EXPECT_EQ(form.quantization.zero_points[0], -64);
  EXPECT_EQ(form_of(Interval{-1, 3}, Type::kUInt8).quantization.zero_points[0],
            64);
}

TEST(Form, ARangeOnOneSideReachesToZero) {
  const Form form = form_of(Interval{2, 4}, Type::kInt8);
  EXPECT_FLOAT_EQ(form.quantization.scales[0], 4.0f / 255);
  EXPECT_EQ(form.quantization.zero_points[0], -128);
}

TEST(Form, SixteenBitsAreSymmetric) {
  const Form form = form_of(Interval{-1, 3}, Type::kInt16);
  EXPECT_FLOAT_EQ(form.quantization.scales[0], 3.0f / 32767);
  EXPECT_EQ(form.quantization.zero_points[0], 0);
}

TEST(Form, ARangeOfZeroHasAScale) {
  EXPECT_EQ(form_of(Interval{}, Type::kInt8).quantization.scales[0], 1.0f);
  EXPECT_EQ(form_of(Interval{}, Type::kInt16).quantization.scales[0], 1.0f);
}

TEST(Form, ConstantsAreRoundedAndClamped) {
  const ir::Value made = quantized(floats({4}, {0.25f, -0.25f, 0.1f, 1000}),
                                   form_of(0.5f, 1, Type::kInt8));
  EXPECT_EQ(*made.constant, (base::Bytes{2, 0, 1, 127}));
}

TEST(Form, WeightsHaveAScaleForEachIndexOfTheAxis) {
  const ir::Value weights = floats({2, 2}, {1, -2, 0.5f, 4});
  const ir::Value rows =
      quantized_weights(weights, 0, Type::kInt8, {2.0 / 127, 4.0 / 127});
  EXPECT_EQ(*rows.constant, (base::Bytes{64, 129, 16, 127}));
  EXPECT_EQ(rows.quantization.axis, 0);
  const ir::Value columns =
      quantized_weights(weights, 1, Type::kInt8, {1.0 / 127, 4.0 / 127});
  EXPECT_EQ(*columns.constant, (base::Bytes{127, 192, 64, 127}));
}

TEST(Form, FourBitsLieTwoInAByte) {
  const ir::Value made =
      quantized_weights(floats({3}, {7, -7, 3}), -1, Type::kInt4, {1.0});
  EXPECT_EQ(*made.constant, (base::Bytes{0x97, 0x03}));
  EXPECT_EQ(reals(
                quantized(floats({2}, {1, 2}), form_of(0.5f, 3, Type::kInt8))),
            (std::vector<float>{1, 2}));
}

// Of values that lie between -1 and 1, most of them near the ends.
Histogram waves(int count) {
  std::vector<float> values;
  for (int i = 0; i < count; ++i) {
    values.push_back(std::sin(static_cast<float>(i)));
  }
  Histogram histogram;
  histogram.add(values);
  return histogram;
}

TEST(Histogram, LeavesOutWhatIsRare) {
  Histogram histogram = waves(100000);
  histogram.add(std::vector<float>{100, -100});
  const Interval range = histogram.percentile(1e-4, {-100, 100});
  EXPECT_NEAR(range.low, -1, 0.2);
  EXPECT_NEAR(range.high, 1, 0.2);
}

TEST(Histogram, StaysWithinTheExtremes) {
  EXPECT_EQ(Histogram().percentile(1e-4, {-2, 3}), (Interval{-2, 3}));
  EXPECT_EQ(waves(10).percentile(0, {-0.9f, 0.8f}), (Interval{-0.9f, 0.8f}));
}

TEST(Histogram, DoesNotDependOnTheOrderOfParts) {
  Histogram small = waves(1000), large;
  large.add(std::vector<float>{-300, 7, 40});
  Histogram one = small, other = large;
  one.add(large);
  other.add(small);
  for (const double outside : {0.0, 0.001, 0.3}) {
    EXPECT_EQ(one.percentile(outside, {-300, 40}),
              other.percentile(outside, {-300, 40}));
  }
}

TEST(Histogram, KeepsAllWhereClampingCostsMore) {
  std::vector<float> values;
  for (int i = 0; i <= 1000; ++i) {
    values.push_back(static_cast<float>(i) / 500 - 1);
  }
  Histogram even;
  even.add(values);
  const Interval all = even.least_squares(256, {-1, 1});
  EXPECT_NEAR(all.high, 1, 0.02);
  EXPECT_NEAR(all.low, -1, 0.02);
}

TEST(Histogram, ClampsALongTail) {
  Histogram histogram = waves(1000000);
  histogram.add(std::vector<float>{10});
  EXPECT_LT(histogram.least_squares(256, {-1, 10}).high, 9);
}

}  // namespace
}  // namespace mote::quantize
