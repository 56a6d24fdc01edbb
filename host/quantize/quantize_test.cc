// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/quantize.h"

#include <gtest/gtest.h>

#include <cmath>

#include "host/quantize/form.h"
#include "tests/small_network.h"

namespace mote::quantize {
namespace {

using tests::FloatGraph;
using tests::network;
using tests::samples_of;

Options integers() {
  Options options;
  options.input = options.output = Type::kInt8;
  return options;
}

Outcome quantized(const ir::Module& module, const Options& options) {
  auto made = quantize(module, samples_of(module, 30), options, "m", {});
  if (!made.ok()) ADD_FAILURE() << made.error().sentence();
  return made.value();
}

const ir::Value& output(const ir::Module& module) {
  return module.main().value(module.main().outputs[0]);
}

// In decibels, over the samples of calibration, in a stream.
double signal_to_noise(const ir::Module& exact, const ir::Module& rough,
                       bool reset = false) {
  auto a = Tracer::make(exact, "exact").value();
  auto b = Tracer::make(rough, "rough").value();
  double signal = 0, noise = 0;
  for (const run::Step& step : samples_of(exact, 30)) {
    if (reset) {
      a->reset();
      b->reset();
    }
    const auto x = a->run(step, [](auto&&...) {}).value()[0];
    const auto y = b->run(step, [](auto&&...) {}).value()[0];
    for (size_t i = 0; i < x.size(); ++i) {
      const double real = io::real_at(x, i);
      const double error = real - io::real_at(y, i);
      signal += real * real;
      noise += error * error;
    }
  }
  return 10 * std::log10(signal / noise);
}

TEST(Quantize, EightBitsAreCloseToFloats) {
  Options options;
  const Outcome made = quantized(network(), options);
  EXPECT_TRUE(made.floats.empty());
  EXPECT_GT(signal_to_noise(network(), made.module), 30);
}

TEST(Quantize, SixteenBitsAreCloser) {
  Options options;
  options.mode = Mode::kInt16x8;
  const Outcome made = quantized(network(), options);
  EXPECT_TRUE(made.floats.empty());
  EXPECT_GT(signal_to_noise(network(), made.module), 42);
}

TEST(Quantize, InputsAndOutputsHaveTheTypeAskedFor) {
  for (const Type type : {Type::kInt8, Type::kUInt8, Type::kFloat32}) {
    Options options;
    options.input = options.output = type;
    const ir::Module made = quantized(network(), options).module;
    EXPECT_EQ(made.main().value(made.main().inputs[0]).type, type);
    EXPECT_EQ(output(made).type, type);
    EXPECT_EQ(output(made).name, output(network()).name);
  }
}

TEST(Quantize, SoftmaxHasTheScaleOfItsOperator) {
  const ir::Module made = quantized(network(), integers()).module;
  EXPECT_EQ(output(made).quantization.scales[0], 1.0f / 256);
  EXPECT_EQ(output(made).quantization.zero_points[0], -128);
}

TEST(Quantize, ReshapeKeepsTheScaleOfItsInput) {
  const ir::Module made = quantized(network(), integers()).module;
  for (const ir::Node& node : made.main().nodes) {
    if (node.op != "RESHAPE") continue;
    EXPECT_EQ(made.main().value(node.inputs[0]).quantization,
              made.main().value(node.outputs[0]).quantization);
  }
}

TEST(Quantize, AnOperatorWithoutIntegersStaysInFloats) {
  FloatGraph g;
  const auto x = g.input({1, 4});
  const auto a =
      g.node("FULLY_CONNECTED", {x, g.random({4, 4}), g.random({4})}, {1, 4});
  const auto b = g.node("SIN", {a}, {1, 4});
  const ir::Module module = g.finish(
      g.node("FULLY_CONNECTED", {b, g.random({4, 4}), g.random({4})}, {1, 4}));
  const Outcome made = quantized(module, integers());
  ASSERT_EQ(made.floats.size(), 1u);
  EXPECT_EQ(made.floats[0].op, "SIN");
  std::vector<std::string> ops;
  for (const ir::Node& node : made.module.main().nodes) ops.push_back(node.op);
  EXPECT_EQ(ops,
            (std::vector<std::string>{"FULLY_CONNECTED", "DEQUANTIZE", "SIN",
                                      "QUANTIZE", "FULLY_CONNECTED"}));
}

TEST(Quantize, ConcatenationOfUnlikeFixedScalesRequantizes) {
  FloatGraph g;
  const auto x = g.input({1, 4});
  const auto a = g.node("TANH", {x}, {1, 4});
  const auto b = g.node("LOGISTIC", {x}, {1, 4});
  const ir::Module module =
      g.finish(g.node("CONCATENATION", {a, b}, {1, 8}, {{"axis", int64_t{1}}}));
  Options options;
  const Outcome made = quantized(module, options);
  EXPECT_GT(signal_to_noise(module, made.module), 35);
}

TEST(Quantize, BiasesTooLargeForTheirScaleWidenIt) {
  FloatGraph g;
  const auto x = g.input({1, 2});
  ir::Value bias = tests::floats({2}, {1e6f, -1e6f});
  ir::Value weights = tests::floats({2, 2}, {1e-6f, 0, 0, 1e-6f});
  weights.name = "w";
  bias.name = "b";
  const auto w = g.graph().add(weights);
  const auto b = g.graph().add(bias);
  const ir::Module module =
      g.finish(g.node("FULLY_CONNECTED", {x, w, b}, {1, 2}));
  Options options;
  EXPECT_GT(signal_to_noise(module, quantized(module, options).module), 40);
}

// What an LSTM of Keras becomes: batch 1, 6 steps of 4, 5 cells.
ir::Module lstm() {
  FloatGraph g;
  std::vector<ir::ValueId> operands = {g.input({1, 6, 4})};
  for (int i = 0; i < 4; ++i) operands.push_back(g.random({5, 4}, 0.5f));
  for (int i = 0; i < 4; ++i) operands.push_back(g.random({5, 5}, 0.5f));
  operands.insert(operands.end(), 3, ir::kNoValue);
  for (int i = 0; i < 4; ++i) operands.push_back(g.random({5}, 0.5f));
  operands.insert(operands.end(), 2, ir::kNoValue);
  for (int i = 0; i < 2; ++i) operands.push_back(g.variable({1, 5}));
  operands.insert(operands.end(), 4, ir::kNoValue);
  return g.finish(g.node("UNIDIRECTIONAL_SEQUENCE_LSTM", operands, {1, 6, 5},
                         {{"fused_activation_function", std::string("TANH")}}));
}

TEST(Quantize, CellsHaveStatesInIntegers) {
  for (const auto& [mode, least] :
       {std::pair{Mode::kInt8, 25.0}, std::pair{Mode::kInt16x8, 35.0}}) {
    Options options;
    options.mode = mode;
    const Outcome made = quantized(lstm(), options);
    EXPECT_TRUE(made.floats.empty());
    EXPECT_GT(signal_to_noise(lstm(), made.module, true), least);
  }
}

TEST(Quantize, FilterCellsKeepWhatTheyAppendInSixteenBits) {
  FloatGraph g;
  const auto x = g.input({1, 8});
  const ir::Module module =
      g.finish(g.node("SVDF",
                      {x, g.random({6, 8}), g.random({6, 4}), g.random({3}),
                       g.variable({1, 24})},
                      {1, 3}, {{"rank", int64_t{2}}}));
  const Outcome made = quantized(module, {});
  EXPECT_TRUE(made.floats.empty());
  EXPECT_GT(signal_to_noise(module, made.module), 30);
}

TEST(Quantize, RefusesWithoutSamples) {
  const auto refused = quantize(network(), {}, {}, "m", {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().sentence(),
            "m: integers need ranges, and there are no samples to find them "
            "with; give --representative FILE.npy, .npz or a folder");
}

TEST(Quantize, RefusesSamplesThatAreNoNumbers) {
  Samples samples = samples_of(network(), 1);
  const float nan = NAN;
  std::memcpy(samples[0][0].data(), &nan, sizeof(nan));
  const auto refused = quantize(network(), samples, {}, "m", {});
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().what.find("not a number"), std::string::npos);
}

TEST(Quantize, OtherModesNeedNoSamplesAndStayClose) {
  for (const auto& [mode, least] :
       {std::pair{Mode::kDynamic, 35.0}, std::pair{Mode::kInt4, 15.0},
        std::pair{Mode::kFloat16, 60.0}}) {
    Options options;
    options.mode = mode;
    const auto made = quantize(network(), {}, options, "m", {});
    ASSERT_TRUE(made.ok()) << made.error().sentence();
    const double ratio = signal_to_noise(network(), made.value().module);
    EXPECT_GT(ratio, least);
    EXPECT_LT(ratio, 100);
  }
}

}  // namespace
}  // namespace mote::quantize
