// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/compare.h"

#include <gtest/gtest.h>

#include <cmath>

#include "host/quantize/quantize.h"
#include "tests/small_network.h"

namespace mote::quantize {
namespace {

using tests::network;
using tests::samples_of;

Outcome made(const Options& options) {
  const ir::Module exact = network();
  return quantize(exact, samples_of(exact, 12), options, "m", {}).value();
}

TEST(Difference, OfNothingIsNone) {
  Difference difference;
  difference.add(2, 2);
  difference.add(-1, -1);
  EXPECT_TRUE(std::isinf(difference.signal_to_noise()));
  EXPECT_NEAR(difference.cosine(), 1, 1e-12);
  EXPECT_EQ(difference.most, 0);
}

TEST(Difference, OfATenthIsTwentyDecibels) {
  Difference difference;
  difference.add(1, 1.1);
  EXPECT_NEAR(difference.signal_to_noise(), 20, 1e-9);
  EXPECT_NEAR(difference.most, 0.1, 1e-12);
}

TEST(Compare, AModelIsEqualToItself) {
  const auto layers =
      compare(network(), network(), samples_of(network(), 2), "m", {});
  ASSERT_TRUE(layers.ok()) << layers.error().sentence();
  EXPECT_EQ(layers.value().size(), 6u);
  for (const LayerDifference& layer : layers.value()) {
    EXPECT_EQ(layer.difference.noise, 0) << layer.name;
  }
}

TEST(Compare, FindsEveryLayerOfWhatWasQuantized) {
  for (const Type type : {Type::kFloat32, Type::kInt8, Type::kUInt8}) {
    Options options;
    options.input = options.output = type;
    const auto layers = compare(network(), made(options).module,
                                samples_of(network(), 4), "m", {});
    ASSERT_TRUE(layers.ok()) << layers.error().sentence();
    EXPECT_EQ(layers.value().size(), 6u);
    EXPECT_EQ(layers.value()[0].op, "CONV_2D");
    for (const LayerDifference& layer : layers.value()) {
      EXPECT_GT(layer.difference.signal_to_noise(), 20) << layer.name;
      EXPECT_GT(layer.difference.cosine(), 0.99) << layer.name;
    }
  }
}

TEST(Compare, RefusesModelsWithOtherInputs) {
  tests::FloatGraph g;
  const auto x = g.input({1, 4});
  const ir::Module other = g.finish(g.node("TANH", {x}, {1, 4}));
  const auto refused =
      compare(network(), other, samples_of(network(), 1), "m", {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().sentence(),
            "m: the two models do not have the same inputs; compare a model "
            "with what was made of it");
}

TEST(Mix, KeepsEightBitsWhereTheyLoseLittle) {
  Options options;
  options.mode = Mode::kAuto;
  options.max_loss = 0.5;
  const Outcome outcome = made(options);
  EXPECT_TRUE(outcome.floats.empty());
  EXPECT_TRUE(outcome.words.empty());
}

TEST(Mix, RaisesSomeNodesToHoldALoss) {
  Options options;
  const double all_bytes = [&] {
    options.mode = Mode::kAuto;
    options.max_loss = 1;
    return made(options).loss;
  }();
  options.max_loss = all_bytes / 2;
  const Outcome outcome = made(options);
  EXPECT_LE(outcome.loss, options.max_loss);
  EXPECT_FALSE(outcome.words.empty());
  EXPECT_LT(outcome.words.size(), 6u);
}

TEST(Mix, FallsBackToFloats) {
  Options options;
  options.mode = Mode::kAuto;
  options.max_loss = 1e-6;
  const Outcome outcome = made(options);
  EXPECT_LE(outcome.loss, 1e-6);
  EXPECT_FALSE(outcome.floats.empty());
}

TEST(Mix, RefusesALossThatItCanNotHold) {
  Options options;
  options.mode = Mode::kAuto;
  options.input = options.output = Type::kInt8;
  options.max_loss = 0;
  const ir::Module exact = network();
  const auto refused = quantize(exact, samples_of(exact, 4), options, "m", {});
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().what.find("even in floats"), std::string::npos);
}

}  // namespace
}  // namespace mote::quantize
