// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/embed/header.h"

#include <gtest/gtest.h>

namespace mote::embed {
namespace {

TEST(Header, HoldsTheBytesInOrder) {
  const uint8_t bytes[] = {0, 255, 7};
  const auto text = header(bytes, "net");
  ASSERT_TRUE(text.ok());
  EXPECT_NE(text.value().find("net_bytes = 3;"), std::string::npos);
  EXPECT_NE(text.value().find("net[3] = {\n    0, 255, 7,\n};"),
            std::string::npos);
}

TEST(Header, TellsTheArenaWhenItIsGiven) {
  const uint8_t bytes[] = {1};
  EXPECT_EQ(header(bytes, "net").value().find("arena"), std::string::npos);
  EXPECT_NE(header(bytes, "net", 320u).value().find("net_arena_bytes = 320;"),
            std::string::npos);
}

TEST(Header, RefusesNamesThatCDoesNotTake) {
  for (const std::string name : {"", "1a", "a-b", "a b", "\xc3\xa4"}) {
    EXPECT_FALSE(header({}, name).ok()) << name;
  }
}

TEST(Header, MakesANameOfAFileName) {
  EXPECT_EQ(identifier("my-model.v2"), "my_model_v2");
  EXPECT_EQ(identifier("2nd"), "_2nd");
}

}  // namespace
}  // namespace mote::embed
