// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/runtime/interpreter.h"

#include "device/runtime/planned.h"
#include "device/runtime/source.h"

namespace mote {

void* Interpreter::resolve(Ref ref) const {
  if (ref.fixed()) {
    if (ref.bits == Ref::kNowhere) return nullptr;
    return const_cast<uint8_t*>(model_.bytes().data) + ref.offset();
  }
  return (ref.is(Ref::kKept) ? kept_ : arena_) + ref.distance();
}

// Fills in the addresses of one operator.
ops::Buffers Interpreter::resolve(const Record& record) const {
  const Ref* refs = record.refs();
  for (int i = 0; i < record.refs_end; ++i) slots_[i] = resolve(refs[i]);
  return {slots_, record.inputs, record.outputs, record.tables,
          record.refs_end};
}

int32_t Interpreter::boundary_tensor(int i) const {
  const bool in = i < inputs_;
  const auto tensors = in ? graph_.inputs() : graph_.outputs();
  return tensors[static_cast<uint32_t>(in ? i : i - inputs_)];
}

Tensor Interpreter::boundary(int i) const {
  if (plans_ != nullptr) return plans_->boundary(*this, i);
  Tensor tensor = Source{&model_, graph_, {}}.tensor(boundary_tensor(i));
  tensor.data = resolve(boundary_[i]);
  return tensor;
}

Tensor Interpreter::op_output(int op, int i) const {
  if (plans_ != nullptr) return plans_->op_output(*this, op, i);
  const Source source{&model_, graph_, graph_.op(static_cast<uint32_t>(op))};
  Tensor tensor = source.tensor(source.index(ops::kOutput + i));
  tensor.data = resolve(record(op).refs()[record(op).inputs + i]);
  return tensor;
}

void Interpreter::fill_tables(int op, Ref::Base base) const {
  const Record& it = record(op);
  for (int i = 0; i < it.tables; ++i) {
    const Ref ref = it.refs()[it.inputs + it.outputs + i];
    if (!ref.is(base)) continue;
    const Source source{&model_, graph_, graph_.op(static_cast<uint32_t>(op))};
    int refused = 0;
    const SourceContext context(source, Isa::kSet, &refused);
    entry(it).fill(context, it.params(), i, resolve(ref));
  }
}

Status Interpreter::run(int op) {
  const Record& it = record(op);
  const ops::OpEntry& row = entry(it);
  const ops::Buffers buffers = resolve(it);
  if (row.call != nullptr) {
    return row.call({ops::CallStage::kRun, this, &it, slots_, nullptr});
  }
  fill_tables(op, Ref::kHead);
  return row.eval[it.variant](it.params(), buffers);
}

Status Interpreter::step(bool& done) {
  done = false;
  if (!loaded_) return Status::kNotLoaded;
  if (next_ == 0) spent_ = 0;
  ended_early_ = false;
  if (next_ < ops_) {
    if (hook_.before != nullptr) hook_.before(hook_.user, next_);
    const Status status = run(next_);
    ended_early_ = status == Status::kEndEarly;
    if (status != Status::kOk && !ended_early_) return status;
    if (hook_.after != nullptr) hook_.after(hook_.user, next_);
    ++next_;
  }
  if (next_ >= ops_ || ended_early_) {
    next_ = 0;
    done = true;
  }
  return Status::kOk;
}

Status Interpreter::invoke() {
  next_ = 0;
  for (bool done = false; !done;) {
    const Status status = step(done);
    if (status != Status::kOk) return status;
  }
  return Status::kOk;
}

// Variables lie one after the other, in the order of the tensors.
void Interpreter::reset_variables() const {
  if (plans_ != nullptr) return plans_->reset_variables(*this);
  uint8_t* at = kept_;
  const flat::Tables tensors = graph_.tensors();
  for (uint32_t i = 0; i < tensors.size(); ++i) {
    const model::TensorView view = {tensors[i]};
    if (!view.variable()) continue;
    Tensor tensor = model_.tensor(view);
    tensor.data = at;
    reset_variable(tensor);
    at += align_8(tensor.bytes);
  }
}

// Real 0: the zero point where there is one, else bytes of 0.
void Interpreter::reset_variable(const Tensor& tensor) {
  const int value = tensor.type == Type::kInt8 && tensor.quantization.count != 0
                        ? tensor.quantization.zero_point() : 0;
  fill_bytes(const_cast<void*>(tensor.data), value, tensor.bytes);
}

Status Interpreter::reset() {
  if (!loaded_) return Status::kNotLoaded;
  next_ = 0;
  reset_variables();
  for (int i = 0; i < ops_; ++i) {
    const Record& it = record(i);
    const ops::OpEntry& row = entry(it);
    if (row.call != nullptr) {
      resolve(it);
      const Status status =
          row.call({ops::CallStage::kReset, this, &it, slots_, nullptr});
      if (status != Status::kOk) return status;
    } else if (row.reset != nullptr) {
      row.reset(it.params(), resolve(it).state<void>());
    }
  }
  return Status::kOk;
}

}  // namespace mote
