// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The operators of audio front ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "device/ops/signal_fft.h"
#include "device/ops/signal_filter_bank_square_root.h"
#include "tests/flex_writer.h"
#include "tests/loaded_model.h"

namespace mote::ops {
namespace {

using testing::ElementsAre;
using tests::LoadedModel;
using tests::ModelDef;
using tests::TensorDef;

using Options = std::map<std::string, tests::FlexOption>;

// Tensor 0 is the input, then come constants, the rest are outputs.
ModelDef model(const std::string& name, std::vector<TensorDef> tensors,
               const Options& options) {
  ModelDef def;
  tests::OpDef op;
  op.code = 32;
  op.custom_name = name;
  op.custom_options = tests::flex_map(options);
  for (size_t i = 0; i < tensors.size(); ++i) {
    const bool input = i == 0 || !tensors[i].data.empty();
    (input ? op.inputs : op.outputs).push_back(static_cast<int32_t>(i));
  }
  def.tensors = std::move(tensors);
  def.inputs = {0};
  def.outputs = op.outputs;
  def.ops = {op};
  return def;
}

TensorDef tensor(Type type, std::vector<int32_t> shape) {
  return {.name = "", .type = type, .shape = std::move(shape)};
}

TensorDef constant(const std::vector<int16_t>& values) {
  TensorDef out = tensor(Type::kInt16, {static_cast<int32_t>(values.size())});
  out.data.resize(2 * values.size());
  std::memcpy(out.data.data(), values.data(), out.data.size());
  return out;
}

ModelDef rfft(Type type, int32_t samples, int32_t length) {
  return model("SignalRfft",
               {tensor(type, {samples}), tensor(type, {length + 2})},
               {{"fft_length", length}});
}

TEST(SignalRfft, AnImpulseHasAllFrequenciesAlike) {
  LoadedModel m(rfft(Type::kFloat32, 1, 60));
  ASSERT_EQ(m.invoke<float>({2.0f}), Status::kOk);
  const auto spectrum = m.output<float>();
  for (size_t i = 0; i < spectrum.size(); ++i) {
    EXPECT_NEAR(spectrum[i], i % 2 == 0 ? 2.0f : 0.0f, 1e-6f) << i;
  }
}

TEST(SignalRfft, RefusesLengthsWithOtherFactors) {
  for (const int32_t length : {-4, 0, 2, 14, 15, 22, 1 << 30}) {
    const LoadedModel m(rfft(Type::kInt16, 1, std::max(length, 0)));
    EXPECT_NE(m.fault.status, Status::kOk) << length;
  }
}

TEST(SignalIrfft, UndoesRfft) {
  constexpr int32_t kLength = 90;
  LoadedModel forth(rfft(Type::kFloat32, kLength, kLength));
  LoadedModel back(model("SignalIrfft",
                         {tensor(Type::kFloat32, {kLength + 2}),
                          tensor(Type::kFloat32, {kLength})},
                         {{"fft_length", kLength}}));
  std::vector<float> samples;
  for (int i = 0; i < kLength; ++i) {
    samples.push_back(static_cast<float>(i * i % 17));
  }
  ASSERT_EQ(forth.invoke(samples), Status::kOk);
  ASSERT_EQ(back.invoke(forth.output<float>()), Status::kOk);
  const auto again = back.output<float>();
  for (size_t i = 0; i < again.size(); ++i) {
    EXPECT_NEAR(again[i], samples[i], 1e-5f) << i;
  }
}

TEST(SignalFilterBankSquareRoot, RoundsToNearest) {
  const auto root = [](uint64_t x) {
    return SignalFilterBankSquareRoot::rounded_root(x);
  };
  EXPECT_EQ(root(0), 0u);
  EXPECT_EQ(root(6), 2u);
  EXPECT_EQ(root(7), 3u);
  EXPECT_EQ(root(UINT64_MAX), UINT32_MAX);
  EXPECT_EQ(SignalFilterBankSquareRoot::rounded_root(UINT32_MAX), 0xffffu);
}

// One channel of the energies 1 and 2.
ModelDef filter_bank(int16_t start, int16_t width) {
  return model("SignalFilterBank",
               {tensor(Type::kUInt32, {4}), constant({1, 2, 3}),
                constant({4, 5, 6}), constant({0, start}), constant({0, 1}),
                constant({0, width}), tensor(Type::kUInt64, {1})},
               {{"num_channels", 1}});
}

TEST(SignalFilterBank, RefusesBandsBeyondTheSpectrum) {
  LoadedModel inside(filter_bank(1, 2));
  ASSERT_EQ(inside.invoke<uint32_t>({9, 10, 100, 9}), Status::kOk);
  EXPECT_THAT(inside.output<uint64_t>(), ElementsAre(2 * 10 + 3 * 100));
  EXPECT_EQ(LoadedModel(filter_bank(3, 2)).fault.tensor, 3);
  EXPECT_EQ(LoadedModel(filter_bank(-1, 2)).fault.tensor, 3);
  EXPECT_EQ(LoadedModel(filter_bank(0, 3)).fault.tensor, 4);
  EXPECT_EQ(LoadedModel(filter_bank(0, 2)).fault.status, Status::kOk);
}

TEST(SignalDelay, ResetForgetsTheSamples) {
  LoadedModel m(model("SignalDelay",
                      {tensor(Type::kInt16, {2}), tensor(Type::kInt16, {2})},
                      {{"delay_length", 3}}));
  ASSERT_EQ(m.invoke<int16_t>({1, 2}), Status::kOk);
  ASSERT_EQ(m.invoke<int16_t>({3, 4}), Status::kOk);
  EXPECT_THAT(m.output<int16_t>(), ElementsAre(0, 1));
  ASSERT_EQ(m.interpreter.reset(), Status::kOk);
  ASSERT_EQ(m.invoke<int16_t>({5, 6}), Status::kOk);
  EXPECT_THAT(m.output<int16_t>(), ElementsAre(0, 0));
}

TEST(SignalFramer, FramesThatLackSamplesAreZeroAndNotValid) {
  LoadedModel m(model("SignalFramer",
                      {tensor(Type::kInt16, {2}), tensor(Type::kInt16, {1, 3}),
                       tensor(Type::kBool, {})},
                      {{"frame_size", 3}, {"frame_step", 2},
                       {"prefill", false}}));
  ASSERT_EQ(m.invoke<int16_t>({1, 2}), Status::kOk);
  EXPECT_THAT(m.output<int16_t>(), ElementsAre(0, 0, 0));
  EXPECT_FALSE(m.output<bool>(1)[0]);
  ASSERT_EQ(m.invoke<int16_t>({3, 4}), Status::kOk);
  EXPECT_THAT(m.output<int16_t>(), ElementsAre(1, 2, 3));
  EXPECT_TRUE(m.output<bool>(1)[0]);
}

TEST(SignalStacker, RefusesStepsLongerThanAStack) {
  for (const int32_t step : {-1, 0, 4, INT32_MAX}) {
    const LoadedModel m(model(
        "SignalStacker", {tensor(Type::kInt16, {2}), tensor(Type::kInt16, {6}),
                          tensor(Type::kBool, {})},
        {{"num_channels", 2}, {"stacker_left_context", 1},
         {"stacker_right_context", 1}, {"stacker_step", step}}));
    EXPECT_EQ(m.fault.status, Status::kBadOption) << step;
  }
}

}  // namespace
}  // namespace mote::ops
