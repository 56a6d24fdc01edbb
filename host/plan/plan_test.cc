// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/plan.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "device/runtime/planned.h"
#include "host/plan/draft.h"
#include "host/plan/kernel_sets.h"
#include "host/plan/search.h"
#include "host/run/planned_graph.h"
#include "tests/model_builder.h"

namespace mote::plan {
namespace {

using memory::Buffer;
using run::ModelFile;

constexpr char kTarget[] = "cortex-m4";

base::Bytes planned_dense() {
  const auto model =
      ModelFile::parse(build(tests::dense_model({24, 40, 40, 8})), "dense");
  EXPECT_TRUE(model.ok());
  const auto planned = plan_model(model.value(), kTarget);
  EXPECT_TRUE(planned.ok()) << planned.error().sentence();
  return planned.value().file;
}

base::Result<std::unique_ptr<run::Session>> load(const base::Bytes& file,
                                                 uint32_t arena = 0) {
  static const KernelSet kernels = kernel_set(kTarget).value();
  LoadOptions options = run::Session::by_plan();
  options.kernels = &kernels;
  return run::Session::load(ModelFile::parse(file, "dense").value(), arena,
                            options);
}

std::vector<io::Array> run_once(run::Session& session) {
  auto outputs = session.invoke({base::Bytes(24, 7)});
  EXPECT_TRUE(outputs.ok());
  return std::move(outputs).value();
}

TEST(Plan, GivesTheSameOutputsAndKeepsNothingOfOperators) {
  const base::Bytes file = planned_dense();
  const auto with = load(file);
  ASSERT_TRUE(with.ok());
  EXPECT_TRUE(with.value()->interpreter().planned());
  const auto without = run::Session::load(
      ModelFile::parse(build(tests::dense_model({24, 40, 40, 8})), "").value());
  ASSERT_TRUE(without.ok());
  EXPECT_LT(with.value()->arena_bytes(), without.value()->arena_bytes());
  EXPECT_EQ(run_once(*with.value())[0].data,
            run_once(*without.value())[0].data);
}

TEST(Plan, IsIgnoredForOtherKernels) {
  const base::Bytes file = planned_dense();
  const auto session = run::Session::load(ModelFile::parse(file, "").value());
  ASSERT_TRUE(session.ok());
  EXPECT_FALSE(session.value()->interpreter().planned());
}

// Whatever stands in a plan, the model loads, with it or without, and stays in
// its arena, which has exactly the bytes that it asks for.
TEST(Plan, ThatIsAlteredNeverLeadsAstray) {
  const base::Bytes file = planned_dense();
  const auto model = ModelFile::parse(file, "dense").value();
  const Span<const uint8_t> plan = model->view().metadata(Plan::kName);
  const size_t at = static_cast<size_t>(plan.data - model->bytes().data());
  int ignored = 0;
  for (size_t i = 0; i < plan.size; ++i) {
    for (const int change : {0x01, 0x10, 0x80, 0xff}) {
      base::Bytes altered = file;
      altered[at + i] = static_cast<uint8_t>(file[at + i] ^ change);
      const auto session = load(altered);
      ASSERT_TRUE(session.ok()) << i;
      ignored += session.value()->interpreter().planned() ? 0 : 1;
      const auto exact = load(altered, session.value()->arena_bytes());
      ASSERT_TRUE(exact.ok()) << i;
      run_once(*exact.value());
    }
  }
  EXPECT_GT(ignored, 100);
}

TEST(Plan, OfAnotherModelIsIgnored) {
  const base::Bytes file = planned_dense();
  const auto model = ModelFile::parse(file, "dense").value();
  const model::SubGraph graph = model->view().subgraph(0);
  const float* scale = graph.tensor(0).quantization().scales;
  const size_t at = static_cast<size_t>(
      reinterpret_cast<const uint8_t*>(scale) - model->bytes().data());
  base::Bytes altered = file;
  altered[at + 2] ^= 1;
  const auto session = load(altered);
  ASSERT_TRUE(session.ok());
  EXPECT_FALSE(session.value()->interpreter().planned());
}

TEST(Plan, TellsTheArenaOfTheTarget) {
  const base::Bytes file = planned_dense();
  const auto model = ModelFile::parse(file, "dense").value();
  const auto need = footprint(model, kernel_set(kTarget).value());
  ASSERT_TRUE(need.ok());
  EXPECT_TRUE(need.value().planned);
  EXPECT_LE(need.value().arena_bytes, load(file).value()->arena_bytes());
  EXPECT_EQ(need.value().arena_bytes % memory::kAlignment, 0u);
  const auto without = footprint(model, kernel_set(kTarget).value(), false);
  ASSERT_TRUE(without.ok());
  EXPECT_FALSE(without.value().planned);
  EXPECT_GT(without.value().arena_bytes, need.value().arena_bytes);
}

TEST(Plan, EndsTheFile) {
  const base::Bytes file = planned_dense();
  EXPECT_NE(find_plan({file.data(), file.size()}), nullptr);
  base::Bytes longer = file;
  longer.resize(file.size() + 16);
  EXPECT_EQ(find_plan({longer.data(), longer.size()}), nullptr);
  EXPECT_EQ(find_plan({file.data(), file.size() - 16}), nullptr);
}

// Of the model a device then reads what the plan points to and nothing else.
TEST(Plan, IsEnoughForADevice) {
  base::Bytes file = planned_dense();
  file[0] ^= 0x40;
  const KernelSet kernels = kernel_set(kTarget).value();
  LoadOptions options;
  options.plans = &kPlanReader;
  options.kernels = &kernels;
  alignas(16) static uint8_t arena[4096];
  Interpreter interpreter;
  const Fault fault =
      interpreter.load({file.data(), file.size()}, run::all_op_list(),
                       {arena, sizeof(arena)}, options);
  ASSERT_EQ(fault.status, Status::kOk);
  EXPECT_TRUE(interpreter.planned());
  EXPECT_EQ(interpreter.input(0).bytes, 24u);
  EXPECT_EQ(interpreter.invoke(), Status::kOk);
}

// The workstation reads the model too, and both must tell the same.
TEST(Plan, OfAnotherGraphIsNotForAWorkstation) {
  const base::Bytes file = planned_dense();
  const Plan* plan = find_plan({file.data(), file.size()});
  const size_t at = plan->begin + offsetof(PlannedTensor, rank);
  base::Bytes altered = file;
  altered[at] ^= 1;
  const auto model = ModelFile::parse(altered, "dense").value();
  EXPECT_FALSE(run::tells_of_its_graph(*model));
  EXPECT_TRUE(
      run::tells_of_its_graph(*ModelFile::parse(file, "dense").value()));
}

// x + c of 64 rows twice, breadth first, the maxima of both, and their sum.
tests::ModelDef branches() {
  tests::ModelDef model;
  const base::Bytes rows(64 * 16, 0x3f), axis(4, 0);
  model.tensors = {{"x", Type::kFloat32, {1, 4}},
                   {"c", Type::kFloat32, {64, 4}},
                   {"axis", Type::kInt32, {1}}};
  model.tensors[1].data = rows;
  model.tensors[2].data = axis;
  for (int i = 0; i < 2; ++i) {
    model.tensors.push_back({"wide", Type::kFloat32, {64, 4}});
    model.tensors.push_back({"most", Type::kFloat32, {4}});
  }
  model.tensors.push_back({"y", Type::kFloat32, {4}});
  constexpr int32_t kAdd = 0, kMax = 82;
  model.ops = {{kAdd, {0, 1}, {3}},
               {kAdd, {1, 0}, {5}},
               {kMax, {3, 2}, {4}},
               {kMax, {5, 2}, {6}},
               {kAdd, {4, 6}, {7}}};
  model.inputs = {0};
  model.outputs = {7};
  return model;
}

TEST(Plan, WritesTheOrderThatTakesTheLeast) {
  const auto model = ModelFile::parse(build(branches()), "m").value();
  const auto planned = plan_model(model, kTarget);
  ASSERT_TRUE(planned.ok()) << planned.error().sentence();
  EXPECT_EQ(planned.value().moved, 2u);
  EXPECT_LT(planned.value().activation_bytes, 1200u);
  EXPECT_EQ(planned.value().steps[1].op, "REDUCE_MAX");
  // Where there is no plan, the order is what is left of it.
  const auto run = [](ModelFile::Pointer file) {
    const auto session = run::Session::load(std::move(file));
    return session.value()->invoke({base::Bytes(16, 0x3e)}).value()[0].data;
  };
  const auto file = ModelFile::parse(planned.value().file, "m").value();
  EXPECT_EQ(run(file), run(model));
  EXPECT_EQ(plan_model(file, kTarget).value().moved, 0u);
}

TEST(Plan, ShowsRegionsAndMakesNoFileOfThem) {
  const auto model = ModelFile::parse(build(branches()), "m").value();
  const auto planned =
      plan_model(model, kTarget, {{"fast", 64}, {"slow", 4096}});
  ASSERT_TRUE(planned.ok()) << planned.error().sentence();
  EXPECT_TRUE(planned.value().file.empty());
  EXPECT_LE(planned.value().region_bytes[0], 64u);
  EXPECT_EQ(planned.value().region_bytes[1], 1024u);
  EXPECT_FALSE(plan_model(model, kTarget, {{"fast", 64}}).ok());
}

TEST(Search, ReachesTheLeastWhereThatIsPossible) {
  const std::vector<Buffer> buffers = {{.bytes = 32, .first = 0, .last = 1},
                                       {.bytes = 48, .first = 1, .last = 2},
                                       {.bytes = 32, .first = 2, .last = 3},
                                       {.bytes = 16, .first = 0, .last = 3}};
  const std::vector<uint32_t> live = live_bytes(buffers, 4);
  const uint32_t least = *std::ranges::max_element(live);
  EXPECT_EQ(least, 96u);
  EXPECT_EQ(span_of(search(buffers, least, 1000)), least);
}

}  // namespace
}  // namespace mote::plan
