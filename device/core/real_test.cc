// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/real.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "device/core/half.h"

namespace mote {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();

// The distance of y from the exact value in units of its last place.
double ulps(float y, double exact) {
  const float nearest = static_cast<float>(exact);
  if (y == nearest) return 0;
  const float next = std::nextafter(std::abs(nearest), kInfinity);
  return std::abs(y - exact) / (double{next} - double{std::abs(nearest)});
}

struct Function {
  const char* name;
  float (*f)(float);
  double (*exact)(double);
  float lo, hi;
  double bound;  // in ulps
};

class Real : public testing::TestWithParam<Function> {};

TEST_P(Real, StaysWithinItsBound) {
  const Function& function = GetParam();
  std::mt19937 random(1);
  std::uniform_real_distribution<float> range(function.lo, function.hi);
  for (int i = 0; i < 200000; ++i) {
    const float x = range(random);
    ASSERT_LE(ulps(function.f(x), function.exact(x)), function.bound) << x;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Functions, Real,
    testing::Values(
        Function{"exp", mote::exp, std::exp, -87, 88, 0.8},
        Function{"expm1", mote::expm1, std::expm1, -10, 20, 2},
        Function{"log", mote::log, std::log, 0, 100, 0.6},
        Function{"sin", mote::sin, std::sin, -1000, 1000, 1.6},
        Function{"cos", mote::cos, std::cos, -1e30f, 1e30f, 1.6},
        Function{"erfc", mote::erfc, std::erfc, -4, 9, 4},
        Function{"sqrt", mote::sqrt, std::sqrt, 0, 1e30f, 0.5}),
    [](const auto& test) { return test.param.name; });

// Every pair of these, which hold the special cases of the C functions.
TEST(RealPairs, TreatSpecialValuesAsTheStandardSays) {
  const float values[] = {0.0f, -0.0f, 0.5f, 1.0f, -1.0f, 2.0f, -2.5f, 3.0f,
                          -3.0f, 1e30f, -1e30f, 1e-40f, kInfinity, -kInfinity};
  const auto same = [](float a, float b) {
    return (a != a && b != b) || (std::signbit(a) == std::signbit(b) &&
                                  (a == b || ulps(a, double{b}) <= 3));
  };
  for (const float x : values) {
    for (const float y : values) {
      EXPECT_TRUE(same(atan2(x, y), std::atan2(x, y))) << x << " " << y;
      EXPECT_TRUE(same(pow(x, y), std::pow(x, y))) << x << " " << y;
      EXPECT_TRUE(same(remainder(x, y), std::fmod(x, y))) << x << " " << y;
    }
  }
}

TEST(RealPairs, DivideExactly) {
  std::mt19937 random(2);
  std::normal_distribution<float> sign;
  std::uniform_real_distribution<float> exponent(-30, 30);
  for (int i = 0; i < 200000; ++i) {
    const float x = sign(random) * std::exp2(exponent(random));
    const float y = sign(random) * std::exp2(exponent(random));
    ASSERT_EQ(remainder(x, y), std::fmod(x, y));
    const double quotient = std::floor(double{x} / double{y});
    ASSERT_EQ(floor_quotient(x, y), static_cast<float>(quotient));
    ASSERT_LE(ulps(atan2(x, y), std::atan2(double{x}, double{y})), 4);
  }
}

TEST(RealPairs, RaiseToPowers) {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> base(0.01f, 20), power(-15, 15);
  for (int i = 0; i < 200000; ++i) {
    const float x = base(random), y = power(random);
    ASSERT_LE(ulps(pow(x, y), std::pow(double{x}, double{y})), 1.6);
  }
}

TEST(Half, ComesBackFromFloat) {
  for (uint32_t raw = 0; raw < 65536; ++raw) {
    const float x = to_float({static_cast<uint16_t>(raw)});
    if (x != x) continue;
    ASSERT_EQ(to_half(x).raw, raw);
  }
}

TEST(Half, RoundsTiesToEven) {
  EXPECT_EQ(to_float(to_half(2049.0f)), 2048.0f);
  EXPECT_EQ(to_float(to_half(2051.0f)), 2052.0f);
  EXPECT_EQ(to_float(to_half(65519.0f)), 65504.0f);
  EXPECT_EQ(to_float(to_half(65520.0f)), kInfinity);
  EXPECT_EQ(to_half(0x1p-25f).raw, 0);
  EXPECT_EQ(to_half(0x1.8p-24f).raw, 2);
}

}  // namespace
}  // namespace mote
