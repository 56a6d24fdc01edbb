// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Loading, operator by operator: find its row, prepare it, make its record.
#include "device/runtime/loader.h"

namespace mote {
namespace {

constexpr uint16_t kUnknownRow = UINT16_MAX;

}  // namespace

Status Interpreter::Loader::find(uint32_t number) {
  if (rows_[number] != kUnknownRow) {
    entry_ = &op_list_[rows_[number]];
    return Status::kOk;
  }
  const model::OperatorCode code = self_.model_.operator_code(number);
  const Status status = find_row(
      op_list_, {code.code(), code.version(), code.custom_name()}, entry_);
  if (status == Status::kOk) {
    rows_[number] = static_cast<uint16_t>(entry_ - op_list_.begin());
  }
  return status;
}

Status Interpreter::Loader::reserve(uint32_t bytes, Ref& ref) {
  if (kept_bytes_ > INT32_MAX - 7u - bytes) return too_small(bytes);
  ref = Ref::at(Ref::kKept, kept_bytes_);
  kept_bytes_ += align_8(bytes);
  return Status::kOk;
}

// Where a tensor lies, as far as that is known while operators are prepared.
Ref Interpreter::Loader::reference(int32_t index) const {
  if (index < 0) return {Ref::kNowhere};
  const memory::Buffer& buffer = buffers_[static_cast<uint32_t>(index)];
  if (buffer.bytes != 0 || buffer.offset == memory::kUnplaced) {
    return Ref::buffer(static_cast<uint32_t>(index));
  }
  return {buffer.offset};
}

Status Interpreter::Loader::prepare(int op) {
  source_.op = self_.graph_.op(static_cast<uint32_t>(op));
  const model::OperatorView& view = source_.op;
  Status status = find(view.code());
  if (status != Status::kOk) return status;
  const uint32_t inputs = view.inputs().size();
  const uint32_t outputs = view.outputs().size();
  if (max(inputs, outputs) > 4096) return Status::kWrongOperands;

  ops::Needs& needs = *needs_;
  needs = ops::Needs();
  void* params = keep(entry_->params_bytes);
  if (params == nullptr) return missing();
  // Plans hold the padding too.
  fill_bytes(params, 0, align_8(entry_->params_bytes));
  const SourceContext context(source_, *options_.kernels, &refused_);
  status = entry_->prepare(context, options_of(*entry_, view),
                           self_.model_.bytes().end(), params, needs);
  if (status != Status::kOk) return status;
  if (entry_->eval[needs.variant] == nullptr) return Status::kNoVariant;

  uint32_t tables = 0;
  while (tables < ops::kMaxTables && needs.tables[tables] != 0) ++tables;
  const uint32_t refs = inputs + outputs + tables + (needs.state != 0) +
                        (needs.scratch != 0);
  void* memory = keep(Record::params_at(refs));
  if (memory == nullptr) return missing();
  Record& record = *static_cast<Record*>(memory);
  record = {static_cast<uint16_t>(view.code()), static_cast<uint16_t>(inputs),
            static_cast<uint16_t>(outputs), static_cast<uint16_t>(refs),
            entry_->params_bytes, static_cast<uint8_t>(tables),
            needs.variant};
  most_refs_ = max(most_refs_, record.refs_end);
  index_[op] = static_cast<uint32_t>(static_cast<uint8_t*>(memory) - begin_);
  return prepare_operands(record, needs, op);
}

// What an operator computes that does not tell: the elements of its first input
// or an output.
uint32_t Interpreter::Loader::work_of(const Record& record) const {
  int32_t elements = 0;
  for (int i = -1; i < record.outputs; ++i) {
    const int operand = i < 0 ? 0 : ops::kOutput + i;
    elements = max(elements, Source::read(&source_, operand).elements());
  }
  return static_cast<uint32_t>(elements);
}

Status Interpreter::Loader::prepare_operands(Record& record,
                                             const ops::Needs& needs, int op) {
  Ref* ref = record.refs();
  const auto inputs = source_.op.inputs();
  for (int i = 0; i < record.inputs; ++i) {
    const Status status = prepare_input(
        inputs[static_cast<uint32_t>(i)],
        i < 32 && (needs.any_alignment >> i & 1) != 0, op, *ref++);
    if (status != Status::kOk) {
      refused_ = i;
      return status;
    }
  }
  const auto outputs = source_.op.outputs();
  for (int i = 0; i < record.outputs; ++i) {
    const int32_t index = outputs[static_cast<uint32_t>(i)];
    memory::Buffer& buffer = buffers_[static_cast<uint32_t>(index)];
    buffer.first = buffer.last = static_cast<uint16_t>(op);
    *ref++ = reference(index);
  }
  self_.work_ += needs.work != 0 ? needs.work : work_of(record);
  if (self_.work_ > options_.max_work) return Status::kOverLimit;
  for (uint32_t i = 0; i < 2 && i < inputs.size(); ++i) {
    allow_overlap(needs, inputs, i);
  }

  uint64_t scratch = needs.scratch;
  Status status = prepare_tables(record, needs, scratch);
  if (status != Status::kOk) return status;
  ref += record.tables;
  if (needs.state != 0) {
    status = reserve(needs.state, *ref++);
    if (status != Status::kOk) return status;
  }
  const uint32_t number = tensors_ + static_cast<uint32_t>(op);
  if (needs.scratch != 0) *ref = Ref::buffer(number);
  if (entry_->call != nullptr) {
    status = entry_->call({ops::CallStage::kLoad, this, &record, nullptr,
                           &scratch});
    if (status != Status::kOk) return status;
  }
  if (scratch > INT32_MAX) return too_small(INT32_MAX);
  memory::Buffer& buffer = buffers_[number];
  buffer.bytes = static_cast<uint32_t>(scratch);
  buffer.first = buffer.last = static_cast<uint16_t>(op);
  return Status::kOk;
}

Status Interpreter::Loader::prepare_input(int32_t index, bool any_alignment,
                                          int op, Ref& ref) {
  ref = reference(index);
  if (index < 0) return Status::kOk;
  memory::Buffer& buffer = buffers_[static_cast<uint32_t>(index)];
  buffer.last = static_cast<uint16_t>(op);
  if (buffer.first != kUnusual) return Status::kOk;
  if (self_.graph_.tensor(static_cast<uint32_t>(index)).sparse()) {
    return Status::kWrongType;
  }
  if (any_alignment) return Status::kOk;
  const Tensor tensor = source_.tensor(index);
  void* copy = keep(tensor.bytes);
  if (copy == nullptr) return missing();
  copy_bytes(copy, tensor.data, tensor.bytes);
  ref = kept(copy);
  return Status::kOk;
}

// Tables lie behind the scratch, or among what outlives an invoke.
Status Interpreter::Loader::prepare_tables(Record& record,
                                           const ops::Needs& needs,
                                           uint64_t& scratch) {
  Ref* ref = record.refs() + record.inputs + record.outputs;
  for (int i = 0; i < record.tables; ++i, ++ref) {
    if (!options_.keep_tables) {
      scratch = (scratch + 7) / 8 * 8;
      if (scratch > INT32_MAX) return too_small(INT32_MAX);
      *ref = Ref::at(Ref::kScratch, static_cast<uint32_t>(scratch));
      scratch += needs.tables[i];
      continue;
    }
    const Status status = reserve(needs.tables[i], *ref);
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

// Notes that output 0 may lie over this input if it dies here. Whether it does
// is known only when all operators are seen: place() compares the lifetimes.
void Interpreter::Loader::allow_overlap(const ops::Needs& needs,
                                        flat::Vector<int32_t> inputs,
                                        uint32_t i) {
  const int32_t index = inputs[i];
  if (needs.lead[i] == ops::kApart || index < 0) return;
  const uint32_t bytes = buffers_[static_cast<uint32_t>(index)].bytes;
  if (bytes == 0) return;
  for (uint32_t k = 0; k < inputs.size(); ++k) {
    const bool allowed = k < 2 && needs.lead[k] == needs.lead[i];
    if (inputs[k] == index && !allowed) return;
  }
  memory::Buffer& output =
      buffers_[static_cast<uint32_t>(source_.op.outputs()[0])];
  const uint32_t lead = memory::align_up(
      static_cast<uint32_t>(needs.lead[i])) / memory::kAlignment;
  // Of two candidates the larger one gives more.
  if (lead > UINT16_MAX ||
      (output.over != UINT16_MAX && buffers_[output.over].bytes >= bytes)) {
    return;
  }
  output.over = static_cast<uint16_t>(index);
  output.lead16 = static_cast<uint16_t>(lead);
}

// A reference as it stays, when all buffers have their places.
Ref Interpreter::Loader::settled(Ref ref, uint32_t scratch) const {
  if (ref.is(Ref::kScratch)) return Ref::at(Ref::kHead, scratch + ref.distance());
  if (ref.is(Ref::kTail)) {
    const uint32_t above = static_cast<uint32_t>(end_ - self_.kept_);
    return Ref::at(Ref::kKept, above - ref.distance());
  }
  if (!ref.is(Ref::kHead)) return ref;
  // A tensor without bytes has no place; it still gets an address.
  const memory::Buffer& buffer = buffers_[ref.number()];
  return Ref::at(Ref::kHead, buffer.bytes == 0 ? 0 : buffer.offset);
}

Status Interpreter::Loader::settle(int op) {
  Record& record = const_cast<Record&>(self_.record(op));
  const memory::Buffer& buffer =
      buffers_[tensors_ + static_cast<uint32_t>(op)];
  const uint32_t scratch = buffer.bytes == 0 ? 0 : buffer.offset;
  for (int i = 0; i < record.refs_end; ++i) {
    record.refs()[i] = settled(record.refs()[i], scratch);
  }
  const ops::OpEntry& entry = self_.entry(record);
  if (entry.call == nullptr) return Status::kOk;
  self_.resolve(record);
  return entry.call({ops::CallStage::kPlace, this, &record, self_.slots_,
                     self_.arena_ + scratch});
}

}  // namespace mote
