// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Float models beside what TensorFlow's converter made of them, in the folder
// that the build names as MOTE_FIXTURES: NAME/NAME_float.tflite, NAME_int8.tflite,
// NAME_int16x8.tflite, repr.npz and golden_float.npz. Skipped without it.
#include <gtest/gtest.h>

#include "host/import/tflite/import.h"
#include "host/io/archive.h"
#include "host/io/npy.h"
#include "host/quantize/compare.h"
#include "host/quantize/quantize.h"
#include "host/quantize/samples.h"

namespace mote::quantize {
namespace {

namespace fs = std::filesystem;

// Of the outputs, in decibels, against the float model on Mote itself.
double ratio(const ir::Module& exact, const ir::Module& rough,
             const Samples& samples) {
  auto a = Tracer::make(exact, "exact").value();
  auto b = Tracer::make(rough, "rough").value();
  const ir::Quantization& q =
      rough.main().value(rough.main().outputs[0]).quantization;
  Difference difference;
  for (const run::Step& sample : samples) {
    const auto inputs = as_inputs(exact, rough, sample, "rough").value();
    const io::Array x = a->run(sample, [](auto&&...) {}).value()[0];
    const io::Array y = b->run(inputs, [](auto&&...) {}).value()[0];
    for (size_t i = 0; i < x.size(); ++i) {
      const double step = io::real_at(y, i);
      const double real =
          (step - static_cast<double>(q.zero_points[0])) * q.scales[0];
      difference.add(io::real_at(x, i), real);
    }
  }
  return difference.signal_to_noise();
}

// The array x of an archive, as samples for the model.
Samples samples_of(const fs::path& model, const fs::path& archive) {
  const auto file = run::ModelFile::open(model).value();
  io::Array x = io::read_npz(archive).value().at("x");
  const fs::path path = fs::path(testing::TempDir()) / "x.npy";
  EXPECT_TRUE(io::write_npy(path, x).ok());
  return read_samples(*file, path).value();
}

void expect_as_close(const fs::path& folder, Mode mode,
                     const std::string& name) {
  const std::string stem = folder.filename().string();
  const fs::path model = folder / (stem + "_float.tflite");
  const fs::path theirs = folder / (stem + "_" + name + ".tflite");
  if (!fs::exists(theirs)) return;
  Options options;
  options.mode = mode;
  options.input = options.output =
      mode == Mode::kInt8 ? Type::kInt8 : Type::kInt16;
  const ir::Module exact = tflite::import_file(model).value();
  const auto made = quantize(exact, samples_of(model, folder / "repr.npz"),
                             options, stem, {});
  ASSERT_TRUE(made.ok()) << made.error().sentence();
  const Samples samples = samples_of(model, folder / "golden_float.npz");
  EXPECT_GT(ratio(exact, made.value().module, samples),
            ratio(exact, tflite::import_file(theirs).value(), samples) - 0.5)
      << theirs;
}

TEST(Fixtures, AreAsCloseAsTensorFlowMakesThem) {
  const fs::path fixtures = MOTE_FIXTURES;
  if (!fs::exists(fixtures)) GTEST_SKIP() << fixtures << " is not there";
  for (const auto& item : fs::directory_iterator(fixtures)) {
    if (!item.is_directory()) continue;
    expect_as_close(item.path(), Mode::kInt8, "int8");
    expect_as_close(item.path(), Mode::kInt16x8, "int16x8");
  }
}

}  // namespace
}  // namespace mote::quantize
