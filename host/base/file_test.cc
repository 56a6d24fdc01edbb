// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/base/file.h"

#include <gtest/gtest.h>

#include "tests/temp_folder.h"

namespace mote::base {
namespace {

namespace fs = std::filesystem;

TEST(File, ReadsWhatWasWritten) {
  const tests::TempFolder folder;
  const fs::path path = folder.path() / "a";
  ASSERT_TRUE(write_file(path, "first").ok());
  ASSERT_TRUE(write_file(path, "second").ok());
  const auto bytes = read_file(path);
  ASSERT_TRUE(bytes.ok());
  EXPECT_EQ(std::string(bytes.value().begin(), bytes.value().end()), "second");
}

TEST(File, LeavesNothingWhenItCannotBeWritten) {
  const tests::TempFolder folder;
  fs::create_directory(folder.path() / "taken");
  EXPECT_FALSE(write_file(folder.path() / "taken", "x").ok());
  EXPECT_FALSE(write_file(folder.path() / "none" / "a", "x").ok());
  const auto items = fs::directory_iterator(folder.path());
  EXPECT_EQ(std::distance(begin(items), end(items)), 1);
}

TEST(File, WritesThroughALinkAndKeepsIt) {
  const tests::TempFolder folder;
  const fs::path link = folder.path() / "link";
  fs::create_symlink("target", link);
  ASSERT_TRUE(write_file(folder.path() / "target", "old").ok());
  ASSERT_TRUE(write_file(link, "new").ok());
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(read_file(folder.path() / "target").value().front(), 'n');
}

TEST(File, NamesThePathOfWhatIsMissing) {
  const auto bytes = read_file("/no/such/file");
  ASSERT_FALSE(bytes.ok());
  EXPECT_EQ(bytes.error().where, "/no/such/file");
}

TEST(File, RefusesToReadAFolder) {
  const tests::TempFolder folder;
  EXPECT_FALSE(read_file(folder.path()).ok());
}

}  // namespace
}  // namespace mote::base
