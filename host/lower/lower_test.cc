// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/lower/lower.h"

#include <gmock/gmock.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "host/export/tflite/export.h"
#include "host/import/tensorflow/graph_reader.h"
#include "host/rewrite/rewrite.h"
#include "host/run/session.h"
#include "tests/graph_messages.h"

namespace mote::lower {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;
using ::testing::HasSubstr;
using ::testing::Pointwise;
using tests::add_floats;
using tests::add_input;
using tests::add_ints;
using tests::add_node;
using tests::set_ints;
using tests::set_string;

// A graph from "x" to "y", lowered, simplified and run.
class LowerTest : public ::testing::Test {
 protected:
  auto* nodes() { return graph_.mutable_node(); }

  base::Result<ir::Module> lowered(const Options& options = {}) {
    auto module = tensorflow::GraphReader(graph_, "g").read({"x"}, {"y"});
    if (!module.ok()) return module.error();
    return lower(module.value(), options, "g");
  }

  std::vector<float> run(const std::vector<float>& x) {
    auto module = lowered();
    EXPECT_TRUE(module.ok()) << module.error().sentence();
    if (!module.ok()) return {};
    rewrite::simplify(module.value());
    for (const ir::Node& node : module.value().main().nodes) {
      ops_.push_back(node.op);
    }
    auto bytes = tflite::export_model(module.value(), "g");
    EXPECT_TRUE(bytes.ok());
    auto file = run::ModelFile::parse(std::move(bytes).value(), "g");
    EXPECT_TRUE(file.ok());
    auto session = run::Session::load(file.value());
    EXPECT_TRUE(session.ok());
    if (!session.ok()) return {};
    base::Bytes input(x.size() * sizeof(float));
    std::memcpy(input.data(), x.data(), input.size());
    const auto y = session.value()->invoke({input});
    EXPECT_TRUE(y.ok());
    std::vector<float> out(y.value()[0].size());
    std::memcpy(out.data(), y.value()[0].data.data(), out.size() * 4);
    return out;
  }

  tensorflow::proto::GraphDef graph_;
  std::vector<std::string> ops_;
};

TEST_F(LowerTest, ShapesAreKnownAndWhatDependsOnThemIsConstant) {
  add_input(nodes(), "x", {-1, 2, 2});
  add_node(nodes(), "shape", "Shape", {"x"});
  add_ints(nodes(), "zero", {1}, {0});
  add_ints(nodes(), "one", {1}, {1});
  auto& batch = add_node(nodes(), "batch", "StridedSlice",
                         {"shape", "zero", "one", "one"});
  (*batch.mutable_attr())["shrink_axis_mask"].set_i(1);
  add_ints(nodes(), "rest", {}, {-1});
  add_node(nodes(), "flat", "Pack", {"batch", "rest"});
  add_node(nodes(), "y", "Reshape", {"x", "flat"});
  const auto module = lowered();
  ASSERT_TRUE(module.ok()) << module.error().sentence();
  const ir::Graph& main = module.value().main();
  ASSERT_EQ(main.nodes.size(), 1u);
  EXPECT_EQ(main.value(main.outputs[0]).shape, (std::vector<int64_t>{1, 4}));
}

TEST_F(LowerTest, ADenseLayerWithBatchNormalizationIsOneOperator) {
  add_input(nodes(), "x", {1, 2});
  add_floats(nodes(), "w", {2, 2}, {1, 2, 3, 4});
  add_node(nodes(), "product", "MatMul", {"x", "w"});
  add_floats(nodes(), "scale", {2}, {10, 100});
  add_node(nodes(), "scaled", "Mul", {"product", "scale"});
  add_floats(nodes(), "shift", {2}, {-45, 1});
  add_node(nodes(), "sum", "AddV2", {"scaled", "shift"});
  add_node(nodes(), "y", "Relu", {"sum"});
  EXPECT_THAT(run({1, 1}), ElementsAre(0, 601));
  EXPECT_THAT(ops_, ElementsAre("FULLY_CONNECTED"));
}

TEST_F(LowerTest, AConvolutionKeepsItsWeightsInPlace) {
  add_input(nodes(), "x", {1, 2, 2, 1});
  add_floats(nodes(), "w", {2, 2, 1, 1}, {1, 10, 100, 1000});
  auto& conv = add_node(nodes(), "y", "Conv2D", {"x", "w"});
  set_string(conv, "padding", "SAME");
  set_ints(conv, "strides", {1, 1, 1, 1});
  EXPECT_THAT(run({1, 2, 3, 4}), ElementsAre(4321, 402, 43, 4));
}

TEST_F(LowerTest, ChannelsThatLieFirstAreTurned) {
  add_input(nodes(), "x", {1, 2, 1, 2});
  add_floats(nodes(), "w", {1, 1, 2, 1}, {1, 10});
  auto& conv = add_node(nodes(), "y", "Conv2D", {"x", "w"});
  set_string(conv, "padding", "VALID");
  set_string(conv, "data_format", "NCHW");
  set_ints(conv, "strides", {1, 1, 1, 1});
  EXPECT_THAT(run({1, 2, 3, 4}), ElementsAre(31, 42));
}

TEST_F(LowerTest, ATransposedConvolutionInThreeDimensions) {
  add_input(nodes(), "x", {1, 1, 1, 2, 1});
  add_floats(nodes(), "w", {1, 1, 2, 1, 1}, {1, 10});
  add_ints(nodes(), "shape", {5}, {1, 1, 1, 4, 1});
  auto& conv =
      add_node(nodes(), "y", "Conv3DBackpropInputV2", {"shape", "w", "x"});
  set_string(conv, "padding", "VALID");
  set_ints(conv, "strides", {1, 1, 1, 2, 1});
  EXPECT_THAT(run({3, 4}), ElementsAre(3, 30, 4, 40));
  EXPECT_THAT(ops_, ElementsAre("CONV_3D_TRANSPOSE"));
}

TEST_F(LowerTest, InfinitiesAndWhatIsNoNumberAreNotFinite) {
  add_input(nodes(), "x", {4});
  add_node(nodes(), "finite", "IsFinite", {"x"});
  auto& cast = add_node(nodes(), "y", "Cast", {"finite"});
  (*cast.mutable_attr())["DstT"].set_type(1);
  const float infinity = std::numeric_limits<float>::infinity();
  EXPECT_THAT(run({1, infinity, -infinity, std::nanf("")}),
              ElementsAre(1, 0, 0, 0));
}

TEST_F(LowerTest, NegativeStridesReverse) {
  add_input(nodes(), "x", {4});
  add_ints(nodes(), "begin", {1}, {0});
  add_ints(nodes(), "step", {1}, {-2});
  auto& slice = add_node(nodes(), "y", "StridedSlice",
                         {"x", "begin", "begin", "step"});
  (*slice.mutable_attr())["begin_mask"].set_i(1);
  (*slice.mutable_attr())["end_mask"].set_i(1);
  EXPECT_THAT(run({1, 2, 3, 4}), ElementsAre(4, 2));
}

TEST_F(LowerTest, EinsumIsTransposesAndAProduct) {
  add_input(nodes(), "x", {1, 2, 2});
  add_floats(nodes(), "w", {2, 1, 2}, {1, 2, 3, 4});
  set_string(add_node(nodes(), "y", "Einsum", {"x", "w"}), "equation",
             "abc,cde->abde");
  EXPECT_THAT(run({1, 0, 0, 1}), ElementsAre(1, 2, 3, 4));
}

TEST_F(LowerTest, HardSwishIsRecognised) {
  add_input(nodes(), "x", {1, 3});
  add_floats(nodes(), "three", {}, {3});
  add_floats(nodes(), "sixth", {}, {1.0f / 6});
  add_node(nodes(), "sum", "AddV2", {"x", "three"});
  add_node(nodes(), "gate", "Relu6", {"sum"});
  add_node(nodes(), "part", "Mul", {"gate", "sixth"});
  add_node(nodes(), "y", "Mul", {"x", "part"});
  EXPECT_THAT(run({-4, 0, 4}), Pointwise(FloatNear(1e-6f),
                                         std::vector<float>{0, 0, 4}));
  EXPECT_THAT(ops_, ElementsAre("HARD_SWISH"));
}

TEST_F(LowerTest, SoftplusDoesNotOverflow) {
  add_input(nodes(), "x", {1, 3});
  add_node(nodes(), "y", "Softplus", {"x"});
  EXPECT_THAT(run({-200, 0, 200}),
              Pointwise(FloatNear(1e-6f),
                        std::vector<float>{0, 0.6931472f, 200}));
}

TEST_F(LowerTest, LoopsRunUntilTheirConditionFails) {
  add_input(nodes(), "x", {});
  add_floats(nodes(), "limit", {}, {10});
  set_string(add_node(nodes(), "enter", "Enter", {"x"}), "frame_name", "f");
  add_node(nodes(), "merge", "Merge", {"enter", "next"});
  add_node(nodes(), "less", "Less", {"merge", "limit"});
  add_node(nodes(), "cond", "LoopCond", {"less"});
  add_node(nodes(), "switch", "Switch", {"merge", "cond"});
  add_floats(nodes(), "three", {}, {3});
  add_node(nodes(), "body", "AddV2", {"switch:1", "three"});
  add_node(nodes(), "next", "NextIteration", {"body"});
  add_node(nodes(), "y", "Exit", {"switch"});
  EXPECT_THAT(run({2}), ElementsAre(11));
}

TEST_F(LowerTest, WhatPrecedesAConvolutionWithoutPaddingFoldsIntoIt) {
  add_input(nodes(), "x", {1, 2, 2, 1});
  add_floats(nodes(), "scale", {}, {2});
  add_node(nodes(), "scaled", "Mul", {"x", "scale"});
  add_floats(nodes(), "shift", {}, {1});
  add_node(nodes(), "shifted", "AddV2", {"scaled", "shift"});
  add_floats(nodes(), "w", {2, 2, 1, 1}, {1, 10, 100, 1000});
  auto& conv = add_node(nodes(), "y", "Conv2D", {"shifted", "w"});
  set_string(conv, "padding", "VALID");
  set_ints(conv, "strides", {1, 1, 1, 1});
  EXPECT_THAT(run({1, 2, 3, 4}), ElementsAre(2 * 4321 + 1111));
  EXPECT_THAT(ops_, ElementsAre("CONV_2D"));
}

TEST_F(LowerTest, WhatIsAddedBeforePaddingStaysOutside) {
  add_input(nodes(), "x", {1, 2, 2, 1});
  add_floats(nodes(), "shift", {}, {1});
  add_node(nodes(), "shifted", "AddV2", {"x", "shift"});
  add_floats(nodes(), "w", {2, 2, 1, 1}, {1, 10, 100, 1000});
  auto& conv = add_node(nodes(), "y", "Conv2D", {"shifted", "w"});
  set_string(conv, "padding", "SAME");
  set_ints(conv, "strides", {1, 1, 1, 1});
  EXPECT_THAT(run({1, 2, 3, 4}), ElementsAre(5432, 503, 54, 5));
}

TEST_F(LowerTest, ADenseLayerKeepsTheDimensionsThatReshapesFold) {
  add_input(nodes(), "x", {1, 2, 2});
  add_ints(nodes(), "flat", {2}, {2, 2});
  add_node(nodes(), "rows", "Reshape", {"x", "flat"});
  add_floats(nodes(), "w", {2, 1}, {1, 10});
  add_node(nodes(), "product", "MatMul", {"rows", "w"});
  add_ints(nodes(), "whole", {3}, {1, 2, 1});
  add_node(nodes(), "y", "Reshape", {"product", "whole"});
  EXPECT_THAT(run({1, 2, 3, 4}), ElementsAre(21, 43));
  EXPECT_THAT(ops_, ElementsAre("FULLY_CONNECTED"));
}

TEST_F(LowerTest, DivisionByTheLengthIsRecognised) {
  add_input(nodes(), "x", {1, 2});
  add_node(nodes(), "square", "Square", {"x"});
  add_ints(nodes(), "axis", {1}, {-1});
  auto& sum = add_node(nodes(), "sum", "Sum", {"square", "axis"});
  (*sum.mutable_attr())["keep_dims"].set_b(true);
  add_floats(nodes(), "least", {}, {1e-12f});
  add_node(nodes(), "most", "Maximum", {"sum", "least"});
  add_node(nodes(), "root", "Rsqrt", {"most"});
  add_node(nodes(), "y", "Mul", {"x", "root"});
  EXPECT_THAT(run({3, 4}), Pointwise(FloatNear(1e-6f),
                                     std::vector<float>{0.6f, 0.8f}));
  EXPECT_THAT(ops_, ElementsAre("L2_NORMALIZATION"));
}

TEST_F(LowerTest, RollMovesTheLastElementsToTheFront) {
  add_input(nodes(), "x", {1, 4});
  add_ints(nodes(), "shift", {}, {-3});
  add_ints(nodes(), "axis", {}, {1});
  add_node(nodes(), "y", "Roll", {"x", "shift", "axis"});
  EXPECT_THAT(run({1, 2, 3, 4}), ElementsAre(4, 1, 2, 3));
}

TEST_F(LowerTest, ABoxIsPooledByImagesAndThenByDepth) {
  add_input(nodes(), "x", {1, 2, 2, 2, 1});
  auto& pool = add_node(nodes(), "y", "MaxPool3D", {"x"});
  set_string(pool, "padding", "VALID");
  set_ints(pool, "ksize", {1, 2, 1, 2, 1});
  set_ints(pool, "strides", {1, 1, 1, 1, 1});
  EXPECT_THAT(run({1, 2, 3, 4, 8, 7, 6, 5}), ElementsAre(8, 6));
}

TEST_F(LowerTest, NamesTheOperatorThatItDoesNotKnow) {
  add_input(nodes(), "x", {1});
  add_node(nodes(), "y", "Frobnicate", {"x"});
  const auto module = lowered();
  ASSERT_FALSE(module.ok());
  EXPECT_THAT(module.error().sentence(), HasSubstr("Frobnicate"));
  EXPECT_THAT(module.error().sentence(), HasSubstr("layer y"));
}

TEST_F(LowerTest, AsksForAnOpenDimension) {
  add_input(nodes(), "x", {1, -1});
  add_node(nodes(), "y", "Relu", {"x"});
  EXPECT_THAT(lowered().error().cure, HasSubstr("--input-shape"));
  EXPECT_TRUE(lowered({{{"x", {1, 7}}}}).ok());
}

}  // namespace
}  // namespace mote::lower
