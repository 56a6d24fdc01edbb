// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/equalize.h"

#include <gtest/gtest.h>

#include "host/quantize/compare.h"
#include "host/quantize/quantize.h"
#include "tests/small_network.h"

namespace mote::quantize {
namespace {

// Two dense layers; the first has one channel that is much larger.
ir::Module uneven() {
  tests::FloatGraph g;
  const auto x = g.input({1, 4});
  const auto wide = tests::floats(
      {3, 4}, {100, -90, 80, 100, .1f, .2f, -.1f, .3f, 1, 1, -1, 1});
  ir::Value named = wide;
  named.name = "w";
  const auto w = g.graph().add(named);
  const auto a = g.node("FULLY_CONNECTED", {x, w, g.random({3})}, {1, 3},
                        {{"fused_activation_function", std::string("RELU")}});
  return g.finish(
      g.node("FULLY_CONNECTED", {a, g.random({2, 3}), g.random({2})}, {1, 2}));
}

TEST(Equalize, KeepsWhatTheModelComputes) {
  ir::Module even = uneven();
  EXPECT_EQ(equalize(even), 1);
  const auto layers =
      compare(uneven(), even, tests::samples_of(even, 5), "m", {});
  ASSERT_TRUE(layers.ok());
  EXPECT_GT(layers.value().back().difference.signal_to_noise(), 100);
}

TEST(Equalize, MakesTheLargestWeightsOfBothSidesEqual) {
  ir::Module even = uneven();
  equalize(even);
  const ir::Graph &graph = even.main();
  const ir::Value &here = graph.value(graph.nodes[0].inputs[1]);
  const ir::Value &there = graph.value(graph.nodes[1].inputs[1]);
  const auto mine = magnitudes(reals(here), channels(*here.shape, 0));
  const auto theirs = magnitudes(reals(there), channels(*there.shape, 1));
  for (size_t c = 0; c < 3; ++c)
    EXPECT_NEAR(mine[c], theirs[c], 1e-4);
}

TEST(Equalize, LeavesWhatOthersReadAlone) {
  ir::Module module = uneven();
  module.main().outputs.push_back(module.main().nodes[0].outputs[0]);
  EXPECT_EQ(equalize(module), 0);
}

TEST(Equalize, MakesUnevenChannelsCloserInIntegers) {
  const auto noise = [](bool even) {
    Options options;
    options.equalize = even;
    const ir::Module exact = uneven();
    const Samples samples = tests::samples_of(exact, 50);
    const auto made = quantize(exact, samples, options, "m", {});
    return compare(exact, made.value().module, samples, "m", {})
        .value()
        .back()
        .difference.signal_to_noise();
  };
  EXPECT_GT(noise(true), noise(false));
}

} // namespace
} // namespace mote::quantize
