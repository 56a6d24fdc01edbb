// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/onnx/model_reader.h"

#include <gmock/gmock.h>

#include "host/import/onnx/messages.pb.h"
#include "host/lower/lower.h"
#include "host/rewrite/rewrite.h"
#include "tests/temp_folder.h"

namespace mote::onnx {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Two convolutions with RELU between them, channels first.
class OnnxTest : public ::testing::Test {
 protected:
  OnnxTest() {
    proto::Graph& graph = *model_.mutable_graph();
    proto::ValueInfo& input = *graph.add_input();
    input.set_name("x");
    auto& type = *input.mutable_type()->mutable_tensor_type();
    type.set_elem_type(1);
    for (const int64_t n : {0, 2, 4, 4}) {
      type.mutable_shape()->add_dim()->set_dim_value(n);
    }
    graph.add_output()->set_name("y");
    proto::Tensor& weights = *graph.add_initializer();
    weights.set_name("w");
    weights.set_data_type(1);
    for (const int64_t n : {2, 2, 3, 3}) weights.add_dims(n);
    for (int i = 0; i < 36; ++i) weights.add_float_data(static_cast<float>(i));
    add("Conv", {"x", "w"}, "a");
    proto::Attribute& pads = *node(0).add_attribute();
    pads.set_name("pads");
    for (int i = 0; i < 4; ++i) pads.add_ints(1);
    add("Relu", {"a"}, "b");
    add("Conv", {"b", "w"}, "y");
  }

  proto::Node& node(int i) { return *model_.mutable_graph()->mutable_node(i); }

  void add(const std::string& op, const std::vector<std::string>& inputs,
           const std::string& output) {
    proto::Node& made = *model_.mutable_graph()->add_node();
    made.set_op_type(op);
    for (const std::string& input : inputs) made.add_input(input);
    made.add_output(output);
  }

  base::Result<ir::Module> read(size_t less = 0) {
    const std::string bytes = model_.SerializeAsString();
    const auto path = folder_.path() / "m.onnx";
    EXPECT_TRUE(base::write_file(path, bytes.substr(0, bytes.size() - less)).ok());
    return read_model(path);
  }

  tests::TempFolder folder_;
  proto::Model model_;
};

TEST_F(OnnxTest, ImagesAreTurnedAtTheStartAndAtTheEndOnly) {
  const auto module = read();
  ASSERT_TRUE(module.ok()) << module.error().sentence();
  auto lowered = lower::lower(module.value(), {}, "m");
  ASSERT_TRUE(lowered.ok()) << lowered.error().sentence();
  rewrite::simplify(lowered.value());
  std::vector<std::string> ops;
  for (const ir::Node& made : lowered.value().main().nodes) {
    ops.push_back(made.op);
  }
  EXPECT_THAT(ops, ElementsAre("TRANSPOSE", "PAD", "CONV_2D", "CONV_2D",
                               "TRANSPOSE"));
  const ir::Graph& main = lowered.value().main();
  EXPECT_EQ(main.value(main.outputs[0]).shape,
            (std::vector<int64_t>{1, 2, 2, 2}));
}

// One cell over two steps of one number; all weights are 1.
class OnnxCell : public OnnxTest {
 protected:
  void cell(const std::string& op, int gates) {
    proto::Graph& graph = *model_.mutable_graph();
    graph.clear_initializer();
    graph.clear_node();
    auto& shape = *graph.mutable_input(0)
                       ->mutable_type()->mutable_tensor_type()->mutable_shape();
    shape.clear_dim();
    for (const int64_t n : {2, 1, 1}) shape.add_dim()->set_dim_value(n);
    for (const char* name : {"w", "r"}) {
      proto::Tensor& weights = *graph.add_initializer();
      weights.set_name(name);
      weights.set_data_type(1);
      for (const int64_t n : {1, gates, 1}) weights.add_dims(n);
      for (int i = 0; i < gates; ++i) weights.add_float_data(1);
    }
    add(op, {"x", "w", "r"}, "y");
    proto::Attribute& size = *node(0).add_attribute();
    size.set_name("hidden_size");
    size.set_i(1);
  }
};

TEST_F(OnnxCell, BecomesALoopThatGivesEachStep) {
  cell("LSTM", 4);
  const auto module = read();
  ASSERT_TRUE(module.ok()) << module.error().sentence();
  const auto lowered = lower::lower(module.value(), {}, "m");
  ASSERT_TRUE(lowered.ok()) << lowered.error().sentence();
  const ir::Graph& main = lowered.value().main();
  EXPECT_EQ(main.value(main.outputs[0]).shape,
            (std::vector<int64_t>{2, 1, 1, 1}));
  EXPECT_EQ(lowered.value().graphs.size(), 3u);
}

TEST_F(OnnxCell, RefusesWeightsOfAnotherSize) {
  cell("GRU", 4);
  EXPECT_THAT(read().error().sentence(), HasSubstr("hidden_size"));
}

TEST_F(OnnxCell, RefusesAnActivationThatItDoesNotKnow) {
  cell("RNN", 1);
  proto::Attribute& names = *node(0).add_attribute();
  names.set_name("activations");
  names.add_strings("Affine");
  EXPECT_THAT(read().error().sentence(), HasSubstr("affine"));
}

TEST_F(OnnxTest, NamesAnOperatorThatItDoesNotKnow) {
  node(1).set_op_type("Frobnicate");
  EXPECT_THAT(read().error().sentence(), HasSubstr("Frobnicate"));
}

TEST_F(OnnxTest, NamesAnOperandThatNobodyMakes) {
  node(1).set_input(0, "gone");
  EXPECT_THAT(read().error().sentence(), HasSubstr("gone"));
}

TEST_F(OnnxTest, RefusesWeightsThatAreNotComplete) {
  model_.mutable_graph()->mutable_initializer(0)->clear_float_data();
  EXPECT_THAT(read().error().sentence(), HasSubstr("'w'"));
}

TEST_F(OnnxTest, RefusesAFileThatIsCutShort) {
  EXPECT_FALSE(read(20).ok());
}

}  // namespace
}  // namespace mote::onnx
