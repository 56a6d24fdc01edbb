// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/io/npy.h"

#include <gtest/gtest.h>

#include "host/base/text.h"

namespace mote::io {
namespace {

base::Bytes file(const std::string& header, size_t data_bytes,
                 char version = 1) {
  std::string text = std::string("\x93NUMPY") + version + '\0';
  text += static_cast<char>(header.size() & 255);
  text += static_cast<char>(header.size() >> 8);
  if (version > 1) text += std::string(2, '\0');
  text += header + std::string(data_bytes, '\x01');
  return {text.begin(), text.end()};
}

std::string parse(const std::string& header, size_t data_bytes) {
  const auto array = parse_npy(file(header, data_bytes), "f");
  if (!array.ok()) return "refused";
  return base::type_name(array.value().type) + " " +
         base::shape_text(array.value().shape);
}

TEST(Npy, ReadsWhatNumpyWrites) {
  EXPECT_EQ(parse("{'descr': '<f4', 'fortran_order': False, "
                  "'shape': (1, 5), }      \n", 20), "float32 [1,5]");
  EXPECT_EQ(parse("{'descr': '|b1', 'fortran_order': False, 'shape': (), }\n",
                  1), "bool []");
  EXPECT_EQ(parse("{'shape': (3,), 'fortran_order': False, 'descr': '<u2'}", 6),
            "uint16 [3]");
  EXPECT_EQ(parse("{'descr': '|i1', 'fortran_order': False, 'shape': (0, 4)}",
                  0), "int8 [0,4]");
}

TEST(Npy, ReadsVersionTwo) {
  const auto array = parse_npy(
      file("{'descr': '<i8', 'fortran_order': False, 'shape': (1,)}", 8, 2),
      "f");
  ASSERT_TRUE(array.ok());
  EXPECT_EQ(integer_at(array.value(), 0), 0x0101010101010101);
}

TEST(Npy, RefusesHostileHeaders) {
  const std::string start = "{'descr': '|i1', 'fortran_order': False, ";
  for (const std::string shape :
       {"(-1,)", "(99999999999,)", "(2147483647, 2147483647, 0)", "(1", "(,)",
        "(1 2)", "1", "(1,1,1,1,1,1,1,1,1)", "(2,)", "('1',)"}) {
    EXPECT_EQ(parse(start + "'shape': " + shape + "}", 1), "refused") << shape;
  }
  for (const std::string header :
       {"", "{", "{}", "{'shape': (1,)}", "{'descr': 'O'", "garbage",
        "{'descr': '>i2', 'fortran_order': False, 'shape': ()}",
        "{'descr': '|i1', 'fortran_order': Maybe, 'shape': (1,)}",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '|i1', 'fortran_order': True, 'shape': (1,1)}",
        "{'descr': '|i1', 'fortran_order': False, 'shape': (1,)} x"}) {
    EXPECT_EQ(parse(header, 1), "refused") << header;
  }
}

TEST(Npy, RefusesEveryShorterFile) {
  const base::Bytes whole =
      npy_bytes({Type::kInt16, {2}, base::Bytes{1, 0, 2, 0}});
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(parse_npy(std::span(whole).first(size), "f").ok()) << size;
  }
  EXPECT_TRUE(parse_npy(whole, "f").ok());
}

TEST(Npy, ReadsBackWhatItWrites) {
  for (const std::vector<int32_t>& shape :
       {std::vector<int32_t>{}, {4}, {2, 3}, {0, 7}, {1, 1, 1, 1, 2}}) {
    Array array = {Type::kFloat32, shape, {}};
    array.data.resize(array.size() * 4, 7);
    const base::Bytes bytes = npy_bytes(array);
    EXPECT_EQ((bytes.size() - array.data.size()) % 64, 0u);
    const auto read = parse_npy(bytes, "f");
    ASSERT_TRUE(read.ok()) << read.error().sentence();
    EXPECT_EQ(read.value().shape, shape);
    EXPECT_EQ(read.value().data, array.data);
  }
}

}  // namespace
}  // namespace mote::io
