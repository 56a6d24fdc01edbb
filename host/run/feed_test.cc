// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/feed.h"

#include <gtest/gtest.h>

#include "host/io/npy.h"
#include "tests/model_builder.h"
#include "tests/temp_folder.h"

namespace mote::run {
namespace {

class Feed : public ::testing::Test {
 protected:
  std::filesystem::path path(const std::string& name) {
    const auto out = folder_.path() / name;
    std::filesystem::create_directories(out.parent_path());
    return out;
  }
  void write(const std::string& name, const io::Array& array) {
    ASSERT_TRUE(io::write_npy(path(name), array).ok());
  }

  const ModelFile::Pointer model_ =
      ModelFile::parse(tests::build(tests::reshape_model(Type::kInt8, {1, 4},
                                                         {4})), "m").value();
  const io::Array good_ = {Type::kInt8, {1, 4}, {1, 2, 3, 4}};

 private:
  tests::TempFolder folder_;
};

TEST_F(Feed, TakesFilesInTheOrderOfTheInputs) {
  write("a.npy", good_);
  const auto step = read_step(*model_, {path("a.npy")});
  ASSERT_TRUE(step.ok()) << step.error().sentence();
  EXPECT_EQ(step.value(), Step{good_.data});
}

TEST_F(Feed, RefusesAnotherTypeShapeOrCount) {
  write("good.npy", good_);
  write("type.npy", {Type::kUInt8, {1, 4}, {1, 2, 3, 4}});
  write("shape.npy", {Type::kInt8, {4}, {1, 2, 3, 4}});
  EXPECT_FALSE(read_step(*model_, {path("type.npy")}).ok());
  EXPECT_FALSE(read_step(*model_, {path("shape.npy")}).ok());
  EXPECT_FALSE(read_step(*model_, {}).ok());
  EXPECT_FALSE(read_step(*model_, {path("good.npy"), path("good.npy")}).ok());
}

TEST_F(Feed, CountsStepsFromZeroWithoutAGap) {
  write("steps/step0/in0.npy", good_);
  write("steps/step1/in0.npy", good_);
  EXPECT_EQ(step_folders(path("steps")).value().size(), 2u);
  write("steps/step3/in0.npy", good_);
  EXPECT_FALSE(step_folders(path("steps")).ok());
}

TEST_F(Feed, TellsWhichFileAFolderLacks) {
  write("step/in1.npy", good_);
  const auto step = read_step_folder(*model_, path("step"));
  ASSERT_FALSE(step.ok());
  EXPECT_EQ(step.error().what, "there is no in0.npy");
}

TEST_F(Feed, RandomInputsDependOnTheSeedAlone) {
  EXPECT_EQ(random_step(*model_, 1).value(), random_step(*model_, 1).value());
  EXPECT_NE(random_step(*model_, 1).value(), random_step(*model_, 2).value());
}

}  // namespace
}  // namespace mote::run
