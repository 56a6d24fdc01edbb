// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Loading by the plan in the model. Nothing in it is trusted: each operator is
// prepared as without it and must come to the same record; and the places of
// buffers are checked by writing down, operator by operator, whose content each
// of them overwrites.
#include "device/runtime/loader.h"

namespace mote {
namespace {

constexpr uint32_t kOverwritten = memory::kUnplaced - 1;

// Whether the values agree byte by byte, 4 at a time.
bool same_words(const void* a, const void* b, uint32_t bytes) {
  const uint32_t* x = static_cast<const uint32_t*>(a);
  const uint32_t* y = static_cast<const uint32_t*>(b);
  for (uint32_t i = 0; i < bytes / 4; ++i) {
    if (x[i] != y[i]) return false;
  }
  return true;
}

}  // namespace

bool Interpreter::Loader::find_plan() {
  if (options_.subgraph != 0) return false;
  plan_ = self_.model_.metadata(Plan::kName);
  return !plan_.empty();
}

// Whether it is one for this graph and these kernels.
bool Interpreter::Loader::begin_plan() {
  const uint32_t boundary =
      static_cast<uint32_t>(self_.inputs_ + self_.outputs_);
  const uint32_t least = static_cast<uint32_t>(sizeof(Plan)) +
                         4 * (boundary + static_cast<uint32_t>(self_.ops_));
  const Plan* plan = reinterpret_cast<const Plan*>(plan_.data);
  if (reinterpret_cast<uintptr_t>(plan) % alignof(void*) != 0 ||
      plan_.size < least || plan->version != Plan::kVersion ||
      !(plan->kernels == *options_.kernels) ||
      plan->fingerprint != fingerprint_) {
    return false;
  }
  self_.records_ = plan_.data;
  self_.boundary_ = plan->boundary();
  self_.index_ = reinterpret_cast<const uint32_t*>(self_.boundary_ + boundary);
  plan_at_ = align_8(least);
  for (int i = 0; i < self_.inputs_; ++i) {
    const int32_t input = self_.graph_.inputs()[static_cast<uint32_t>(i)];
    if (!put(buffers_[static_cast<uint32_t>(input)], self_.boundary_[i])) {
      return false;
    }
  }
  return true;
}

// Gives the buffer the place that the plan says. What it overwrites is lost,
// and may not belong to the operator at work.
bool Interpreter::Loader::put(memory::Buffer& buffer, Ref planned) {
  if (!planned.is(Ref::kHead)) return false;
  const uint32_t offset = planned.distance();
  if (buffer.bytes == 0) return offset == 0;
  if (offset % memory::kAlignment != 0) return false;
  const uint32_t end = offset + buffer.bytes;
  if (end > static_cast<uint32_t>(tail_ - begin_)) return false;
  planned_head_ = max(planned_head_, end);
  const uint16_t number = static_cast<uint16_t>(&buffer - buffers_.data);
  uint32_t left = 0;
  for (const uint16_t i : live_) {
    memory::Buffer& other = buffers_[i];
    if (other.offset >= end || other.offset + other.bytes <= offset) {
      live_[left++] = i;
      continue;
    }
    if (other.last == buffer.first &&
        !memory::may_overlap(buffers_, other, buffer, {other.offset, offset})) {
      return false;
    }
    other.offset = kOverwritten;
  }
  buffer.offset = offset;
  live_.size = left;
  live_[live_.size++] = number;
  return true;
}

// Whether a reference that was there before stands for what the plan says.
bool Interpreter::Loader::agrees(Ref mine, Ref planned) const {
  if (mine.fixed() || mine.is(Ref::kKept)) return mine.bits == planned.bits;
  if (!mine.is(Ref::kHead)) return false;
  const memory::Buffer& buffer = buffers_[mine.number()];
  return planned.bits == (buffer.bytes == 0 ? 0 : buffer.offset);
}

// Whether the plan's record of this operator is the one just made, but for the
// places that the plan decides; those are noted. Its tables follow it.
bool Interpreter::Loader::adopt(const Record& mine, int op) {
  if (self_.index_[op] != plan_at_ || plan_end_ > plan_.size) return false;
  const Record& planned = self_.record(op);
  const uint32_t head = static_cast<uint32_t>(sizeof(Record));
  if (entry_->call != nullptr || !same_words(&mine, &planned, head) ||
      !same_words(mine.params(), planned.params(),
                  align_8(mine.params_bytes))) {
    return false;
  }
  plan_at_ = plan_end_;
  const Ref* refs = planned.refs();
  const int tables = mine.inputs + mine.outputs;
  for (int i = 0; i < mine.refs_end; ++i) {
    const Ref ref = mine.refs()[i];
    const bool makes = i >= mine.inputs && ref.is(Ref::kHead);
    if (makes ? !put(buffers_[ref.number()], refs[i]) : !agrees(ref, refs[i])) {
      return false;
    }
  }
  for (int i = 0; i < mine.tables && entry_->sound != nullptr; ++i) {
    if (!entry_->sound(mine.params(), i, self_.resolve(refs[tables + i]))) {
      return false;
    }
  }
  return true;
}

const PlanReader kPlanReader = {
    &Interpreter::Loader::find_plan, &Interpreter::Loader::begin_plan,
    &model::fingerprint, &Interpreter::Loader::adopt,
    &Interpreter::Loader::agrees};

}  // namespace mote
