// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Every int8 value through every operator of one operand, at several scales,
// against functions of double precision.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/loaded_model.h"

namespace mote::ops {
namespace {

using tests::LoadedModel;

struct Function {
  const char* name;
  double (*of)(double);
  // The result's scale and zero point; 0: as wide as the function.
  float scale = 0;
  int64_t zero = 0;
  // Steps beside the nearest one: more where the reference rounds on the way.
  double slack = 0.01;
  bool from_zero = false;  // not defined below
};

double clamp_to(double x, double lo, double hi) {
  return std::min(std::max(x, lo), hi);
}

constexpr Function kFunctions[] = {
    {"LOGISTIC", [](double x) { return 1 / (1 + std::exp(-x)); }, 1.0f / 256,
     -128},
    {"TANH", [](double x) { return std::tanh(x); }, 1.0f / 128, 0},
    {"EXP", [](double x) { return std::exp(x); }},
    {"ELU", [](double x) { return x < 0 ? std::expm1(x) : x; }},
    {"GELU", [](double x) { return x / 2 * std::erfc(-x / std::sqrt(2)); }},
    {"RELU", [](double x) { return std::max(x, 0.0); }, 0, 0, 0.51},
    {"RELU6", [](double x) { return clamp_to(x, 0, 6); }, 0, 0, 0.51},
    {"RELU_N1_TO_1", [](double x) { return clamp_to(x, -1, 1); }, 0, 0, 0.51},
    {"RELU_0_TO_1", [](double x) { return clamp_to(x, 0, 1); }, 0, 0, 0.51},
    {"ABS", [](double x) { return std::abs(x); }, 0, 0, 0.51},
    {"HARD_SWISH", [](double x) { return x * clamp_to(x + 3, 0, 6) / 6; }, 0, 0,
     0.6},
    // Cuts instead of rounding.
    {"SQRT", [](double x) { return std::sqrt(x); }, 0, 0, 0.51, true},
};

// A scale and zero point that hold f from..to.
std::pair<float, int64_t> fit(const Function& f, double from, double to) {
  double lo = 0, hi = 0;
  for (int i = 0; i <= 1000; ++i) {
    const double y = f.of(from + (to - from) * i / 1000);
    lo = std::min(lo, y), hi = std::max(hi, y);
  }
  const float scale = static_cast<float>(std::max(hi - lo, 0.1) / 255);
  return {scale, std::lround(-128 - lo / scale)};
}

void check(const Function& f, float scale, int64_t zero) {
  const run::OpInfo* op = nullptr;
  for (const run::OpInfo& info : run::all_ops()) {
    if (info.name == f.name) op = &info;
  }
  ASSERT_NE(op, nullptr);
  const int64_t first = f.from_zero ? zero : -128;
  const auto real = [&](int64_t q) {
    return static_cast<double>(scale) * static_cast<double>(q - zero);
  };
  std::pair<float, int64_t> out = {f.scale, f.zero};
  if (f.scale == 0) out = fit(f, real(first), real(127));
  std::vector<int8_t> x;
  for (int64_t q = first; q < 128; ++q) x.push_back(static_cast<int8_t>(q));
  const std::vector<int32_t> shape = {static_cast<int32_t>(x.size())};
  LoadedModel model({{{"x", Type::kInt8, shape, scale, zero},
                      {"y", Type::kInt8, shape, out.first, out.second}},
                     {{op->entry.code, {0}, {1}}},
                     {0},
                     {1}});
  ASSERT_EQ(model.fault.status, Status::kOk);
  ASSERT_EQ(model.invoke(x), Status::kOk);
  const auto y = model.output<int8_t>();
  for (size_t i = 0; i < x.size(); ++i) {
    const double exact =
        f.of(real(x[i])) / static_cast<double>(out.first) +
        static_cast<double>(out.second);
    ASSERT_NEAR(y[i], clamp_to(exact, -128, 127), 0.5 + f.slack)
        << "x = " << static_cast<int>(x[i]);
  }
}

class UnarySweep : public testing::TestWithParam<Function> {};

TEST_P(UnarySweep, EveryInt8IsWithinAStepOfTheFunction) {
  for (const float scale : {0.007f, 0.03f, 0.061f}) {
    for (const int64_t zero : {-128, -77, 0, 5, 127}) {
      if (GetParam().from_zero && zero == 127) continue;
      SCOPED_TRACE(testing::Message() << scale << " " << zero);
      check(GetParam(), scale, zero);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(, UnarySweep, testing::ValuesIn(kFunctions),
                         [](const auto& it) {
                           return std::string(it.param.name);
                         });

}  // namespace
}  // namespace mote::ops
