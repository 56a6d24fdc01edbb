// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Loading: verify, find and prepare each operator, plan, fill the slots.
#include "device/model/verify.h"
#include "device/runtime/loader.h"

namespace mote {

void* Interpreter::Loader::keep(uint32_t bytes) {
  constexpr uint32_t kAlign = alignof(void*);
  bytes = (bytes + kAlign - 1) & ~(kAlign - 1);
  const uint32_t room = static_cast<uint32_t>(tail_ - floor_);
  if (bytes > room) {
    missing_ = bytes - room;
    return nullptr;
  }
  return tail_ -= bytes;
}

void* Interpreter::Loader::keep_aligned(uint32_t bytes) {
  const uintptr_t tail = reinterpret_cast<uintptr_t>(tail_);
  return keep(memory::align_up(bytes) +
              static_cast<uint32_t>(tail % memory::kAlignment));
}

Status Interpreter::Loader::find(const model::OperatorCode& code) {
  const int32_t number = code.code();
  for (const ops::OpEntry& entry : op_list_) {
    if (entry.code != number) continue;
    if (number == model::kCustom) {
      const model::Text name = code.custom_name();
      uint32_t i = 0;
      while (i < name.size && entry.custom_name[i] == name[i] &&
             entry.custom_name[i] != 0) {
        ++i;
      }
      if (i != name.size || entry.custom_name[i] != 0) continue;
    } else if (code.version() > entry.version) {
      return Status::kNoVersion;
    }
    entry_ = &entry;
    return Status::kOk;
  }
  return Status::kNoOperator;
}

Status Interpreter::Loader::prepare(int op) {
  source_.op = self_.graph_.op(static_cast<uint32_t>(op));
  const model::OperatorView& view = source_.op;
  Status status = find(self_.model_.operator_code(view.code()));
  if (status != Status::kOk) return status;
  const uint32_t inputs = view.inputs().size();
  const uint32_t outputs = view.outputs().size();
  if (inputs > 4096 || outputs > 4096) return Status::kWrongOperands;

  const bool second = entry_->options_type >= 256;
  const int tag = second ? 256 + view.options2_type() : view.options_type();
  const flat::Table table = second ? view.options2() : view.options();
  const NodeContext context(source_, &refused_);
  ops::Needs needs;
  void* params = keep(entry_->params_bytes);
  if (params == nullptr) return missing();
  status = entry_->prepare(
      context, tag == entry_->options_type ? table : flat::Table(),
      self_.model_.bytes().end(), params, needs);
  if (status != Status::kOk) return status;
  if (entry_->eval[needs.variant] == nullptr) return Status::kNoVariant;

  int tables = 0;
  while (tables < ops::kMaxTables && needs.tables[tables] != 0) ++tables;
  const uint32_t slots = inputs + outputs + static_cast<uint32_t>(tables) +
                         (needs.state != 0) + (needs.scratch != 0);
  void* memory = keep(
      static_cast<uint32_t>(sizeof(Node) + slots * sizeof(void*)));
  if (memory == nullptr) return missing();
  Node& node = *static_cast<Node*>(memory);
  self_.nodes_[op] = &node;
  node.entry = entry_;
  node.inputs = static_cast<uint16_t>(inputs);
  node.outputs = static_cast<uint16_t>(outputs);
  node.slots_end = static_cast<uint16_t>(slots);
  node.tables = static_cast<uint8_t>(tables);
  node.variant = needs.variant;
  for (uint32_t i = 0; i < slots; ++i) node.slots()[i] = nullptr;
  return prepare_operands(node, needs, op);
}

Status Interpreter::Loader::prepare_operands(Node& node,
                                             const ops::Needs& needs, int op) {
  for (int i = 0; i < node.inputs; ++i) {
    const Status status = prepare_input(node, needs, op, i);
    if (status != Status::kOk) {
      refused_ = i;
      return status;
    }
  }
  int32_t elements = Source::read(&source_, 0).elements();
  for (int i = 0; i < node.outputs; ++i) {
    const Tensor tensor = Source::read(&source_, ops::kOutput + i);
    memory::Buffer& buffer =
        buffers_[static_cast<uint32_t>(source_.index(ops::kOutput + i))];
    if (tensor.variable) {
      if (keep_variable(tensor, buffer) == nullptr) return missing();
    } else {
      buffer.bytes = tensor.bytes;
      buffer.first = buffer.last = static_cast<uint16_t>(op);
    }
    elements = max(elements, tensor.elements());
  }
  self_.work_ +=
      needs.work != 0 ? needs.work : static_cast<uint32_t>(elements);
  if (self_.work_ > options_.max_work) return Status::kOverLimit;
  allow_overlap(needs);

  uint64_t scratch = needs.scratch;
  for (int i = 0; i < node.tables; ++i) {
    if (self_.remake_tables_) {
      // The slot holds a distance from the scratch until that has a place.
      scratch = (scratch + 7) / 8 * 8;
      node.slots()[node.inputs + node.outputs + i] =
          reinterpret_cast<void*>(static_cast<uintptr_t>(scratch));
      scratch += needs.tables[i];
      continue;
    }
    void* table = keep(needs.tables[i]);
    if (table == nullptr) return missing();
    node.slots()[node.inputs + node.outputs + i] = table;
    const NodeContext context(source_, &refused_);
    entry_->fill(context, node.params(), i, table);
  }
  if (needs.state != 0) {
    void* state = keep(needs.state);
    if (state == nullptr) return missing();
    node.slots()[node.inputs + node.outputs + node.tables] = state;
  }
  if (entry_->call != nullptr) {
    ops::CallSite site = {ops::CallStage::kLoad, this, &node, &scratch};
    const Status status = entry_->call(site);
    if (status != Status::kOk) return status;
  }
  if (scratch > INT32_MAX) return too_small(INT32_MAX);
  memory::Buffer& buffer = buffers_[tensors_ + static_cast<uint32_t>(op)];
  buffer.bytes = static_cast<uint32_t>(scratch);
  buffer.first = buffer.last = static_cast<uint16_t>(op);
  return Status::kOk;
}

void* Interpreter::Loader::keep_variable(const Tensor& tensor,
                                         memory::Buffer& buffer) {
  if (buffer.offset == memory::kUnplaced) {
    uint8_t* at = static_cast<uint8_t*>(keep_aligned(tensor.bytes));
    if (at == nullptr) return nullptr;
    buffer.offset = static_cast<uint32_t>(end_ - at);
  }
  return end_ - buffer.offset;
}

Status Interpreter::Loader::prepare_input(Node& node, const ops::Needs& needs,
                                          int op, int i) {
  const int32_t index = source_.index(i);
  if (index < 0) return Status::kOk;
  const Tensor tensor = source_.tensor(index);
  void*& slot = node.slots()[i];
  if (tensor.constant()) {
    slot = const_cast<void*>(tensor.data);
    if (self_.graph_.tensor(static_cast<uint32_t>(index)).sparse()) {
      return Status::kWrongType;
    }
    const uintptr_t align = min<uintptr_t>(max(bits(tensor.type) / 8, 1u), 8u);
    const bool misaligned = reinterpret_cast<uintptr_t>(slot) % align != 0;
    if (misaligned && (i >= 32 || (needs.any_alignment >> i & 1) == 0)) {
      slot = align > alignof(void*) ? keep_aligned(tensor.bytes)
                                    : keep(tensor.bytes);
      if (slot == nullptr) return missing();
      copy_bytes(slot, tensor.data, tensor.bytes);
    }
    return Status::kOk;
  }
  memory::Buffer& buffer = buffers_[static_cast<uint32_t>(index)];
  if (tensor.variable) {
    slot = keep_variable(tensor, buffer);
    return slot == nullptr ? missing() : Status::kOk;
  }
  buffer.last = static_cast<uint16_t>(op);
  return Status::kOk;
}

// Notes that output 0 may lie over an input that dies here. Whether it does die
// is known only when all operators are seen: place() compares the lifetimes.
void Interpreter::Loader::allow_overlap(const ops::Needs& needs) {
  for (int i = 0; i < 2; ++i) {
    const int32_t index = source_.index(i);
    if (needs.lead[i] == ops::kApart || index < 0) continue;
    const Tensor input = source_.tensor(index);
    if (input.constant() || input.variable) continue;
    bool elsewhere = false;
    for (int k = 0; k < static_cast<int>(source_.op.inputs().size()); ++k) {
      const bool allowed = k < 2 && needs.lead[k] == needs.lead[i];
      elsewhere = elsewhere || (source_.index(k) == index && !allowed);
    }
    if (elsewhere) continue;
    memory::Buffer& output =
        buffers_[static_cast<uint32_t>(source_.index(ops::kOutput))];
    const uint32_t lead = memory::align_up(
        static_cast<uint32_t>(needs.lead[i])) / memory::kAlignment;
    // Of two candidates the larger one gives more.
    if (lead > UINT16_MAX ||
        (output.over != UINT16_MAX &&
         buffers_[output.over].bytes >= input.bytes)) {
      continue;
    }
    output.over = static_cast<uint16_t>(index);
    output.lead16 = static_cast<uint16_t>(lead);
  }
}

void* Interpreter::Loader::address(int32_t tensor) const {
  if (tensor < 0) return nullptr;
  const Tensor view = source_.tensor(tensor);
  if (view.constant()) return const_cast<void*>(view.data);
  const memory::Buffer& buffer = buffers_[static_cast<uint32_t>(tensor)];
  if (view.variable) {
    return buffer.offset == memory::kUnplaced ? nullptr : end_ - buffer.offset;
  }
  // A tensor without bytes has no place; it still gets an address.
  return begin_ + (view.bytes == 0 ? 0 : buffer.offset);
}

void Interpreter::Loader::fill_slots(int op) {
  source_.op = self_.graph_.op(static_cast<uint32_t>(op));
  Node& node = *self_.nodes_[op];
  for (int i = 0; i < node.inputs; ++i) {
    void*& slot = node.slots()[i];
    if (slot == nullptr) slot = address(source_.index(i));
  }
  for (int i = 0; i < node.outputs; ++i) {
    node.slots()[node.inputs + i] = address(source_.index(ops::kOutput + i));
  }
  const memory::Buffer& scratch =
      buffers_[tensors_ + static_cast<uint32_t>(op)];
  uint8_t* at = begin_ + (scratch.bytes == 0 ? 0 : scratch.offset);
  if (node.entry->call != nullptr) {
    ops::CallSite site = {ops::CallStage::kPlace, this, &node, at};
    static_cast<void>(node.entry->call(site));
    return;
  }
  if (scratch.bytes == 0) return;
  const int tables = node.inputs + node.outputs;
  const int state = node.entry->reset != nullptr ? 1 : 0;
  if (tables + node.tables + state < node.slots_end) {
    node.slots()[node.slots_end - 1] = at;
  }
  if (!self_.remake_tables_) return;
  for (int i = tables; i < tables + node.tables; ++i) {
    node.slots()[i] = at + reinterpret_cast<uintptr_t>(node.slots()[i]);
  }
}

Status Interpreter::Loader::place_boundary() {
  for (int i = 0; i < self_.inputs_ + self_.outputs_; ++i) {
    const bool in = i < self_.inputs_;
    const auto tensors = in ? self_.graph_.inputs() : self_.graph_.outputs();
    void* at = address(
        tensors[static_cast<uint32_t>(in ? i : i - self_.inputs_)]);
    if (at == nullptr) return Status::kBadOrder;
    self_.boundary_[i] = at;
  }
  return Status::kOk;
}

Status Interpreter::Loader::prepare_all() {
  for (int op = 0; op < self_.ops_; ++op) {
    fault_.op = op;
    refused_ = -1;
    const Status status = prepare(op);
    if (status == Status::kOk) continue;
    if (nested_.status != Status::kOk) {
      fault_ = nested_;
      return status;
    }
    if (refused_ >= 0) fault_.tensor = source_.index(refused_);
    return status;
  }
  fault_.op = -1;
  return Status::kOk;
}

// The bytes that activations and scratch span.
uint32_t Interpreter::Loader::plan() {
  const auto outputs = self_.graph_.outputs();
  for (uint32_t i = 0; i < outputs.size(); ++i) {
    // Alive past the last step.
    buffers_[static_cast<uint32_t>(outputs[i])].last =
        static_cast<uint16_t>(self_.ops_);
  }
  return memory::place(buffers_);
}

Status Interpreter::Loader::fill_all_slots() {
  for (int op = 0; op < self_.ops_; ++op) fill_slots(op);
  return place_boundary();
}

// Everything of one subgraph but the places of its activations.
Status Interpreter::Loader::load_graph(uint32_t subgraph) {
  if (subgraph >= self_.model_.subgraphs().size()) return Status::kBadIndex;
  self_.graph_ = self_.model_.subgraph(subgraph);
  source_ = {&self_.model_, self_.graph_, {}};
  tensors_ = self_.graph_.tensors().size();
  const uint32_t ops = self_.graph_.operators().size();
  const auto inputs = self_.graph_.inputs();
  const uint32_t boundary = inputs.size() + self_.graph_.outputs().size();
  if (tensors_ + ops >= UINT16_MAX ||
      boundary >= UINT16_MAX) {
    return Status::kOverLimit;
  }
  const uint32_t bytes =
      (tensors_ + ops) * static_cast<uint32_t>(sizeof(memory::Buffer));
  const uint32_t room = static_cast<uint32_t>(tail_ - buffers_begin_);
  if (bytes > room) return too_small(bytes - room);
  buffers_ = {reinterpret_cast<memory::Buffer*>(buffers_begin_),
              tensors_ + ops};
  for (memory::Buffer& buffer : buffers_) buffer = memory::Buffer();
  for (uint32_t i = 0; i < inputs.size(); ++i) {
    buffers_[static_cast<uint32_t>(inputs[i])].bytes =
        source_.tensor(inputs[i]).bytes;
  }
  floor_ = max(floor_, reinterpret_cast<uint8_t*>(buffers_.end()));
  self_.ops_ = static_cast<int>(ops);
  self_.inputs_ = static_cast<int>(inputs.size());
  self_.outputs_ = static_cast<int>(self_.graph_.outputs().size());
  self_.nodes_ = static_cast<Node**>(keep(ops * static_cast<uint32_t>(sizeof(Node*))));
  if (self_.nodes_ == nullptr) return missing();
  self_.boundary_ = static_cast<void**>(keep(boundary * static_cast<uint32_t>(sizeof(void*))));
  if (self_.boundary_ == nullptr) return missing();
  return prepare_all();
}

Status Interpreter::Loader::lay_out() {
  const uint32_t head = plan();
  const uint32_t room = static_cast<uint32_t>(tail_ - begin_);
  if (head > room) return too_small(head - room);
  self_.head_bytes_ = max(head, static_cast<uint32_t>(floor_ - begin_));
  self_.shareable_ = static_cast<uint32_t>(room) & ~(memory::kAlignment - 1);
  self_.tail_bytes_ =
      memory::align_up(static_cast<uint32_t>(end_ - tail_));
  return fill_all_slots();
}

Status Interpreter::Loader::load_child(Interpreter& child, int32_t subgraph,
                                       uint32_t& head,
                                       memory::Buffer*& buffers) {
  if (depth_ >= kMaxDepth) return Status::kOverLimit;
  child.model_ = self_.model_;
  child.root_ = self_.root_ != nullptr ? self_.root_ : &self_;
  child.max_work_ = self_.max_work_;
  child.remake_tables_ = self_.remake_tables_;
  Loader nested(child, op_list_, options_);
  nested.depth_ = depth_ + 1;
  nested.begin_ = begin_;
  nested.end_ = end_;
  nested.tail_ = tail_;
  nested.floor_ = nested.buffers_begin_ = floor_;
  nested.fault_.subgraph = subgraph;
  const Status status = nested.load_graph(static_cast<uint32_t>(subgraph));
  tail_ = nested.tail_;
  floor_ = nested.floor_;
  missing_ = nested.missing_;
  if (status != Status::kOk) {
    nested_ = nested.fault_;
    nested_.status = status;
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
  nested.begin_ = child.arena_ = head;
  nested.end_ = end_;
  nested.source_ = {&child.model_, child.graph_, {}};
  nested.tensors_ = child.graph_.tensors().size();
  nested.buffers_ = {buffers,
                     nested.tensors_ + static_cast<uint32_t>(child.ops_)};
  child.loaded_ = nested.fill_all_slots() == Status::kOk;
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
  begin_ = arena.data + (begin - first);
  tail_ = end_ = arena.data + (end - first);
  floor_ = buffers_begin_ = begin_;
  if (options_.turns_with != nullptr) {
    floor_ += options_.turns_with->head_bytes_;
    if (floor_ > end_) floor_ = end_;
  }
  fault_ = model::verify(bytes, {begin_, end - begin});
  if (fault_.status != Status::kOk) return fault_;
  fault_.subgraph = static_cast<int32_t>(options_.subgraph);
  self_ = Interpreter();
  self_.model_ = model::Model(bytes);
  self_.arena_ = begin_;
  self_.max_work_ = options_.max_work;
  self_.remake_tables_ = !options_.keep_tables;
  fault_.status = load_graph(options_.subgraph);
  if (fault_.status == Status::kOk) fault_.status = lay_out();
  if (fault_.status != Status::kOk) return fault_;
  self_.loaded_ = true;
  fault_.status = self_.reset();
  return fault_;
}

Fault Interpreter::load(Span<const uint8_t> model, ops::OpList ops,
                        Span<uint8_t> arena, const LoadOptions& options) {
  const Hook hook = hook_;
  loaded_ = false;
  const Fault fault = Loader(*this, ops, options).load(model, arena);
  if (fault.status != Status::kOk) *this = Interpreter();
  hook_ = hook;
  return fault;
}

}  // namespace mote
