// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/ops/channels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "device/ops/conv_2d.h"
#include "device/ops/depthwise_conv_2d.h"
#include "device/ops/fully_connected.h"
#include "tests/fake_context.h"

namespace mote::ops {
namespace {

using Ints = std::vector<int>;
using Dims = std::vector<int32_t>;

std::mt19937 random_bits(1);

Ints random_ints(size_t count, int lo, int hi) {
  std::uniform_int_distribution<int> numbers(lo, hi);
  Ints out(count);
  for (int& x : out) x = numbers(random_bits);
  return out;
}

template <class T>
std::vector<T> as(const Ints& values, int plus = 0) {
  std::vector<T> out;
  for (const int x : values) out.push_back(static_cast<T>(x + plus));
  return out;
}

// A dense layer of 3 rows, 7 deep, with 5 outputs; plus: added to everything
// that is stored in a byte.
template <class T>
FakeTensor layer_in(const Ints& x, int plus = 0) {
  return fake(Dims{3, 7}, as<T>(x, plus), {0.25f}, {3 + plus});
}
template <class T>
FakeTensor layer_out(int plus = 0) {
  return fake(Dims{3, 5}, std::vector<T>(), {0.5f}, {-4 + plus});
}
FakeTensor layer_bias() {
  return fake(Dims{5}, std::vector<int32_t>{9, -8, 700, -600, 5});
}

const FullyConnected::Options kDense = {};

TEST(Channels, LegacyBytesAreBytesShiftedBy128) {
  const Ints x = random_ints(21, -128, 127), w = random_ints(35, -128, 127);
  FakeContext modern(
      {layer_in<int8_t>(x),
       fake(Dims{5, 7}, as<int8_t>(w), {0.125f}, {-11}), layer_bias()},
      {layer_out<int8_t>()});
  FakeContext legacy(
      {layer_in<uint8_t>(x, 128),
       fake(Dims{5, 7}, as<uint8_t>(w, 128), {0.125f}, {117}), layer_bias()},
      {layer_out<uint8_t>(128)});
  ASSERT_EQ(run<FullyConnected>(modern, kDense), Status::kOk);
  ASSERT_EQ(run<FullyConnected>(legacy, kDense), Status::kOk);
  for (uint8_t& byte : legacy.outs[0].bytes) byte ^= 0x80;
  EXPECT_EQ(legacy.outs[0].bytes, modern.outs[0].bytes);
}

FakeTensor narrow_weights(Type type, const Ints& w, FakeTensor t) {
  const unsigned width = bits(type);
  t.type = type;
  t.bytes.assign((w.size() * width + 7) / 8, 0);
  for (size_t i = 0; i < w.size(); ++i) {
    const unsigned low = static_cast<unsigned>(w[i]) & ((1u << width) - 1);
    uint8_t& byte = t.bytes[i * width / 8];
    byte = static_cast<uint8_t>(byte | low << i * width % 8);
  }
  return t;
}

TEST(Channels, NarrowWeightsGiveWhatTheSameBytesGive) {
  const std::vector<float> scales = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f};
  const Ints x = random_ints(21, -128, 127);
  for (const Type type : {Type::kInt4, Type::kInt2}) {
    const Ints w = type == Type::kInt4 ? random_ints(35, -8, 7)
                                       : random_ints(35, -2, 1);
    const FakeTensor bytes = fake(Dims{5, 7}, as<int8_t>(w), scales);
    FakeContext wide({layer_in<int8_t>(x), bytes, layer_bias()},
                     {layer_out<int8_t>()});
    FakeContext narrow(
        {layer_in<int8_t>(x), narrow_weights(type, w, bytes), layer_bias()},
        {layer_out<int8_t>()});
    ASSERT_EQ(run<FullyConnected>(wide, kDense), Status::kOk);
    ASSERT_EQ(run<FullyConnected>(narrow, kDense), Status::kOk);
    EXPECT_EQ(narrow.outs[0].bytes, wide.outs[0].bytes);
  }
}

TEST(Channels, ComputedWeightsGiveWhatConstantsGive) {
  const Ints x = random_ints(21, -128, 127);
  FakeTensor w = fake(Dims{5, 7}, as<int8_t>(random_ints(35, -128, 127)),
                      {0.125f}, {7});
  FakeContext constant({layer_in<int8_t>(x), w, layer_bias()},
                       {layer_out<int8_t>()});
  w.computed = true;
  FakeContext computed({layer_in<int8_t>(x), w, layer_bias()},
                       {layer_out<int8_t>()});
  ASSERT_EQ(run<FullyConnected>(constant, kDense), Status::kOk);
  ASSERT_EQ(run<FullyConnected>(computed, kDense), Status::kOk);
  EXPECT_EQ(computed.outs[0].bytes, constant.outs[0].bytes);
}

Conv2D::Options valid_convolution() {
  Conv2D::Options options = {};
  options.padding = Padding::kValid;
  options.stride_h = options.stride_w = 1;
  options.dilation_h = options.dilation_w = 1;
  return options;
}

TEST(Channels, ConvolutionOverTheWholeImageIsADenseLayer) {
  const std::vector<float> scales = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f};
  const Ints x = random_ints(24, -128, 127);
  const Ints w = random_ints(5 * 24, -127, 127);
  FakeContext dense(
      {fake(Dims{1, 24}, as<int8_t>(x), {0.25f}, {3}),
       fake(Dims{5, 24}, as<int8_t>(w), scales), layer_bias()},
      {fake(Dims{1, 5}, std::vector<int8_t>(), {40.0f}, {-4})});
  FakeContext conv(
      {fake(Dims{1, 2, 3, 4}, as<int8_t>(x), {0.25f}, {3}),
       fake(Dims{5, 2, 3, 4}, as<int8_t>(w), scales), layer_bias()},
      {fake(Dims{1, 1, 1, 5}, std::vector<int8_t>(), {40.0f}, {-4})});
  ASSERT_EQ(run<FullyConnected>(dense, kDense), Status::kOk);
  ASSERT_EQ(run<Conv2D>(conv, valid_convolution()), Status::kOk);
  EXPECT_EQ(conv.outs[0].bytes, dense.outs[0].bytes);
}

// Weights [4, 2, 2, 1] as [1, 2, 2, 4].
Ints channels_last(const Ints& w) {
  Ints out(w.size());
  for (size_t c = 0; c < 4; ++c) {
    for (size_t t = 0; t < 4; ++t) out[t * 4 + c] = w[c * 4 + t];
  }
  return out;
}

template <class T>
void expect_same_of_groups(std::vector<float> scales, int64_t weights_zero,
                           int32_t groups = 2) {
  const int lo = std::numeric_limits<T>::min(), hi = lo + 255;
  const Ints x = random_ints(2 * 3 * 5 * groups, lo, hi);
  const Ints w = random_ints(16, lo, hi);
  const FakeTensor in =
      fake(Dims{2, 3, 5, groups}, as<T>(x), {0.25f}, {lo + 99});
  const FakeTensor out =
      fake(Dims{2, 3, 5, 4}, std::vector<T>(), {9.0f}, {lo + 130});
  const std::vector<int64_t> zeros(scales.size(), weights_zero);
  const FakeTensor bias = fake(Dims{4}, std::vector<int32_t>{1, 20, 3, -4});
  FakeContext grouped(
      {in, fake(Dims{4, 2, 2, 1}, as<T>(w), scales, zeros, 0), bias}, {out});
  FakeContext depthwise({in, fake(Dims{1, 2, 2, 4}, as<T>(channels_last(w)),
                                  scales, zeros, 3), bias}, {out});
  ASSERT_EQ(run<Conv2D>(grouped, {Padding::kSame, 1, 1, {}, 1, 1, {}}),
            Status::kOk);
  ASSERT_EQ(run<DepthwiseConv2D>(depthwise,
                                 {Padding::kSame, 1, 1, 2, {}, 1, 1}),
            Status::kOk);
  EXPECT_EQ(depthwise.outs[0].bytes, grouped.outs[0].bytes);
}

TEST(Channels, DepthwiseConvolutionIsAConvolutionByGroups) {
  expect_same_of_groups<int8_t>({0.1f, 0.2f, 0.3f, 0.4f}, 0);
  expect_same_of_groups<int8_t>({0.3f}, 0);
  expect_same_of_groups<int8_t>({0.1f, 0.2f, 0.3f, 0.4f}, 0, 1);
  expect_same_of_groups<int8_t>({0.3f}, 0, 1);
  expect_same_of_groups<uint8_t>({0.3f}, 101);
}

// The status of a dense layer after `change`, and the operand at fault.
template <class F>
std::pair<Status, int> refusal(F change) {
  FakeContext context(
      {layer_in<int8_t>(Ints(21)),
       fake(Dims{5, 7}, std::vector<int8_t>(35), {0.125f}), layer_bias()},
      {layer_out<int8_t>()});
  change(context.ins, context.outs[0]);
  const Status status = run<FullyConnected>(context, kDense);
  return {status, context.refused};
}

TEST(Channels, NameTheOperandThatDoesNotFit) {
  using In = std::vector<FakeTensor>;
  using testing::Pair;
  const auto wrong_type = [](size_t i, Type type) {
    return refusal([&](In& in, FakeTensor&) { in[i].type = type; });
  };
  EXPECT_THAT(wrong_type(0, Type::kBool), Pair(Status::kWrongType, 0));
  EXPECT_THAT(wrong_type(1, Type::kUInt8), Pair(Status::kWrongType, 1));
  EXPECT_THAT(wrong_type(2, Type::kFloat32), Pair(Status::kWrongType, 2));
  EXPECT_THAT(refusal([](In& in, FakeTensor&) { in[2].dims = {4}; }),
              Pair(Status::kWrongShape, 2));
  EXPECT_THAT(refusal([](In& in, FakeTensor&) { in[1].dims = {7, 5}; }),
              Pair(Status::kWrongShape, 0));
  EXPECT_THAT(refusal([](In&, FakeTensor& out) { out.dims = {5, 3}; }),
              Pair(Status::kWrongShape, kOutput));
  EXPECT_THAT(refusal([](In&, FakeTensor& out) { out.type = Type::kInt16; }),
              Pair(Status::kWrongType, kOutput));
}

TEST(Channels, RefuseQuantizationThatKernelsCannotTake) {
  using In = std::vector<FakeTensor>;
  using testing::Pair;
  EXPECT_THAT(refusal([](In& in, FakeTensor&) { in[0].scales = {}; }),
              Pair(Status::kBadQuantization, 0));
  EXPECT_THAT(refusal([](In& in, FakeTensor&) { in[0].zero_points = {128}; }),
              Pair(Status::kBadQuantization, 0));
  EXPECT_THAT(refusal([](In& in, FakeTensor&) { in[1].scales = {1, 2, 3}; }),
              Pair(Status::kBadQuantization, 1));
  EXPECT_THAT(refusal([](In&, FakeTensor& out) { out.zero_points = {-129}; }),
              Pair(Status::kBadQuantization, kOutput));
  EXPECT_THAT(refusal([](In& in, FakeTensor& out) {
                in[0].type = out.type = Type::kInt16;
                in[0].bytes.resize(42);
              }),
              Pair(Status::kBadQuantization, 0));
}

TEST(Channels, ConvolutionsTakeConstantWeightsOnly) {
  FakeTensor w = fake(Dims{5, 2, 3, 4}, std::vector<int8_t>(120), {0.1f});
  w.computed = true;
  FakeContext conv(
      {fake(Dims{1, 2, 3, 4}, std::vector<int8_t>(24), {0.25f}), w},
      {fake(Dims{1, 1, 1, 5}, std::vector<int8_t>(), {1.0f})});
  EXPECT_EQ(run<Conv2D>(conv, valid_convolution()), Status::kNotConstant);
  EXPECT_EQ(conv.refused, 1);
}

TEST(Channels, ExtremeScalesAndBiasesStayDefined) {
  const std::vector<int32_t> bias = {INT32_MAX, INT32_MIN, INT32_MAX, 0, -1};
  for (const float scale : {0.0f, -1.0f, 1e-38f, 1e38f, HUGE_VALF, NAN}) {
    FakeContext context(
        {layer_in<int8_t>(Ints(21, 127)),
         fake(Dims{5, 7}, std::vector<int8_t>(35, 127), {scale}),
         fake(Dims{5}, bias)},
        {layer_out<int8_t>()});
    EXPECT_EQ(run<FullyConnected>(context, kDense), Status::kOk) << scale;
  }
}

TEST(Channels, RowsThatAreCopiedFirstGiveWayToOutputsOfTheirSize) {
  EXPECT_EQ(rows_lead(10, 8, 8, 0), 0);
  EXPECT_EQ(rows_lead(10, 8, 4, 0), 0);
  EXPECT_EQ(rows_lead(10, 4, 8, 0), 40);
  EXPECT_EQ(rows_lead(10, 8, 4, 1), 4);
  EXPECT_EQ(rows_lead(10, 4, 8, 1), 44);
}

}  // namespace
}  // namespace mote::ops
