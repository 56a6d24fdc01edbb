// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What the operators of published networks keep in memory while they run: the
// bytes that no plan can go below.
#include <gtest/gtest.h>

#include <algorithm>

#include "device/kernels/armv7em/armv7em.h"
#include "device/kernels/armv81m_mve/armv81m_mve.h"
#include "device/ops/add.h"
#include "device/ops/average_pool_2d.h"
#include "device/ops/conv_2d.h"
#include "device/ops/depthwise_conv_2d.h"
#include "device/ops/fully_connected.h"
#include "device/ops/reshape.h"
#include "device/ops/softmax.h"
#include "tests/fake_context.h"

namespace mote::ops {
namespace {

using Dims = std::vector<int32_t>;

// A network of int8: tensor 0 is its input, operator k makes tensor k + 1.
class Network {
 public:
  Network(const KernelSet& kernels, const Dims& input)
      : kernels_(kernels), tensors_{input} {}

  void conv(int32_t channels, int32_t h, int32_t w, int32_t stride,
            Padding padding = Padding::kSame, int from = kLast) {
    const Dims in = tensor(from);
    run<Conv2D>({padding, stride, stride, {}, 1, 1, Type::kInt32},
                {from}, {weights({channels, h, w, in[3]}, channels, 0),
                         bias(channels)},
                windowed(in, h, w, stride, padding, channels));
  }
  void depthwise(int32_t h, int32_t w, int32_t stride,
                 Padding padding = Padding::kSame) {
    const Dims in = tensor(kLast);
    run<DepthwiseConv2D>({padding, stride, stride, 1, {}, 1, 1}, {kLast},
                         {weights({1, h, w, in[3]}, in[3], 3), bias(in[3])},
                         windowed(in, h, w, stride, padding, in[3]));
  }
  void add(int a, int b) { run<Add>({}, {a, b}, {}, tensor(a)); }
  void pool() {
    const Dims in = tensor(kLast);
    run<AveragePool2D>({Padding::kValid, 1, 1, in[2], in[1], {}}, {kLast}, {},
                       {1, 1, 1, in[3]});
    run<Reshape>({}, {kLast}, {}, {1, in[3]});
  }
  void flatten() { run<Reshape>({}, {kLast}, {}, {1, tensor(kLast).back()}); }
  void dense(int32_t outputs) {
    run<FullyConnected>(
        {{}, 0, false, false, {}}, {kLast},
        {weights({outputs, tensor(kLast).back()}, 1, 0), bias(outputs)},
        {1, outputs});
  }
  void softmax() { run<Softmax>({1.0f}, {kLast}, {}, tensor(kLast)); }

  // The tensor that was made last.
  int last() const { return static_cast<int>(tensors_.size()) - 1; }

  // The most that an operator, its scratch and what waits for later ones take.
  uint32_t most() const {
    uint32_t most = 0;
    for (size_t k = 0; k < operators_.size(); ++k) {
      most = std::max(most, live(static_cast<int>(k)));
    }
    return most;
  }

 private:
  static constexpr int kLast = -1;
  struct Operator {
    std::vector<int> inputs;
    Needs needs;
  };

  const Dims& tensor(int i) const {
    return i == kLast ? tensors_.back() : tensors_[static_cast<size_t>(i)];
  }
  static Dims windowed(const Dims& in, int32_t h, int32_t w, int32_t stride,
                       Padding padding, int32_t channels) {
    const bool same = padding == Padding::kSame;
    const int32_t tall = same ? in[1] : in[1] - h + 1;
    const int32_t wide = same ? in[2] : in[2] - w + 1;
    return {1, (tall + stride - 1) / stride, (wide + stride - 1) / stride,
            channels};
  }
  static FakeTensor bytes(const Dims& dims) {
    FakeTensor t = fake(dims, std::vector<int8_t>(), {0.5f});
    t.computed = true;
    return t;
  }
  static FakeTensor weights(const Dims& dims, int32_t scales, int32_t axis) {
    FakeTensor t = bytes(dims);
    t.bytes.resize(t.view().bytes);
    t.computed = false;
    t.scales.assign(static_cast<size_t>(scales), 0.01f);
    t.zero_points.resize(t.scales.size());
    t.axis = axis;
    return t;
  }
  static FakeTensor bias(int32_t channels) {
    return fake(Dims{channels},
                std::vector<int32_t>(static_cast<size_t>(channels)));
  }

  template <class Op>
  void run(const typename Op::Options& options, std::vector<int> inputs,
           const std::vector<FakeTensor>& constants, const Dims& out) {
    std::vector<FakeTensor> in;
    for (int& i : inputs) {
      if (i == kLast) i = last();
      in.push_back(bytes(tensor(i)));
    }
    in.insert(in.end(), constants.begin(), constants.end());
    FakeTensor made = bytes(out);
    // Of SOFTMAX, whose output has this quantization and no other.
    made.scales = {1.0f / 256};
    made.zero_points = {-128};
    const FakeContext context(std::move(in), {made}, kernels_);
    typename Op::Params params = {};
    Operator op = {inputs, {}};
    ASSERT_EQ(Op::prepare(context, options, params, op.needs), Status::kOk);
    operators_.push_back(op);
    tensors_.push_back(out);
  }

  static uint32_t aligned(uint32_t n) { return (n + 15) / 16 * 16; }
  uint32_t size(int tensor) const {
    uint32_t n = 1;
    for (const int32_t d : this->tensor(tensor)) n *= static_cast<uint32_t>(d);
    return aligned(n);
  }
  // Whether an operator from k on reads it.
  bool wanted(int tensor, size_t k) const {
    for (; k < operators_.size(); ++k) {
      const std::vector<int>& in = operators_[k].inputs;
      if (std::count(in.begin(), in.end(), tensor) != 0) return true;
    }
    return false;
  }
  uint32_t live(int k) const {
    const Operator& op = operators_[static_cast<size_t>(k)];
    const uint32_t out = size(k + 1);
    uint32_t sum = out, saved = 0;
    for (int t = 0; t <= k; ++t) {
      if (wanted(t, static_cast<size_t>(k))) sum += size(t);
    }
    for (size_t i = 0; i < op.inputs.size(); ++i) {
      const int in = op.inputs[i];
      if (op.needs.lead[i] == kApart || wanted(in, static_cast<size_t>(k + 1))) {
        continue;
      }
      const uint32_t lead = aligned(static_cast<uint32_t>(op.needs.lead[i]));
      const uint32_t both = std::max(lead + size(in), out);
      saved = std::max(saved, std::max(size(in) + out, both) - both);
    }
    return sum - saved + aligned(op.needs.scratch);
  }

  const KernelSet& kernels_;
  std::vector<Dims> tensors_;
  std::vector<Operator> operators_;
};

void keyword(Network& n) {
  n.conv(64, 10, 4, 2);
  for (int i = 0; i < 4; ++i) n.depthwise(3, 3, 1), n.conv(64, 1, 1, 1);
  n.pool(), n.dense(12), n.softmax();
}

void wake_words(Network& n) {
  n.conv(8, 3, 3, 2);
  const std::pair<int32_t, int32_t> blocks[] = {
      {1, 16},  {2, 32},  {1, 32},  {2, 64},  {1, 64},  {2, 128}, {1, 128},
      {1, 128}, {1, 128}, {1, 128}, {1, 128}, {2, 256}, {1, 256}};
  for (const auto& [stride, channels] : blocks) {
    n.depthwise(3, 3, stride), n.conv(channels, 1, 1, 1);
  }
  n.pool(), n.dense(2), n.softmax();
}

void image(Network& n) {
  n.conv(16, 3, 3, 1);
  for (const int32_t channels : {16, 32, 64}) {
    const int32_t stride = channels == 16 ? 1 : 2;
    int shortcut = n.last();
    n.conv(channels, 3, 3, stride), n.conv(channels, 3, 3, 1);
    const int residual = n.last();
    if (stride == 2) {
      n.conv(channels, 1, 1, 2, Padding::kSame, shortcut);
      shortcut = n.last();
    }
    n.add(shortcut, residual);
  }
  n.pool(), n.dense(10), n.softmax();
}

void anomaly(Network& n) {
  for (const int32_t m : {128, 128, 128, 128, 8, 128, 128, 128, 128, 640}) {
    n.dense(m);
  }
}

void streaming(Network& n) {
  for (const int32_t h : {3, 5, 10, 15}) {
    n.depthwise(h, 1, 1, Padding::kValid);
    n.conv(h == 15 ? 32 : 128, 1, 1, 1);
  }
  n.flatten(), n.dense(3), n.softmax();
}

uint32_t most(const KernelSet& kernels, const Dims& input,
              void (*build)(Network&)) {
  Network network(kernels, input);
  build(network);
  return network.most();
}

TEST(LiveBytes, AreKnownOfPublishedNetworks) {
  const KernelSet& dsp = Armv7em::kSet;
  const KernelSet& mve = Armv81mMve::kSet;
  const Dims features = {1, 49, 10, 1}, photo = {1, 96, 96, 3};
  const Dims thumbnail = {1, 32, 32, 3}, spectrum = {1, 640};
  const Dims frames = {1, 30, 1, 40};
  EXPECT_EQ(most(dsp, features, keyword), 8896u);
  EXPECT_EQ(most(mve, features, keyword), 8896u);
  EXPECT_EQ(most(dsp, photo, wake_words), 37296u);
  EXPECT_EQ(most(mve, photo, wake_words), 37296u);
  EXPECT_EQ(most(dsp, thumbnail, image), 35888u);
  EXPECT_EQ(most(mve, thumbnail, image), 33728u);
  EXPECT_EQ(most(dsp, spectrum, anomaly), 896u);
  EXPECT_EQ(most(mve, spectrum, anomaly), 768u);
  EXPECT_EQ(most(dsp, frames, streaming), 4608u);
  EXPECT_EQ(most(mve, frames, streaming), 4304u);
}

}  // namespace
}  // namespace mote::ops
