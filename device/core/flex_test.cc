// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/core/flex.h"

#include <gtest/gtest.h>

#include "tests/flex_writer.h"

namespace mote {
namespace {

FlexReader reader(const base::Bytes& bytes) {
  return FlexReader({bytes.data(), bytes.size()});
}

template <class T>
T read(const base::Bytes& bytes, const char* name, T otherwise = T()) {
  FlexReader v = reader(bytes);
  T value{};
  v(0, name, value, otherwise);
  EXPECT_TRUE(v.ok());
  return value;
}

// {"n": 3, "v": [-1, 2]}: offsets and numbers of one byte.
base::Bytes map_with_vector() {
  return {'n', 0, 'v', 0, 2, 0xff, 2,  // names, the vector
          2, 8, 7,                     // where the names are
          2, 1, 2, 3, 9,               // ..., their width, the values
          1 << 2, 11 << 2, 4, 9 << 2, 1};
}

TEST(FlexReader, FindsOptionsByNameWhateverTheirKind) {
  const base::Bytes map =
      tests::flex_map({{"a", -7}, {"bool", true}, {"half", 0.5f}});
  EXPECT_EQ(read<int32_t>(map, "a"), -7);
  EXPECT_EQ(read<int8_t>(map, "a"), -7);
  EXPECT_EQ(read<float>(map, "a"), -7.0f);
  EXPECT_EQ(read<bool>(map, "bool"), true);
  EXPECT_EQ(read<float>(map, "half"), 0.5f);
  EXPECT_EQ(read<int32_t>(map, "half"), 0);
}

TEST(FlexReader, WhatIsMissingTakesItsDefault) {
  const base::Bytes map = tests::flex_map({{"ab", 1}});
  EXPECT_EQ(read<int32_t>(map, "a", 5), 5);
  EXPECT_EQ(read<int32_t>(map, "abc", 5), 5);
  EXPECT_EQ(read<int32_t>({}, "a", 5), 5);
}

TEST(FlexReader, ReadsVectorsOfNumbers) {
  const base::Bytes map = map_with_vector();
  FlexReader v = reader(map);
  FlexNumbers numbers;
  v(0, "v", numbers);
  ASSERT_TRUE(v.ok());
  ASSERT_EQ(numbers.size, 2u);
  EXPECT_EQ(numbers.value<int32_t>(0), -1);
  EXPECT_EQ(numbers.value<float>(1), 2.0f);
}

TEST(FlexReader, AVectorIsNoNumberAndANumberNoVector) {
  const base::Bytes map = map_with_vector();
  FlexReader v = reader(map);
  int32_t number = 0;
  v(0, "v", number);
  EXPECT_FALSE(v.ok());
  FlexReader w = reader(map);
  FlexNumbers numbers;
  w(0, "n", numbers);
  EXPECT_FALSE(w.ok());
}

void read_everything(const base::Bytes& bytes) {
  // A copy of the exact size, so that a sanitizer sees what lies outside.
  const base::Bytes copy(bytes.begin(), bytes.end());
  FlexReader v = reader(copy);
  int32_t number = 0;
  FlexNumbers numbers;
  v(0, "n", number);
  v(0, "v", numbers);
  for (uint32_t i = 0; v.ok() && i < numbers.size; ++i) {
    numbers.value<int32_t>(i);
  }
}

TEST(FlexReader, StaysInsideWhateverTheBytes) {
  for (const base::Bytes& map :
       {map_with_vector(), tests::flex_map({{"n", 1}, {"v", 2}})}) {
    for (size_t i = 0; i < map.size(); ++i) {
      read_everything({map.begin(), map.begin() + static_cast<ptrdiff_t>(i)});
      for (int value = 0; value < 256; ++value) {
        base::Bytes changed = map;
        changed[i] = static_cast<uint8_t>(value);
        read_everything(changed);
      }
    }
  }
}

}  // namespace
}  // namespace mote
