// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tensorflow/checkpoint.h"

#include <gtest/gtest.h>
#include <leveldb/env.h>
#include <leveldb/options.h>
#include <leveldb/table_builder.h>

#include <cstring>

#include "host/base/checksum.h"
#include "tests/temp_folder.h"

namespace mote::tensorflow {
namespace {

// A checkpoint of one variable "w" of two floats.
class CheckpointTest : public ::testing::Test {
 protected:
  CheckpointTest() {
    data_.resize(8);
    const float values[] = {1.5f, -2};
    std::memcpy(data_.data(), values, sizeof(values));
    entry_.set_dtype(1);
    entry_.mutable_shape()->add_dim()->set_size(2);
    entry_.set_size(8);
    entry_.set_crc32c(base::masked_crc32c(data_));
  }

  void write() const {
    proto::BundleHeader header;
    header.set_num_shards(1);
    leveldb::WritableFile* opened = nullptr;
    const std::string path = (prefix().string() + ".index");
    ASSERT_TRUE(
        leveldb::Env::Default()->NewWritableFile(path, &opened).ok());
    const std::unique_ptr<leveldb::WritableFile> file(opened);
    leveldb::TableBuilder table(leveldb::Options(), file.get());
    table.Add("", header.SerializeAsString());
    table.Add("w", entry_.SerializeAsString());
    ASSERT_TRUE(table.Finish().ok() && file->Close().ok());
    ASSERT_TRUE(base::write_file(prefix().string() + ".data-00000-of-00001",
                                 data_).ok());
  }

  std::filesystem::path prefix() const { return folder_.path() / "ck"; }

  tests::TempFolder folder_;
  base::Bytes data_;
  proto::BundleEntry entry_;
};

TEST_F(CheckpointTest, GivesWhatWasStored) {
  write();
  const auto checkpoint = Checkpoint::open(prefix());
  ASSERT_TRUE(checkpoint.ok());
  EXPECT_TRUE(checkpoint.value().contains("w"));
  const auto tensor = checkpoint.value().tensor("w");
  ASSERT_TRUE(tensor.ok());
  EXPECT_EQ(*tensor.value().bytes, data_);
  EXPECT_FALSE(checkpoint.value().tensor("v").ok());
}

TEST_F(CheckpointTest, RefusesDataThatDoNotFitTheirChecksum) {
  data_[0] ^= 1;
  write();
  EXPECT_FALSE(Checkpoint::open(prefix()).value().tensor("w").ok());
}

TEST_F(CheckpointTest, RefusesAnEntryBehindTheEndOfItsShard) {
  entry_.set_offset(4);
  write();
  EXPECT_FALSE(Checkpoint::open(prefix()).value().tensor("w").ok());
}

TEST_F(CheckpointTest, RefusesAnIndexThatIsCutShort) {
  write();
  const std::string path = prefix().string() + ".index";
  base::Bytes index = base::read_file(path).value();
  index.resize(index.size() - 9);
  ASSERT_TRUE(base::write_file(path, index).ok());
  EXPECT_FALSE(Checkpoint::open(prefix()).ok());
}

}  // namespace
}  // namespace mote::tensorflow
