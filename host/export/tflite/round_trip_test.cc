// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <filesystem>

#include "gtest/gtest.h"
#include "host/export/tflite/export.h"
#include "host/import/tflite/import.h"
#include "host/run/model_file.h"

namespace mote::tflite {
namespace {

// Every model of the golden cases; none where they are not at hand.
std::vector<std::filesystem::path> golden_models() {
  std::vector<std::filesystem::path> found;
  const std::filesystem::path root(MOTE_GOLDEN);
  if (!std::filesystem::exists(root)) return found;
  for (const auto& item :
       std::filesystem::recursive_directory_iterator(root)) {
    if (item.path().extension() == ".tflite") found.push_back(item.path());
  }
  return found;
}

TEST(RoundTrip, losesNothingOfAnyGoldenModel) {
  for (const auto& path : golden_models()) {
    SCOPED_TRACE(path);
    const auto first = import_file(path);
    ASSERT_TRUE(first.ok()) << first.error().sentence();
    const auto file = export_model(first.value(), path.string());
    ASSERT_TRUE(file.ok()) << file.error().sentence();
    const auto second = import_model(file.value(), path.string());
    ASSERT_TRUE(second.ok()) << second.error().sentence();
    EXPECT_TRUE(first.value() == second.value());
    EXPECT_LE(file.value().size(), std::filesystem::file_size(path) + 16);
  }
}

}  // namespace
}  // namespace mote::tflite
