// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/ir/graph.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "host/ir/text.h"

namespace mote::ir {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Module parsed(const std::string& body) {
  auto module = parse("module \"\"\n" + body);
  EXPECT_TRUE(module.ok()) << module.error().sentence();
  return *module;
}

constexpr char kChain[] = R"(graph "main" (%0) -> (%3) {
  %0: int8[4] "x"
  %1: int8[4]
  %2: int8[4]
  %3: int8[4] "y"
  RELU(%0) -> (%1)
  ABS(%0) -> (%2)
  RELU(%1) -> (%3)
})";

TEST(Graph, KnowsWhoMakesAndReads) {
  const Uses found = uses(parsed(kChain).main());
  EXPECT_THAT(found.maker, ElementsAre(-1, 0, 1, 2));
  EXPECT_THAT(found.readers[0], ElementsAre(0, 1));
  EXPECT_TRUE(found.unused(2));
  EXPECT_TRUE(found.single(1));
  EXPECT_FALSE(found.unused(3));
}

TEST(Graph, ErasesWhatNobodyReadsAndRenumbersTheRest) {
  Module module = parsed(kChain);
  EXPECT_EQ(erase_dead(module.main()), 1);
  EXPECT_EQ(compact(module, 0), 1);
  EXPECT_EQ(module.main().values.size(), 3u);
  EXPECT_THAT(module.main().outputs, ElementsAre(2));
  EXPECT_TRUE(verify(module, "it").ok());
}

TEST(Graph, KeepsNodesThatChangeVariables) {
  Module module = parsed(R"(graph "main" (%0) -> (%0) {
  %0: int8[4] "x"
  %1: int8[4] variable
  %2: int8[4]
  SVDF(%0, %1) -> (%2)
})");
  EXPECT_EQ(erase_dead(module.main()), 0);
}

struct Broken {
  const char* text;
  const char* says;
};

class Verify : public testing::TestWithParam<Broken> {};

TEST_P(Verify, FindsWhatDoesNotHold) {
  const auto sound = verify(parsed(GetParam().text), "it");
  ASSERT_FALSE(sound.ok());
  EXPECT_THAT(sound.error().sentence(), HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    Graphs, Verify,
    testing::Values(
        Broken{"", "has no graph"},
        Broken{"graph \"\" (%3) -> () {\n%0: int8[1]\n}", "not there"},
        Broken{"graph \"\" () -> (%0) {\n%0: int8[1]\n}", "before it is made"},
        Broken{"graph \"\" (%0) -> () {\n%0: int8[1]\nRELU(%0) -> (%0)\n}",
               "a second time"},
        Broken{"graph \"\" () -> () {\n%0: int8[3] = x\"00\"\n}",
               "1 bytes where its type and shape make 3"},
        Broken{"graph \"\" () -> () {\n%0: int8[3] scale(1.0, 2.0) "
               "zero(0, 0)\n}", "2 scales for 3 channels"},
        Broken{"graph \"\" () -> () {\n%0: int8[3] scale(1.0)\n}",
               "1 scales and 0 zero points"},
        Broken{"graph \"\" () -> () {\nIF() -> () {then_subgraph_index: @4}\n}",
               "names a graph that is not there"},
        Broken{"graph \"\" () -> () {\n}\nsignature \"s\" @0 (\"x\": %1) -> ()",
               "not there"}));

TEST(ByteSize, PacksSmallElementsAndKnowsNoBoundlessOnes) {
  EXPECT_EQ(byte_size(Type::kInt4, std::vector<int64_t>{3}), 2);
  EXPECT_EQ(byte_size(Type::kInt8, std::vector<int64_t>{2, -1}), -1);
  EXPECT_EQ(byte_size(Type::kInt8, std::nullopt), -1);
  EXPECT_EQ(byte_size(Type::kString, std::vector<int64_t>{3}), -1);
  const std::vector<int64_t> huge(8, int64_t{1} << 31);
  EXPECT_EQ(byte_size(Type::kInt8, huge), -1);
}

}  // namespace
}  // namespace mote::ir
