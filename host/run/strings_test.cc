// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/strings.h"

#include <gtest/gtest.h>

#include <cstring>

#include "host/io/npy.h"
#include "host/io/text_array.h"

namespace mote::run {
namespace {

using Texts = std::vector<std::string_view>;

TEST(Strings, EqualTextsHaveEqualNumbers) {
  Strings strings;
  const base::Bytes packed = io::pack_texts(Texts{"b", "", "a", "b"});
  const base::Bytes numbers = strings.numbers(packed, 4).value();
  const std::vector<int64_t> expected = {1, 0, 2, 1};
  ASSERT_EQ(numbers.size(), 4 * sizeof(int64_t));
  EXPECT_EQ(std::memcmp(numbers.data(), expected.data(), numbers.size()), 0);
  EXPECT_EQ(strings.texts(numbers).value(), packed);
}

TEST(Strings, ANumberThatNoTextHasIsAnError) {
  const Strings strings;
  EXPECT_FALSE(strings.texts(base::Bytes(8, 1)).ok());
}

TEST(PackedTexts, LieWithinTheirBytesAndOneBehindTheOther) {
  const base::Bytes packed = io::pack_texts(Texts{"one", "two"});
  ASSERT_TRUE(io::are_packed(packed, 2));
  EXPECT_EQ(io::unpack_texts(packed), (Texts{"one", "two"}));
  EXPECT_FALSE(io::are_packed(packed, 3));
  for (size_t i = 0; i < 16; i += 4) {
    for (const int wrong : {0, 1, 255}) {
      base::Bytes damaged = packed;
      damaged[i + 3] = static_cast<uint8_t>(wrong);
      if (damaged == packed) continue;
      EXPECT_FALSE(io::are_packed(damaged, 2)) << i;
    }
  }
  EXPECT_FALSE(io::are_packed({packed.data(), packed.size() - 1}, 2));
}

TEST(PackedTexts, GoThroughNpyFiles) {
  const io::Array array = {Type::kString,
                           {2, 1},
                           io::pack_texts(Texts{"long text", ""})};
  const auto back = io::parse_npy(io::npy_bytes(array), "file");
  ASSERT_TRUE(back.ok()) << back.error().sentence();
  EXPECT_EQ(back.value().type, Type::kString);
  EXPECT_EQ(back.value().shape, array.shape);
  EXPECT_EQ(back.value().data, array.data);
}

}  // namespace
}  // namespace mote::run
