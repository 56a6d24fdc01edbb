// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/reduce.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "device/ops/reduce_prod.h"

namespace mote::ops {
namespace {

std::vector<int> sums(const Reduction& r, const std::vector<int>& in) {
  std::vector<int> out(static_cast<size_t>(r.kept.elements()));
  reduce(r, in.data(), out.data(), 0, [](int sum, int x) { return sum + x; },
         [](int sum) { return sum; });
  return out;
}

TEST(Reduce, AddsUpAlternatingDimensions) {
  // [2, 3, 2] along the first and the last dimension.
  Reduction r = {};
  r.kept = {1, {{3, 2}}};
  r.reduced = {2, {{2, 6}, {2, 1}}};
  EXPECT_EQ(sums(r, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}),
            (std::vector<int>{14, 22, 30}));
}

TEST(Reduce, KeepsEveryElementWithoutAxes) {
  Reduction r = {};
  r.kept = {1, {{3, 1}}};
  EXPECT_EQ(sums(r, {7, 8, 9}), (std::vector<int>{7, 8, 9}));
}

TEST(Reduce, StartsFromNothingAlongAnEmptyDimension) {
  Reduction r = {};
  r.kept = {1, {{2, 0}}};
  r.reduced = {1, {{0, 1}}};
  EXPECT_EQ(sums(r, {}), (std::vector<int>{0, 0}));
}

TEST(Reduce, GoesThroughElementsInOrder) {
  Reduction r = {};
  r.reduced = {2, {{2, 3}, {3, 1}}};
  std::vector<int> places;
  r.each_row([&](int32_t first, int32_t count, int32_t step) {
    for (int i = 0; i < count; ++i) places.push_back(first + i * step);
  });
  EXPECT_EQ(places, (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

TEST(ReduceProd, TakesTheRootThatDoublePrecisionGives) {
  for (const float out : {1e-20f, 0.0123f, 1.0f, 3.75f, 1e12f}) {
    for (const int count : {1, 2, 3, 7, 64, 1000}) {
      const double real =
          static_cast<double>(0.37f) / std::pow(double{out}, 1.0 / count);
      int exponent = 0;
      const double mantissa =
          std::round(std::frexp(real, &exponent) * 2147483648.0);
      if (exponent < -31 || exponent > 31) continue;
      const Multiplier m =
          reduce_prod::make_root_multiplier(0.37f, out, count);
      EXPECT_EQ(m.mantissa, mantissa) << out << " " << count;
      EXPECT_EQ(m.exponent, exponent) << out << " " << count;
    }
  }
}

TEST(ReduceProd, GivesZeroForScalesThatAreNoPositiveNumbers) {
  for (const float scale : {0.0f, -1.0f, std::nanf("")}) {
    EXPECT_EQ(reduce_prod::make_root_multiplier(scale, 1.0f, 2).mantissa, 0);
    EXPECT_EQ(reduce_prod::make_root_multiplier(1.0f, scale, 2).mantissa, 0);
  }
}

}  // namespace
}  // namespace mote::ops
