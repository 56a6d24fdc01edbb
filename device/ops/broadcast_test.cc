// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/broadcast.h"

#include <gtest/gtest.h>

#include <array>

#include "tests/loaded_model.h"

namespace mote::ops {
namespace {

using Dims = std::vector<int32_t>;
using Case = std::array<Dims, 3>;  // two operands and the output

// An operator of two tensors that gives booleans.
tests::ModelDef pair_model(int32_t code, Type type, const Dims& a,
                           const Dims& b, const Dims& out) {
  return {{{"a", type, a}, {"b", type, b}, {"out", Type::kBool, out}},
          {{code, {0, 1}, {2}}}, {0, 1}, {2}};
}
constexpr int32_t kLess = 58;

Status load(const Dims& a, const Dims& b, const Dims& out) {
  return tests::LoadedModel(pair_model(kLess, Type::kFloat32, a, b, out))
      .fault.status;
}

// Where element `index` of the output lies in an operand.
int32_t place(const Dims& dims, const Dims& out, int32_t index) {
  int32_t at = 0, step = 1;
  for (size_t i = 1; i <= out.size(); ++i) {
    const int32_t size = out[out.size() - i];
    if (i <= dims.size() && dims[dims.size() - i] != 1) {
      at += index % size * step;
      step *= size;
    }
    index /= size;
  }
  return at;
}

class Broadcasting : public testing::TestWithParam<Case> {};

TEST_P(Broadcasting, PairsWhatBelongsTogether) {
  const auto& [a, b, out] = GetParam();
  tests::LoadedModel model(pair_model(kLess, Type::kInt32, a, b, out));
  ASSERT_EQ(model.fault.status, Status::kOk);
  const int32_t na = model.interpreter.input(0).elements();
  const int32_t nb = model.interpreter.input(1).elements();
  const auto first = [](int32_t i) { return i * 7 % 11; };
  const auto second = [](int32_t i) { return i * 5 % 13; };
  int32_t* const x = model.interpreter.input<int32_t>(0);
  int32_t* const y = model.interpreter.input<int32_t>(1);
  for (int32_t i = 0; i < na; ++i) x[i] = first(i);
  for (int32_t i = 0; i < nb; ++i) y[i] = second(i);
  ASSERT_EQ(model.interpreter.invoke(), Status::kOk);
  const bool* result = model.interpreter.output<bool>(0);
  for (int32_t i = 0; i < model.interpreter.output(0).elements(); ++i) {
    ASSERT_EQ(result[i], first(place(a, out, i)) < second(place(b, out, i)))
        << i;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, Broadcasting,
    testing::Values(
        Case{{{2, 3, 4}, {2, 3, 4}, {2, 3, 4}}},
        Case{{{2, 3, 4}, {}, {2, 3, 4}}},
        Case{{{4}, {3, 1}, {3, 4}}},
        Case{{{2, 1, 3, 1}, {5, 1, 4}, {2, 5, 3, 4}}},
        Case{{{2, 1, 2, 1, 2, 1, 2, 1},
              {1, 3, 1, 3, 1, 3, 1, 3},
              {2, 3, 2, 3, 2, 3, 2, 3}}},
        Case{{{0, 3}, {1, 3}, {0, 3}}}));

TEST(Broadcasting, RefusesShapesThatDoNotFit) {
  EXPECT_EQ(load({2, 3}, {2, 4}, {2, 4}), Status::kWrongShape);
  EXPECT_EQ(load({2, 3}, {3}, {3, 2}), Status::kWrongShape);
  EXPECT_EQ(load({2, 3}, {3}, {1, 2, 3}), Status::kWrongShape);
  EXPECT_EQ(load({2, 3}, {0, 3}, {2, 3}), Status::kWrongShape);
}

}  // namespace
}  // namespace mote::ops
