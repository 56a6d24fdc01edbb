// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/wav.h"

#include <gtest/gtest.h>

#include "tests/temp_folder.h"
#include "tests/wav_bytes.h"

namespace mote::io {
namespace {

class Wav : public ::testing::Test {
 protected:
  base::Result<Array> read(const std::vector<int16_t>& samples,
                           const TensorSpec& spec, uint16_t channels = 1) {
    const auto path = folder_.path() / "a.wav";
    EXPECT_TRUE(
        base::write_file(path, tests::wav_bytes(samples, channels)).ok());
    return read_wav(path, spec);
  }

 private:
  tests::TempFolder folder_;
};

TEST_F(Wav, SixteenBitSamplesStayAsTheyAre) {
  const auto array = read({1, -2, 32767}, {"x", Type::kInt16, {1, 2}, 0.5f, 3});
  ASSERT_TRUE(array.ok()) << array.error().sentence();
  EXPECT_EQ(integer_at(array.value(), 0), 1);
  EXPECT_EQ(integer_at(array.value(), 1), -2);
}

TEST_F(Wav, FloatsLieWithinOne) {
  const auto array = read({-32768, 16384}, {"x", Type::kFloat32, {2}, 0, 0});
  ASSERT_TRUE(array.ok());
  EXPECT_EQ(real_at(array.value(), 0), -1);
  EXPECT_EQ(real_at(array.value(), 1), 0.5);
}

TEST_F(Wav, BytesAreQuantizedByTheTensor) {
  const auto array =
      read({16384}, {"x", Type::kInt8, {1}, 1.0f / 128, -10});
  ASSERT_TRUE(array.ok());
  EXPECT_EQ(integer_at(array.value(), 0), 54);
}

TEST_F(Wav, RefusesWhatDoesNotFit) {
  const TensorSpec two = {"x", Type::kInt16, {2}, 0, 0};
  EXPECT_FALSE(read({1}, two).ok());
  EXPECT_FALSE(read({1, 2, 3, 4}, two, 2).ok());
  EXPECT_FALSE(read({1, 2}, {"x", Type::kInt32, {2}, 0, 0}).ok());
  EXPECT_FALSE(read({1, 2}, {"x", Type::kInt8, {2}, 0, 0}).ok());
}

}  // namespace
}  // namespace mote::io
