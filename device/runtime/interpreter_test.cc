// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/runtime/interpreter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "device/runtime/source.h"
#include "tests/loaded_model.h"

namespace mote {
namespace {

using testing::Each;
using testing::ElementsAre;
using tests::dense_model;
using tests::LoadedModel;

constexpr uint32_t kArena = 1 << 16;

class InArena {
 public:
  explicit InArena(const tests::ModelDef& model) : bytes_(build(model)) {}

  Fault load(uint32_t arena, const LoadOptions& options = {}) {
    return load_in({arena_, arena}, options);
  }
  Fault load_in(Span<uint8_t> arena, const LoadOptions& options = {}) {
    return interpreter.load({bytes_.data(), bytes_.size()}, run::all_op_list(),
                            arena, options);
  }
  std::vector<int8_t> run(int8_t first) {
    const Tensor input = interpreter.input(0);
    for (uint32_t i = 0; i < input.bytes; ++i) {
      interpreter.input<int8_t>(0)[i] = static_cast<int8_t>(first + 3 * int(i));
    }
    EXPECT_EQ(interpreter.invoke(), Status::kOk);
    const int8_t* out = interpreter.output<int8_t>(0);
    return {out, out + interpreter.output(0).bytes};
  }

  Interpreter interpreter;

 private:
  base::Bytes bytes_;
  alignas(16) uint8_t arena_[kArena];
};

TEST(Interpreter, LoadsInTheBytesThatItTellsAndInNoLess) {
  InArena model(dense_model({24, 40, 16, 8}));
  ASSERT_EQ(model.load(kArena).status, Status::kOk);
  const uint32_t need = model.interpreter.arena_used();
  const std::vector<int8_t> expected = model.run(1);
  ASSERT_EQ(model.load(need).status, Status::kOk);
  EXPECT_EQ(model.interpreter.arena_used(), need);
  EXPECT_EQ(model.run(1), expected);
  const Fault fault = model.load(need - 1);
  EXPECT_EQ(fault.status, Status::kArenaTooSmall);
  EXPECT_GT(fault.bytes, 0u);
  EXPECT_EQ(model.interpreter.invoke(), Status::kNotLoaded);
}

TEST(Interpreter, TablesMadeAnewGiveTheSameInLessMemory) {
  InArena model(dense_model({24, 40, 40, 40, 8}));
  ASSERT_EQ(model.load(kArena).status, Status::kOk);
  const uint32_t kept = model.interpreter.arena_used();
  const std::vector<int8_t> expected = model.run(1);
  LoadOptions options;
  options.keep_tables = false;
  ASSERT_EQ(model.load(kArena, options).status, Status::kOk);
  EXPECT_LT(model.interpreter.arena_used(), kept);
  EXPECT_EQ(model.run(1), expected);
  EXPECT_EQ(model.run(1), expected);
}

TEST(Interpreter, StepsRunOneOperatorEach) {
  InArena model(dense_model({8, 8, 8, 8}));
  ASSERT_EQ(model.load(kArena).status, Status::kOk);
  const std::vector<int8_t> expected = model.run(2);
  for (int i = 0; i < 8; ++i) {
    model.interpreter.input<int8_t>(0)[i] = static_cast<int8_t>(2 + 3 * i);
  }
  std::vector<bool> done;
  while (done.empty() || !done.back()) {
    bool last = false;
    ASSERT_EQ(model.interpreter.step(last), Status::kOk);
    done.push_back(last);
  }
  EXPECT_THAT(done, ElementsAre(false, false, true));
  const int8_t* out = model.interpreter.output<int8_t>(0);
  EXPECT_EQ(std::vector<int8_t>(out, out + 8), expected);
}

TEST(Interpreter, ModelsThatTakeTurnsShareActivations) {
  InArena first(dense_model({24, 40, 8}));
  ASSERT_EQ(first.load(kArena).status, Status::kOk);
  InArena second(dense_model({16, 64, 4}));
  LoadOptions options;
  options.turns_with = &first.interpreter;
  const std::vector<int8_t> expected = first.run(1);
  ASSERT_EQ(second.load_in(first.interpreter.shareable(), options).status,
            Status::kOk);
  const std::vector<int8_t> other = second.run(5);
  EXPECT_EQ(first.run(1), expected);
  EXPECT_EQ(second.run(5), other);
  const Span<uint8_t> shared = first.interpreter.shareable();
  const auto* input =
      static_cast<const uint8_t*>(second.interpreter.input(0).data);
  EXPECT_TRUE(shared.begin() <= input && input < shared.end());
}

TEST(Interpreter, RefusesMoreWorkThanAllowed) {
  InArena model(dense_model({8, 4, 2}));
  LoadOptions options;
  options.max_work = 8 * 4 + 4 * 2 - 1;
  EXPECT_EQ(model.load(kArena, options).status, Status::kOverLimit);
  options.max_work += 1;
  EXPECT_EQ(model.load(kArena, options).status, Status::kOk);
  EXPECT_EQ(model.interpreter.work(), options.max_work);
}

TEST(Source, AnOperandThatAnOperatorDoesNotHaveNamesNoTensor) {
  const base::Bytes bytes = build(dense_model({8, 4}));
  const model::Model model({bytes.data(), bytes.size()});
  const Source source{&model, model.subgraph(0), model.subgraph(0).op(0)};
  EXPECT_EQ(source.index(0), 0);
  EXPECT_EQ(source.index(3), -1);
  EXPECT_EQ(source.index(ops::kOutput), 3);
  EXPECT_EQ(source.index(ops::kOutput + 1), -1);
  EXPECT_FALSE(Source::read(&source, 3).present());
}

}  // namespace
}  // namespace mote
