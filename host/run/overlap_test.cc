// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Where an operator says that its output may lie over an input, it gives there
// what it gives apart from it: all operators, as the golden cases use them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <set>

#include "device/memory/plan.h"
#include "host/run/feed.h"
#include "host/run/prepared.h"

namespace mote::run {
namespace {

using Memory = std::vector<uint64_t>;  // at multiples of 8

uint8_t* bytes_of(Memory& memory) {
  return reinterpret_cast<uint8_t*>(memory.data());
}
Memory copy_of(const uint8_t* data, size_t bytes) {
  Memory memory(bytes / 8 + 1);
  std::memcpy(memory.data(), data, bytes);
  return memory;
}

// The one operator of a model, its operands in memory.
class Lone {
 public:
  Lone(const ModelFile& model, const Step& step)
      : graph_(model.view().subgraph(0)), op_(graph_.op(0)) {
    prepared_ = std::move(prepare_all(model, 0)[0]);
    for (const int32_t index : op_.inputs().span())
      add_input(model, step, index);
    for (const int32_t index : op_.outputs().span()) {
      add(Memory(model.view().tensor(view(index)).bytes / 8 + 1));
      if (out_bytes_ == 0) out_bytes_ = model.view().tensor(view(index)).bytes;
    }
    for (const base::Bytes& table : prepared_.tables) {
      add(copy_of(table.data(), table.size()));
    }
    if (prepared_.needs.scratch != 0)
      add(Memory(prepared_.needs.scratch / 8 + 1));
  }

  const Prepared& prepared() const { return prepared_; }
  bool may_lie_over(size_t i) const {
    return i < op_.inputs().size() && prepared_.needs.lead[i] != ops::kApart &&
           is_fed(op_.inputs()[static_cast<uint32_t>(i)]);
  }
  // The output's bytes; over input i, as far as it may, or -1: apart.
  base::Bytes run(int i) {
    std::vector<void*> slots;
    for (Memory& memory : memory_) {
      slots.push_back(memory.empty() ? nullptr : memory.data());
    }
    uint8_t* out = bytes_of(memory_[op_.inputs().size()]);
    Memory both;
    if (i >= 0) {
      const size_t at = static_cast<size_t>(i);
      const size_t lead =
          memory::align_up(static_cast<uint32_t>(prepared_.needs.lead[i]));
      both.resize((lead + memory_[at].size() * 8 + out_bytes_) / 8 + 1);
      out = bytes_of(both);
      std::memcpy(out + lead, memory_[at].data(), memory_[at].size() * 8);
      slots[at] = out + lead;
      slots[op_.inputs().size()] = out;
    }
    status_ = prepared_.info->entry.eval[prepared_.needs.variant](
        prepared_.params.data(),
        ops::Buffers(slots.data(), static_cast<int>(op_.inputs().size()),
                     static_cast<int>(op_.outputs().size()),
                     static_cast<int>(prepared_.tables.size()),
                     static_cast<int>(slots.size())));
    return {out, out + out_bytes_};
  }
  Status status() const { return status_; }

 private:
  model::TensorView view(int32_t index) const {
    return graph_.tensor(static_cast<uint32_t>(index));
  }
  bool is_fed(int32_t index) const {
    const auto fed = graph_.inputs().span();
    return std::find(fed.begin(), fed.end(), index) != fed.end();
  }
  void add(Memory memory) { memory_.push_back(std::move(memory)); }
  void add_input(const ModelFile& model, const Step& step, int32_t index) {
    if (index < 0) return add({});
    for (uint32_t i = 0; i < graph_.inputs().size(); ++i) {
      if (graph_.inputs()[i] == index) {
        return add(copy_of(step[i].data(), step[i].size()));
      }
    }
    const Tensor tensor = model.view().tensor(view(index));
    if (!tensor.constant()) return add(Memory(tensor.bytes / 8 + 1));
    add(copy_of(static_cast<const uint8_t*>(tensor.data), tensor.bytes));
  }

  model::SubGraph graph_;
  model::OperatorView op_;
  Prepared prepared_;
  std::vector<Memory> memory_;  // as Buffers has it
  uint32_t out_bytes_ = 0;
  Status status_ = Status::kOk;
};

// Whether it is one operator that needs nothing but its operands.
bool ordinary(const ModelFile& model, const std::vector<Prepared>& operators) {
  if (operators.size() != 1 || Strings::in(model)) return false;
  const Prepared& it = operators[0];
  return it.fault.status == Status::kOk && it.info->entry.call == nullptr &&
         it.needs.state == 0;
}

TEST(Overlap, MakesNoDifferenceWhereAnOperatorAllowsIt) {
  int checked = 0;
  std::set<std::string_view> operators;
  for (const auto& item : std::filesystem::directory_iterator(MOTE_CASES)) {
    const ModelFile::Pointer model =
        ModelFile::open(item.path() / "model.tflite").value();
    const auto step = read_step_folder(*model, item.path());
    if (!step.ok() || !ordinary(*model, prepare_all(*model, 0))) continue;
    Lone lone(*model, step.value());
    const base::Bytes apart = lone.run(-1);
    if (lone.status() != Status::kOk) continue;
    for (int i = 0; i < 2; ++i) {
      if (!lone.may_lie_over(static_cast<size_t>(i))) continue;
      EXPECT_EQ(lone.run(i), apart) << item.path() << " over input " << i;
      operators.insert(lone.prepared().info->name);
      ++checked;
    }
  }
  EXPECT_GT(checked, 300);
  EXPECT_GT(operators.size(), 80u);
}

}  // namespace
}  // namespace mote::run
