// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Loading, graph by graph: verify, prepare the operators, plan, settle where
// everything lies.
#include "device/model/verify.h"
#include "device/runtime/loader.h"
#include "device/runtime/planned.h"

namespace mote {

void* Interpreter::Loader::keep(uint32_t bytes) {
  bytes = align_8(bytes);
  const uint32_t room = static_cast<uint32_t>(tail_ - floor_);
  if (bytes > room) {
    missing_ = bytes - room;
    return nullptr;
  }
  return tail_ -= bytes;
}

Status Interpreter::Loader::prepare_all() {
  for (int op = 0; op < self_.ops_; ++op) {
    fault_.op = op;
    refused_ = -1;
    const Status status = prepare(op);
    if (status == Status::kOk) continue;
    if (nested_failed_) return status;
    if (refused_ >= 0) fault_.tensor = source_.index(refused_);
    return status;
  }
  fault_.op = -1;
  return Status::kOk;
}

// The bytes that activations and scratch span.
uint32_t Interpreter::Loader::plan() {
  for (memory::Buffer& buffer : buffers_) {
    if (buffer.first == kNever) buffer.bytes = 0;
  }
  const auto outputs = self_.graph_.outputs();
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    // Alive past the last step.
    buffers_[static_cast<uint32_t>(outputs[i])].last =
        static_cast<uint16_t>(self_.ops_);
  }
  return memory::place(buffers_);
}

Status Interpreter::Loader::describe(const Tensor& tensor,
                                     memory::Buffer& buffer) {
  buffer = memory::Buffer();
  buffer.first = kNever;
  if (tensor.variable) {
    Ref ref;
    const Status status = reserve(tensor.bytes, ref);
    buffer.offset = ref.bits;
    return status;
  }
  if (!tensor.constant()) {
    buffer.bytes = tensor.bytes;
    return Status::kOk;
  }
  const uint8_t* at = static_cast<const uint8_t*>(tensor.data);
  buffer.offset =
      Ref::in_file(static_cast<uint32_t>(at - self_.model_.bytes().data)).bits;
  const uintptr_t align = min(max(bits(tensor.type) / 8, 1u), 8u);
  if ((reinterpret_cast<uintptr_t>(at) & (align - 1)) != 0) {
    buffer.first = kUnusual;
  }
  return Status::kOk;
}

// One for each tensor and operator, at the start of the arena.
Status Interpreter::Loader::make_buffers(uint32_t count) {
  const uint32_t room = static_cast<uint32_t>(tail_ - buffers_begin_);
  const uint32_t needs_at =
      count * static_cast<uint32_t>(sizeof(memory::Buffer));
  const uint32_t bytes = needs_at + align_8(sizeof(ops::Needs));
  if (bytes > room) return too_small(bytes - room);
  buffers_ = {reinterpret_cast<memory::Buffer*>(buffers_begin_), count};
  needs_ = reinterpret_cast<ops::Needs*>(buffers_begin_ + needs_at);
  floor_ = max(floor_, buffers_begin_ + bytes);
  for (uint32_t i = 0; i < count; ++i) {
    memory::Buffer& buffer = buffers_[i];
    if (i >= tensors_) {
      buffer = memory::Buffer();
      continue;
    }
    const Status status =
        describe(source_.tensor(static_cast<int32_t>(i)), buffer);
    if (status != Status::kOk) return status;
    if (self_.graph_.tensor(i).sparse()) buffer.first = kUnusual;
  }
  const auto inputs = self_.graph_.inputs();
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    buffers_[static_cast<uint32_t>(inputs[i])].first = 0;
  }
  return Status::kOk;
}

// Everything of one subgraph but the places of its activations.
Status Interpreter::Loader::load_graph(uint32_t subgraph) {
  if (subgraph >= self_.model_.subgraphs().size()) return Status::kBadIndex;
  self_.graph_ = self_.model_.subgraph(subgraph);
  source_ = {&self_.model_, self_.graph_, {}};
  tensors_ = self_.graph_.tensors().size();
  const uint32_t ops = self_.graph_.operators().size();
  const uint32_t inputs = self_.graph_.inputs().size();
  const uint32_t outputs = self_.graph_.outputs().size();
  if (tensors_ + ops >= UINT16_MAX || inputs + outputs >= UINT16_MAX) {
    return Status::kOverLimit;
  }
  self_.ops_ = static_cast<int>(ops);
  self_.inputs_ = static_cast<int>(inputs);
  self_.outputs_ = static_cast<int>(outputs);
  Status status = make_buffers(tensors_ + ops);
  if (status != Status::kOk) return status;
  void* boundary = keep((inputs + outputs) * 4);
  void* index = keep(ops * 4);
  if (boundary == nullptr || index == nullptr) return missing();
  self_.boundary_ = static_cast<Ref*>(boundary);
  self_.index_ = index_ = static_cast<uint32_t*>(index);
  self_.records_ = begin_;
  status = prepare_all();
  if (status != Status::kOk) return status;
  void* slots = keep(most_refs_ * static_cast<uint32_t>(sizeof(void*)));
  void* kept = keep(kept_bytes_);
  if (slots == nullptr || kept == nullptr) return missing();
  self_.slots_ = static_cast<void**>(slots);
  self_.kept_ = static_cast<uint8_t*>(kept);
  for (int op = 0; op < self_.ops_; ++op) self_.fill_tables(op, Ref::kKept);
  return Status::kOk;
}

// What goes in and out.
void Interpreter::Loader::place_boundary() {
  for (int i = 0; i < self_.inputs_ + self_.outputs_; ++i) {
    const_cast<Ref*>(self_.boundary_)[i] =
        settled(reference(self_.boundary_tensor(i)), 0);
  }
}

Status Interpreter::Loader::settle_all() {
  for (int op = 0; op < self_.ops_; ++op) {
    const Status status = settle(op);
    if (status != Status::kOk) return status;
  }
  place_boundary();
  return Status::kOk;
}

Status Interpreter::Loader::lay_out(uint32_t head) {
  const uint32_t room = static_cast<uint32_t>(tail_ - begin_);
  if (head > room) return too_small(head - room);
  self_.head_bytes_ = max(head, static_cast<uint32_t>(floor_ - begin_));
  self_.shareable_ = room;
  self_.tail_bytes_ = static_cast<uint32_t>(end_ - tail_);
  return settle_all();
}

Status Interpreter::Loader::load_child(Interpreter& child, int32_t subgraph,
                                       uint32_t& head,
                                       memory::Buffer*& buffers) {
  if (depth_ >= kMaxDepth) return Status::kOverLimit;
  child.model_ = self_.model_;
  child.op_list_ = self_.op_list_;
  child.rows_ = self_.rows_;
  child.root_ = self_.root_ != nullptr ? self_.root_ : &self_;
  child.max_work_ = self_.max_work_;
  Loader nested(child, op_list_, options_);
  nested.depth_ = depth_ + 1;
  nested.begin_ = begin_;
  nested.end_ = end_;
  nested.tail_ = tail_;
  nested.floor_ = nested.buffers_begin_ = floor_;
  nested.rows_ = rows_;
  nested.fault_.subgraph = subgraph;
  const Status status = nested.load_graph(static_cast<uint32_t>(subgraph));
  tail_ = nested.tail_;
  floor_ = nested.floor_;
  missing_ = nested.missing_;
  if (status != Status::kOk) {
    fault_ = nested.fault_;
    nested_failed_ = true;
    return status;
  }
  self_.work_ += child.work_;
  if (self_.work_ > options_.max_work) return Status::kOverLimit;
  head = nested.plan();
  buffers = nested.buffers_.data;
  return head == UINT32_MAX ? Status::kOverLimit : Status::kOk;
}

void Interpreter::Loader::settle(Interpreter& child, memory::Buffer* buffers,
                                 uint8_t* head) {
  Loader nested(child, op_list_, options_);
  nested.begin_ = begin_;
  child.arena_ = head;
  nested.end_ = end_;
  nested.source_ = {&child.model_, child.graph_, {}};
  nested.tensors_ = child.graph_.tensors().size();
  nested.buffers_ = {buffers,
                     nested.tensors_ + static_cast<uint32_t>(child.ops_)};
  child.loaded_ = nested.settle_all() == Status::kOk;
}

Status Interpreter::Loader::load_model() {
  self_.op_list_ = op_list_.data;
  self_.arena_ = begin_;
  self_.max_work_ = options_.max_work;
  if (options_.turns_with != nullptr) {
    floor_ += min<uint32_t>(options_.turns_with->head_bytes_,
                            static_cast<uint32_t>(end_ - begin_));
  }
  const uint32_t codes = self_.model_.operator_codes().size();
  if (codes > UINT16_MAX) return Status::kOverLimit;
  rows_ = static_cast<uint16_t*>(keep(codes * 2));
  if (rows_ == nullptr) return missing();
  fill_bytes(rows_, 0xff, codes * 2);
  self_.rows_ = rows_;
  const Status status = load_graph(options_.subgraph);
  if (status != Status::kOk) return status;
  return lay_out(plan());
}

Fault Interpreter::Loader::load(Span<const uint8_t> bytes,
                                Span<uint8_t> arena) {
  constexpr uintptr_t kAlign = memory::kAlignment;
  const uintptr_t first = reinterpret_cast<uintptr_t>(arena.data);
  const uintptr_t begin = (first + kAlign - 1) / kAlign * kAlign;
  const uintptr_t end = (first + arena.size) / kAlign * kAlign;
  if (begin > end) {
    fault_.status = too_small(2 * kAlign);
    return fault_;
  }
  begin_ = buffers_begin_ = floor_ = arena.data + (begin - first);
  end_ = tail_ = arena.data + (end - first);
  self_.clear();
  self_.model_ = model::Model(bytes);
  fault_.subgraph = static_cast<int32_t>(options_.subgraph);
  fault_.status = load_model();
  self_.loaded_ = fault_.status == Status::kOk;
  return fault_;
}

namespace {

// On its own, so that loading by a plan does without its frame.
[[gnu::noinline]] Fault load_verified(Interpreter& self,
                                      const PlanReader::Job& job) {
  return Interpreter::Loader(self, job.ops, job.options)
      .load(job.model, job.arena);
}

}  // namespace

Fault Interpreter::load(Span<const uint8_t> model, ops::OpList ops,
                        Span<uint8_t> arena, const LoadOptions& options) {
  loaded_ = false;
  const PlanReader::Job job = {model, arena, ops, options};
  Fault fault;
  if (options.plans == nullptr || !options.plans->load(*this, job)) {
    fault = model::verify(model, arena);
    if (fault.status == Status::kOk) fault = load_verified(*this, job);
  }
  if (fault.status == Status::kOk) fault.status = reset();
  if (fault.status != Status::kOk) clear();
  return fault;
}

}  // namespace mote
