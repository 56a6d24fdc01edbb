// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/trained.h"

#include <gtest/gtest.h>

#include "host/quantize/quantize.h"
#include "tests/small_network.h"

namespace mote::quantize {
namespace {

using tests::FloatGraph;

ir::Attributes range(double low, double high) {
  return {{"min", low}, {"max", high}, {"num_bits", int64_t{8}}};
}

// A dense layer whose input and output are faked.
ir::Module faked() {
  FloatGraph g;
  const auto x = g.input({1, 4});
  const auto a = g.node("FAKE_QUANT", {x}, {1, 4}, range(-2, 2));
  const auto w =
      g.node("FAKE_QUANT", {g.random({4, 4})}, {4, 4}, range(-1.27, 1.27));
  const auto b = g.node("FULLY_CONNECTED", {a, w, g.random({4})}, {1, 4});
  return g.finish(g.node("FAKE_QUANT", {b}, {1, 4}, range(-3, 5)));
}

Options integers() {
  Options options;
  options.input = options.output = Type::kInt8;
  return options;
}

TEST(Trained, FakesStateRangesAndGo) {
  ir::Module module = faked();
  const Ranges stated = take_stated(module);
  ASSERT_EQ(module.main().nodes.size(), 1u);
  const ir::Node& dense = module.main().nodes[0];
  EXPECT_EQ(dense.op, "FULLY_CONNECTED");
  EXPECT_EQ(module.main().outputs[0], dense.outputs[0]);
  EXPECT_EQ(stated[0][static_cast<size_t>(dense.inputs[0])], (Interval{-2, 2}));
  EXPECT_EQ(stated[0][static_cast<size_t>(dense.outputs[0])],
            (Interval{-3, 5}));
}

TEST(Trained, StatedRangesOverruleSamples) {
  const ir::Module module = faked();
  const auto made =
      quantize(module, tests::samples_of(module, 5), integers(), "m", {});
  ASSERT_TRUE(made.ok()) << made.error().sentence();
  const ir::Graph& graph = made.value().module.main();
  const ir::Value& out = graph.value(graph.outputs[0]);
  EXPECT_FLOAT_EQ(out.quantization.scales[0], 8.0f / 255);
  EXPECT_EQ(graph.value(graph.inputs[0]).quantization.zero_points[0], 0);
}

TEST(Trained, NeedsNoSamplesWhenAllIsStated) {
  const auto made = quantize(faked(), {}, integers(), "m", {});
  ASSERT_TRUE(made.ok()) << made.error().sentence();
  EXPECT_TRUE(made.value().floats.empty());
}

TEST(Trained, NamesWhatLacksARange) {
  FloatGraph g;
  const auto x = g.input({1, 4});
  const auto a = g.node("FAKE_QUANT", {x}, {1, 4}, range(-2, 2));
  const ir::Module module = g.finish(
      g.node("FULLY_CONNECTED", {a, g.random({4, 4}), g.random({4})}, {1, 4}));
  const auto refused = quantize(module, {}, integers(), "m", {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().where, "m, FULLY_CONNECTED 'v4'");
}

TEST(Trained, PairsOfQuantizeAndDequantizeAreRangesToo) {
  FloatGraph g;
  const auto x = g.input({1, 4});
  const auto q = g.node("QUANTIZE", {x}, {1, 4});
  ir::Value& steps = g.graph().value(q);
  steps.type = Type::kInt8;
  steps.quantization.scales = {0.5f};
  steps.quantization.zero_points = {3};
  const auto d = g.node("DEQUANTIZE", {q}, {1, 4});
  const ir::Module module = g.finish(g.node("TANH", {d}, {1, 4}));
  const auto made = quantize(module, {}, integers(), "m", {});
  ASSERT_TRUE(made.ok()) << made.error().sentence();
  const ir::Graph& graph = made.value().module.main();
  EXPECT_EQ(graph.nodes.size(), 1u);
  const ir::Value& in = graph.value(graph.inputs[0]);
  EXPECT_EQ(in.quantization.scales[0], 0.5f);
  EXPECT_EQ(in.quantization.zero_points[0], 3);
}

TEST(Trained, IntegerWeightsAreFloatsBeforeTheyAreRounded) {
  FloatGraph g;
  const auto x = g.input({1, 2});
  ir::Value weights = tests::floats({2, 2}, {});
  weights.name = "w";
  weights.type = Type::kInt8;
  weights.quantization.scales = {0.5f};
  weights.quantization.zero_points = {0};
  weights.constant = ir::make_constant({1, 2, 3, 127});
  const auto w = g.graph().add(weights);
  const auto d = g.node("DEQUANTIZE", {w}, {2, 2});
  ir::Module module =
      g.finish(g.node("FULLY_CONNECTED", {x, d, g.random({2})}, {1, 2}));
  take_stated(module);
  ASSERT_EQ(module.main().nodes.size(), 1u);
  EXPECT_EQ(module.main().value(d).constant->size(), 16u);
}

}  // namespace
}  // namespace mote::quantize
