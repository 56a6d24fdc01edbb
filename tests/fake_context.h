// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// For tests: operands made by hand, and an operator run on them.
#ifndef MOTE_TESTS_FAKE_CONTEXT_H_
#define MOTE_TESTS_FAKE_CONTEXT_H_

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "device/ops/list.h"

namespace mote::ops {

// A tensor and its value. computed: prepare does not see the value.
struct FakeTensor {
  Type type = Type::kNone;
  std::vector<int32_t> dims;
  std::vector<uint8_t> bytes;
  std::vector<float> scales;
  std::vector<int64_t> zero_points;
  int32_t axis = 0;
  bool computed = false;

  Tensor view() const {
    Tensor t;
    t.type = type;
    t.shape = {dims.data(), static_cast<int32_t>(dims.size())};
    t.quantization = {scales.data(),
                      reinterpret_cast<const uint8_t*>(zero_points.data()),
                      static_cast<int32_t>(scales.size()), axis};
    t.data = computed ? nullptr : bytes.data();
    t.bytes = byte_size(type, t.shape);
    return t;
  }
};

template <class T>
FakeTensor fake(std::vector<int32_t> dims, const std::vector<T>& values,
                std::vector<float> scales = {},
                std::vector<int64_t> zero_points = {}, int32_t axis = 0) {
  FakeTensor t = {kTypeOf<T>, std::move(dims), {}, std::move(scales),
                  std::move(zero_points), axis, false};
  t.bytes.resize(values.size() * sizeof(T));
  copy_bytes(t.bytes.data(), values.data(), t.bytes.size());
  t.zero_points.resize(t.scales.size());
  return t;
}

class FakeContext : public Context {
 public:
  FakeContext() : FakeContext({}, {}) {}
  FakeContext(std::vector<FakeTensor> inputs, std::vector<FakeTensor> outputs,
              const KernelSet& kernels = Portable::kSet)
      : Context(this, &read, static_cast<int>(inputs.size()),
                static_cast<int>(outputs.size()), {}, kernels, &refused),
        ins(std::move(inputs)), outs(std::move(outputs)) {}
  FakeContext(const FakeContext&) = delete;

  std::vector<FakeTensor> ins, outs;
  int refused = -1;  // the operand that was at fault

 private:
  static Tensor read(const void* source, int operand) {
    const FakeContext& self = *static_cast<const FakeContext*>(source);
    if (operand < kOutput) return self.ins[static_cast<size_t>(operand)].view();
    Tensor out = self.outs[static_cast<size_t>(operand - kOutput)].view();
    out.data = nullptr;
    return out;
  }
};

// Calls eval with output 0 over input i, `lead` bytes before it, and expects the
// bytes that it has given apart from it.
template <class Eval>
void expect_same_over_input(const FakeContext& context, size_t i, int32_t lead,
                            std::vector<void*> slots, const Eval& eval) {
  const std::vector<uint8_t>& in = context.ins[i].bytes;
  const std::vector<uint8_t>& out = context.outs[0].bytes;
  const size_t start = (static_cast<size_t>(lead) + 15) / 16 * 16;
  std::vector<uint64_t> both((start + in.size() + out.size()) / 8 + 1);
  uint8_t* first = reinterpret_cast<uint8_t*>(both.data());
  copy_bytes(first + start, in.data(), in.size());
  slots[i] = first + start;
  slots[context.ins.size()] = first;
  EXPECT_EQ(eval(slots), Status::kOk);
  EXPECT_EQ(std::vector<uint8_t>(first, first + out.size()), out)
      << "over input " << i;
}

// Prepares and evaluates the operator; its output is in context.outs[0]. Where
// the output may lie over an input, it must not make a difference.
template <class Op>
Status run(FakeContext& context, const typename Op::Options& options) {
  typename Op::Params params = {};
  Needs needs;
  const Status status = Op::prepare(context, options, params, needs);
  if (status != Status::kOk) return status;
  std::vector<void*> slots;
  for (FakeTensor& t : context.ins) {
    slots.push_back(t.type == Type::kNone ? nullptr : t.bytes.data());
  }
  for (FakeTensor& t : context.outs) {
    t.bytes.resize(t.view().bytes);
    slots.push_back(t.bytes.data());
  }
  std::vector<std::vector<uint64_t>> made;  // at multiples of 8
  const auto make = [&](uint32_t bytes) -> void* {
    made.emplace_back(bytes / 8 + 1);
    slots.push_back(made.back().data());
    return slots.back();
  };
  const OpEntry& entry = kOps<List<Op>>[0];
  int tables = 0;
  for (; tables < kMaxTables && needs.tables[tables] != 0; ++tables) {
    entry.fill(context, &params, tables, make(needs.tables[tables]));
  }
  if (needs.scratch != 0) make(needs.scratch);
  const auto eval = [&](const std::vector<void*>& at) {
    return entry.eval[needs.variant](
        &params, Buffers(at.data(), static_cast<int>(context.ins.size()),
                         static_cast<int>(context.outs.size()), tables,
                         static_cast<int>(at.size())));
  };
  const Status evaluated = eval(slots);
  for (size_t i = 0; i < 2 && evaluated == Status::kOk; ++i) {
    if (needs.lead[i] == kApart || slots[i] == nullptr) continue;
    expect_same_over_input(context, i, needs.lead[i], slots, eval);
  }
  return evaluated;
}

}  // namespace mote::ops

#endif  // MOTE_TESTS_FAKE_CONTEXT_H_
