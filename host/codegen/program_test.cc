// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/program.h"

#include <gtest/gtest.h>

#include "host/codegen/source.h"
#include "host/run/session.h"
#include "tests/model_builder.h"

namespace mote::codegen {
namespace {

run::ModelFile::Pointer file(const tests::ModelDef& model) {
  return run::ModelFile::parse(tests::build(model), "m").value();
}

// Two layers that read one constant: x + c, then that + c.
tests::ModelDef sum_model() {
  tests::ModelDef model;
  const base::Bytes ones(16, 0x3f);
  model.tensors = {{"x", Type::kFloat32, {4}},
                   {"c", Type::kFloat32, {4}},
                   {"y", Type::kFloat32, {4}},
                   {"d", Type::kFloat32, {4}},
                   {"z", Type::kFloat32, {4}}};
  model.tensors[1].data = model.tensors[3].data = ones;
  model.ops = {{0, {0, 1}, {2}}, {0, {2, 3}, {4}}};
  model.inputs = {0};
  model.outputs = {4};
  return model;
}

TEST(Program, HoldsEqualConstantsOnce) {
  const auto program =
      make_program(*file(sum_model()), *find_target("cortex-m4"));
  ASSERT_TRUE(program.ok()) << program.error().sentence();
  EXPECT_EQ(program.value().constants.size(), 1u);
  EXPECT_EQ(program.value().steps.size(), 2u);
}

TEST(Program, ItsArenaIsTheInterpretersWithoutWhatThatKeepsOfOperators) {
  const auto model = file(sum_model());
  const auto program = make_program(*model, *find_target("host"));
  const auto session = run::Session::load(model);
  ASSERT_TRUE(program.ok() && session.ok());
  // Both sums in place.
  EXPECT_EQ(program.value().arena_bytes(), 16u);
  EXPECT_LT(program.value().arena_bytes(), session.value()->arena_bytes());
}

TEST(Program, LiesInRegions) {
  const auto model = file(sum_model());
  const auto target = *find_target("cortex-m4");
  const auto program =
      make_program(*model, target, {{"tiny", 8}, {"sram", 1024}});
  ASSERT_TRUE(program.ok()) << program.error().sentence();
  ASSERT_EQ(program.value().arenas.size(), 2u);
  EXPECT_EQ(program.value().arenas[0].bytes, 0u);
  EXPECT_EQ(program.value().arenas[1].bytes, 16u);
  const std::string text = body_text(program.value(), "net");
  EXPECT_NE(text.find("[[gnu::section(\".bss.sram\")]] alignas(16) uint8_t "
                      "net_arena_1[16];"),
            std::string::npos);
  EXPECT_NE(header_text(program.value(), "net").find("net_arena_1 + 0"),
            std::string::npos);
  EXPECT_FALSE(make_program(*model, target, {{"tiny", 8}}).ok());
}

TEST(Program, RefusesWhatTheInterpreterRefuses) {
  const auto model = file(tests::custom_model("Nobodys"));
  const auto program = make_program(*model, *find_target("host"));
  ASSERT_FALSE(program.ok());
  EXPECT_NE(program.error().sentence().find("Nobodys"), std::string::npos);
}

TEST(Source, OutputsThatAreConstantsHaveAccessors) {
  tests::ModelDef model = sum_model();
  model.outputs = {4, 1};
  const auto program = make_program(*file(model), *find_target("host"));
  ASSERT_TRUE(program.ok()) << program.error().sentence();
  EXPECT_NE(header_text(program.value(), "net")
                .find("const float* net_output_1(void);"),
            std::string::npos);
  EXPECT_NE(body_text(program.value(), "net")
                .find("const float* net_output_1(void) {"),
            std::string::npos);
}

TEST(Source, CommentsStayOnTheirLineWhateverNamesAre) {
  tests::ModelDef model = sum_model();
  model.tensors[2].name = "a\nint b; */ \\";
  model.tensors[1].name = "c\r\nint d;";
  const auto program = make_program(*file(model), *find_target("host"));
  ASSERT_TRUE(program.ok());
  const std::string text = body_text(program.value(), "net");
  EXPECT_EQ(text.find("\nint "), std::string::npos);
  EXPECT_EQ(text.find('\\'), std::string::npos);
  EXPECT_EQ(text.find('\r'), std::string::npos);
}

}  // namespace
}  // namespace mote::codegen
