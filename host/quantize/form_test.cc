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

TEST(Histogram, LeavesOutWhatIsRare) {
  Histogram histogram({-100, 100});
  for (int i = 0; i < 100000; ++i) {
    histogram.add(std::sin(static_cast<float>(i)));
  }
  histogram.add(100);
  histogram.add(-100);
  const Interval range = histogram.percentile(1e-4);
  EXPECT_NEAR(range.low, -1, 0.2);
  EXPECT_NEAR(range.high, 1, 0.2);
}

TEST(Histogram, KeepsAllWhereClampingCostsMore) {
  Histogram even({-1, 1});
  for (int i = 0; i <= 1000; ++i) {
    even.add(static_cast<float>(i) / 500 - 1);
  }
  const Interval all = even.least_squares(256);
  EXPECT_NEAR(all.high, 1, 0.02);
  EXPECT_NEAR(all.low, -1, 0.02);
}

TEST(Histogram, ClampsALongTail) {
  Histogram histogram({-1, 10});
  for (int i = 0; i < 1000000; ++i) {
    histogram.add(std::sin(static_cast<float>(i)));
  }
  histogram.add(10);
  EXPECT_LT(histogram.least_squares(256).high, 9);
}

}  // namespace
}  // namespace mote::quantize
