// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Models that TensorFlow has saved, in every form and mode, against the outputs
// of Keras and of what TensorFlow's own converter made of them.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "host/convert/convert.h"
#include "host/io/archive.h"
#include "host/run/session.h"

namespace mote::convert {
namespace {

namespace fs = std::filesystem;

const fs::path kFixtures = MOTE_FIXTURES;
constexpr size_t kSamples = 4;  // enough to tell; sanitizers are slow

std::map<std::string, io::Array> arrays(const fs::path& path) {
  auto read = io::read_npz(path);
  EXPECT_TRUE(read.ok()) << path;
  return read.ok() ? std::move(read).value()
                   : std::map<std::string, io::Array>();
}

// The model's outputs for the first samples, as real numbers.
std::vector<double> outputs(const base::Bytes& model, const io::Array& x) {
  auto file = run::ModelFile::parse(model, "model");
  EXPECT_TRUE(file.ok());
  auto session = run::Session::load(file.value());
  EXPECT_TRUE(session.ok());
  const io::TensorSpec in = file.value()->inputs()[0];
  const io::TensorSpec out = file.value()->outputs()[0];
  std::vector<double> all;
  for (size_t s = 0; s < kSamples; ++s) {
    io::Array input{in.type, in.shape, base::Bytes(in.bytes())};
    for (size_t i = 0; i < in.elements(); ++i) {
      const double real = io::real_at(x, s * in.elements() + i);
      io::set_real(input, i,
                   in.scale == 0 ? real : real / in.scale + in.zero_point);
    }
    const auto y = session.value()->invoke({input.data});
    EXPECT_TRUE(y.ok());
    for (size_t i = 0; i < out.elements(); ++i) {
      const double q = io::real_at(y.value()[0], i);
      all.push_back(out.scale == 0 ? q : (q - out.zero_point) * out.scale);
    }
  }
  return all;
}

// 10 log10 of signal over noise.
double decibels(const std::vector<double>& got, const io::Array& want) {
  double signal = 0, noise = 1e-30;
  for (size_t i = 0; i < got.size(); ++i) {
    const double y = io::real_at(want, i);
    signal += y * y;
    noise += (got[i] - y) * (got[i] - y);
  }
  return 10 * std::log10(signal / noise);
}

class Fixtures : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    if (!fs::exists(kFixtures)) GTEST_SKIP() << kFixtures << " is not there";
    golden_ = arrays(folder() / "golden_float.npz");
  }
  fs::path folder() const { return kFixtures / GetParam(); }

  std::vector<Source> sources() const {
    const std::string name = GetParam();
    std::vector<Source> out;
    for (const std::string& form :
         {std::string("saved_model"), std::string("saved_model_b1"),
          std::string("saved_model_tfmodule"), std::string("frozen.pb"),
          std::string("frozen_v2cf.pb"), name + ".keras", name + ".h5"}) {
      out.push_back({.path = folder() / form});
    }
    out.push_back({.path = folder() / "ckpt",
                   .graph = folder() / (name + ".keras")});
    return out;
  }

  std::map<std::string, io::Array> golden_;
};

TEST_P(Fixtures, ComputeInFloatWhatKerasComputes) {
  for (const Source& source : sources()) {
    const auto made = convert(source, {}, {});
    ASSERT_TRUE(made.ok()) << made.error().sentence();
    const std::vector<double> y = outputs(made.value().bytes, golden_["x"]);
    double largest = 0, off = 0;
    for (size_t i = 0; i < y.size(); ++i) {
      const double want = io::real_at(golden_["y"], i);
      largest = std::max(largest, std::fabs(want));
      off = std::max(off, std::fabs(y[i] - want));
    }
    EXPECT_LE(off, 1e-5 * largest) << source.path;
  }
}

TEST_P(Fixtures, AreAsCloseInIntegersAsTensorFlowsOwn) {
  struct Row {
    quantize::Mode mode;
    Type type;
    const char* name;
  };
  for (const Row& row : {Row{quantize::Mode::kInt8, Type::kInt8, "int8"},
                         Row{quantize::Mode::kInt16x8, Type::kInt16, "int16x8"}}) {
    const auto made = convert(
        {.path = folder() / "saved_model"}, {},
        {.quantize = quantize::Options{row.mode, row.type, row.type},
         .representative = folder() / "repr.npz"});
    ASSERT_TRUE(made.ok()) << made.error().sentence();
    const double mine =
        decibels(outputs(made.value().bytes, golden_["x"]), golden_["y"]);
    const fs::path theirs =
        folder() / (GetParam() + "_" + row.name + ".tflite");
    if (!fs::exists(theirs)) {  // its converter died
      EXPECT_GT(mine, 30) << row.name;
      continue;
    }
    const base::Bytes file = base::read_file(theirs).value();
    EXPECT_GE(mine, decibels(outputs(file, golden_["x"]), golden_["y"]) - 0.5)
        << row.name;
    EXPECT_LE(made.value().bytes.size(), file.size()) << row.name;
  }
}

TEST_P(Fixtures, AreNoLargerWithSmallWeightsThanTensorFlowsOwn) {
  for (const auto& [mode, name] :
       {std::pair{quantize::Mode::kDynamic, "dyn"},
        std::pair{quantize::Mode::kFloat16, "f16"}}) {
    const auto made = convert({.path = folder() / "saved_model"}, {},
                              {.quantize = quantize::Options{mode}});
    ASSERT_TRUE(made.ok()) << made.error().sentence();
    const fs::path theirs = folder() / (GetParam() + "_" + name + ".tflite");
    EXPECT_LE(made.value().bytes.size(), fs::file_size(theirs)) << name;
  }
}

// mbv1 takes minutes with sanitizers and has no kind of layer of its own.
INSTANTIATE_TEST_SUITE_P(Saved, Fixtures,
                         ::testing::Values("conv1d", "dscnn", "fcae", "resnet8",
                                           "lstm", "gru"),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace mote::convert
