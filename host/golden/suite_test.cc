// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/golden/suite.h"

#include <gtest/gtest.h>

#include "host/io/npy.h"
#include "tests/model_builder.h"
#include "tests/temp_folder.h"

namespace mote::golden {
namespace {

namespace fs = std::filesystem;

// Cases of a model that hands its input on.
class Suite : public ::testing::Test {
 protected:
  void add(const std::string& name, const base::Bytes& in,
           const base::Bytes& out) {
    const fs::path folder = folder_.path() / name;
    fs::create_directories(folder);
    const fs::path model =
        name.find("step") == name.npos ? folder : folder.parent_path();
    ASSERT_TRUE(base::write_file(model / "model.tflite", tests::build(
        tests::reshape_model(Type::kInt8, {2}, {2}))).ok());
    ASSERT_TRUE(io::write_npy(folder / "in0.npy", {Type::kInt8, {2}, in}).ok());
    ASSERT_TRUE(
        io::write_npy(folder / "out0.npy", {Type::kInt8, {2}, out}).ok());
  }
  void manifest(const std::string& text) {
    ASSERT_TRUE(base::write_file(folder_.path() / "manifest.json",
                                 "{\"cases\": [" + text + "]}").ok());
  }
  // "name: verdict" of each case below the folder.
  std::string run(const std::string& below = "") {
    const auto entries = find_entries(folder_.path() / below);
    if (!entries.ok()) return entries.error().what;
    run::HostRunner runner;
    std::string text;
    for (const Outcome& it : run_suite(entries.value(), runner, 2).value()) {
      text += it.name + ": " + "PFR"[static_cast<int>(it.verdict)] + " ";
    }
    return text;
  }
  const fs::path& path() const { return folder_.path(); }

 private:
  tests::TempFolder folder_;
};

TEST_F(Suite, JudgesEachCase) {
  add("a", {1, 2}, {1, 2});
  add("b", {1, 2}, {1, 3});
  add("c", {1, 2}, {1, 2});
  ASSERT_TRUE(base::write_file(path() / "c/model.tflite", "none").ok());
  EXPECT_EQ(run(), "a: P b: F c: R ");
}

TEST_F(Suite, ReadsRulesFromAManifestAbove) {
  add("ops/a", {1, 2}, {1, 3});
  add("ops/b", {1, 2}, {1, 3});
  manifest(R"({"case": "ops/a", "rule": {"kind": "int_close", "max_abs": 1}},
              {"case": "ops/b", "rule": {"kind": "exact"}},
              {"case": "other", "rule": {"kind": "exact"}})");
  EXPECT_EQ(run("ops"), "ops/a: P ops/b: F ");
  EXPECT_EQ(run("ops/a"), "ops/a: P ");
  EXPECT_EQ(run(), "ops/a: P ops/b: F other: F ");
}

TEST_F(Suite, ComparesDefinedElementsOnly) {
  add("a", {1, 2}, {9, 2});
  manifest(R"({"case": "a", "rule": {"kind": "exact"},
               "defined": {"out0": [1, 2]}})");
  EXPECT_EQ(run(), "a: P ");
}

TEST_F(Suite, AGateThatIsClosedKeepsAnOutputOut) {
  add("a", {0, 2}, {0, 9});
  manifest(R"({"case": "a", "rule": {"kind": "exact"},
               "gate": {"data": "out0", "flag": "out0"}})");
  EXPECT_EQ(run(), "a: P ");
}

TEST_F(Suite, RunsEveryStep) {
  add("a/step0", {1, 2}, {1, 2});
  add("a/step1", {1, 2}, {1, 3});
  EXPECT_EQ(run(), "a: F ");
}

TEST_F(Suite, ACaseThatLacksAFileFails) {
  add("a", {1, 2}, {1, 2});
  fs::remove(path() / "a/out0.npy");
  EXPECT_EQ(run(), "a: F ");
}

TEST_F(Suite, TellsWhenThereIsNoCase) {
  EXPECT_EQ(run(), "it holds no case");
  EXPECT_EQ(run("none"), "there is no such folder");
}

TEST_F(Suite, RefusesAManifestThatIsNone) {
  manifest("7");
  EXPECT_EQ(run().substr(0, 30), "it is not a manifest of cases:");
}

}  // namespace
}  // namespace mote::golden
