// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Made networks with channels whose weights are 0: after the pass they give the
// same bits for the same inputs.

#include <random>

#include "gtest/gtest.h"
#include "host/export/tflite/export.h"
#include "host/passes/channel_ops.h"
#include "host/passes/optimize.h"
#include "host/passes/pass.h"
#include "host/run/random_inputs.h"
#include "host/run/session.h"

namespace mote::passes {
namespace {

using Dims = std::vector<int64_t>;

// Appends layers with random weights, biases and quantization, of which some
// channels are 0.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {
    module_.graphs.emplace_back();
    last_ = activation({1, 6, 5, 3});
    graph().inputs = {last_};
  }

  void conv(int64_t channels, int64_t kernel, bool same) {
    window("CONV_2D", {channels, kernel, kernel, depth()}, channels, kernel,
           same, 0);
  }
  void depthwise(int64_t multiplier, bool same) {
    const int64_t channels = depth() * multiplier;
    window("DEPTHWISE_CONV_2D", {1, 3, 3, channels}, channels, 3, same, 3);
    graph().nodes.back().attributes["depth_multiplier"] = multiplier;
  }
  // To itself, by two paths.
  void residual() {
    const ir::ValueId from = last_;
    depthwise(1, true);
    Dims shape = *graph().value(last_).shape;
    node("ADD", 2, {from, last_}, shape);
  }
  void unary(const char* op) { node(op, 1, {last_}, *shape()); }
  void dense_head(int64_t classes) {
    const Dims in = *shape();
    const Dims flat = {1, in[1] * in[2] * in[3]};
    ir::Value copy = graph().value(last_);
    copy.shape = flat;
    const ir::ValueId to = graph().add(std::move(copy));
    ir::Node reshape{"RESHAPE", 1, {}, {}, {last_}, {to}, {}, {}};
    reshape.attributes["new_shape"] = flat;
    graph().nodes.push_back(std::move(reshape));
    last_ = to;
    const ir::ValueId w = weights({classes, flat[1]}, classes, 0);
    const ir::ValueId b = bias(classes);
    node("FULLY_CONNECTED", 4, {last_, w, b}, {1, classes});
  }
  ir::Module finish() {
    graph().outputs = {last_};
    return module_;
  }

 private:
  ir::Graph& graph() { return module_.graphs.front(); }
  ir::Shape shape() { return graph().value(last_).shape; }
  int64_t depth() { return shape()->back(); }
  int64_t from(int64_t low, int64_t high) {
    return std::uniform_int_distribution<int64_t>(low, high)(random_);
  }

  ir::ValueId activation(Dims shape) {
    ir::Value value;
    value.type = Type::kInt8;
    value.shape = std::move(shape);
    value.quantization.scales = {0.02f};
    value.quantization.zero_points = {from(-128, 60)};
    return graph().add(std::move(value));
  }

  // Some outputs are 0, and sometimes some inputs are not read.
  ir::ValueId weights(Dims shape, int64_t channels, int32_t axis) {
    ir::Value value;
    value.type = Type::kInt8;
    const int64_t last = shape.back();
    const int64_t count = ir::elements(shape);
    base::Bytes bytes(static_cast<size_t>(count));
    std::vector<bool> zero(static_cast<size_t>(channels)),
        unread(static_cast<size_t>(last));
    for (size_t i = 0; i < zero.size(); ++i) zero[i] = from(0, 2) == 0;
    for (size_t i = 0; axis == 0 && i < unread.size(); ++i) {
      unread[i] = from(0, 4) == 0;
    }
    for (int64_t i = 0; i < count; ++i) {
      const int64_t channel = axis == 0 ? i / (count / channels) : i % last;
      const bool none = zero[static_cast<size_t>(channel)] ||
                        unread[static_cast<size_t>(i % last)];
      const int64_t weight = none ? 0 : from(-127, 127);
      bytes[static_cast<size_t>(i)] = static_cast<uint8_t>(weight);
    }
    value.shape = std::move(shape);
    value.quantization.axis = axis;
    for (int64_t i = 0; i < channels; ++i) {
      const float step = static_cast<float>(from(1, 9));
      value.quantization.scales.push_back(0.001f * step);
    }
    value.quantization.zero_points.resize(static_cast<size_t>(channels));
    value.constant = ir::make_constant(std::move(bytes));
    return graph().add(std::move(value));
  }

  ir::ValueId bias(int64_t channels) {
    ir::Value value;
    value.type = Type::kInt32;
    value.shape = Dims{channels};
    std::vector<int64_t> sums;
    for (int64_t i = 0; i < channels; ++i) sums.push_back(from(-9000, 9000));
    value.constant = bias_bytes(Type::kInt32, sums);
    return graph().add(std::move(value));
  }

  ir::Node& node(const char* op, int32_t version, std::vector<ir::ValueId> in,
                 Dims out_shape) {
    last_ = activation(std::move(out_shape));
    graph().nodes.push_back(
        {op, version, {}, {}, std::move(in), {last_}, {}, {}});
    return graph().nodes.back();
  }

  void window(const char* op, Dims weight_shape, int64_t channels,
              int64_t kernel, bool same, int32_t axis) {
    const Dims in = *shape();
    const int64_t less = same ? 0 : kernel - 1;
    const ir::ValueId w = weights(std::move(weight_shape), channels, axis);
    const ir::ValueId b = bias(channels);
    ir::Node& made = node(op, 3, {last_, w, b},
                          {1, in[1] - less, in[2] - less, channels});
    made.attributes = {{"padding", std::string(same ? "SAME" : "VALID")},
                       {"stride_w", int64_t{1}},
                       {"stride_h", int64_t{1}}};
    if (from(0, 1) == 1) {
      made.attributes["fused_activation_function"] = std::string("RELU");
    }
  }

  std::mt19937 random_;
  ir::Module module_;
  ir::ValueId last_ = 0;
};

base::Bytes outcome(const ir::Module& module, const run::Step& inputs) {
  auto file = tflite::export_model(module, "it");
  EXPECT_TRUE(file.ok()) << file.error().sentence();
  auto model = run::ModelFile::parse(std::move(*file), "it");
  EXPECT_TRUE(model.ok()) << model.error().sentence();
  auto session = run::Session::load(*model);
  EXPECT_TRUE(session.ok()) << session.error().sentence();
  return session.value()->invoke(inputs).value()[0].data;
}

ir::Module made(unsigned seed) {
  Maker maker(seed);
  maker.conv(8, 3, seed % 2 == 0);
  if (seed % 3 != 0) maker.depthwise(1 + seed % 2, true);
  if (seed % 5 == 0) maker.residual();
  maker.conv(6, seed % 4 == 0 ? 3 : 1, seed % 8 == 0);
  if (seed % 7 == 0) maker.unary("HARD_SWISH");
  maker.conv(5, 1, true);
  if (seed % 2 == 0) maker.dense_head(4);
  return maker.finish();
}

class DropChannels : public testing::TestWithParam<unsigned> {};

TEST_P(DropChannels, KeepsEveryBit) {
  const ir::Module before = made(GetParam());
  ir::Module after = before;
  ASSERT_TRUE(optimize(after, {}, "it").ok());
  EXPECT_LT(weight_bytes(after), weight_bytes(before));
  std::mt19937_64 source(GetParam());
  for (int i = 0; i < 5; ++i) {
    const auto x =
        run::random_array({"", Type::kInt8, {1, 6, 5, 3}, 0.02f, 0}, source);
    ASSERT_TRUE(x.ok());
    const run::Step inputs = {x.value().data};
    ASSERT_EQ(outcome(before, inputs), outcome(after, inputs));
  }
}

TEST(DropChannelsOf, GraphsBesideOthers) {
  ir::Module module = made(2);
  ir::Module with_another = module;
  with_another.graphs.push_back(module.main());
  const int dropped = drop_channels(module);
  EXPECT_GT(dropped, 0);
  EXPECT_EQ(drop_channels(with_another), dropped);
  // What it runs may depend on data.
  ir::Module caller = made(2);
  caller.graphs.push_back(caller.main());
  caller.main().nodes.back().attributes["body_subgraph_index"] =
      ir::GraphRef{1};
  EXPECT_EQ(drop_channels(caller), 0);
}

INSTANTIATE_TEST_SUITE_P(Networks, DropChannels, testing::Range(1u, 121u));

}  // namespace
}  // namespace mote::passes
