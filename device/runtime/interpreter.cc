// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "device/runtime/interpreter.h"

#include "device/runtime/node.h"

namespace mote {

Tensor Interpreter::Source::tensor(int32_t index) const {
  if (index < 0) return {};
  const model::TensorView view = graph.tensor(static_cast<uint32_t>(index));
  Tensor tensor;
  tensor.type = view.type();
  tensor.variable = view.variable();
  tensor.shape = view.shape();
  tensor.quantization = view.quantization();
  const Span<const uint8_t> constant = model->constant(view);
  tensor.data = constant.data;
  tensor.bytes = tensor.type == Type::kString
                     ? constant.size : byte_size(tensor.type, tensor.shape);
  return tensor;
}

Tensor Interpreter::boundary(flat::Vector<int32_t> tensors, int i,
                             int slot) const {
  Tensor tensor = Source{&model_, graph_, {}}.tensor(
      tensors[static_cast<uint32_t>(i)]);
  tensor.data = boundary_[slot + i];
  return tensor;
}

Tensor Interpreter::op_output(int op, int i) const {
  const Source source{&model_, graph_, graph_.op(static_cast<uint32_t>(op))};
  Tensor tensor = source.tensor(source.index(ops::kOutput + i));
  tensor.data = nodes_[op]->slots()[nodes_[op]->inputs + i];
  return tensor;
}

// With tables in shared memory, each is made where its slot points.
void Interpreter::remake_tables(int op) const {
  Node& node = *nodes_[op];
  const Source source{&model_, graph_, graph_.op(static_cast<uint32_t>(op))};
  int refused = 0;
  const NodeContext context(source, &refused);
  for (int i = 0; i < node.tables; ++i) {
    node.entry->fill(context, node.params(), i,
                     node.slots()[node.inputs + node.outputs + i]);
  }
}

Status Interpreter::run(int op) {
  Node& node = *nodes_[op];
  if (remake_tables_) remake_tables(op);
  if (node.entry->call != nullptr) {
    const ops::CallSite site = {ops::CallStage::kRun, this, &node, nullptr};
    return node.entry->call(site);
  }
  return node.entry->eval[node.variant](node.params(), node.buffers());
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

Status Interpreter::reset() {
  if (!loaded_) return Status::kNotLoaded;
  next_ = 0;
  for (int i = 0; i < ops_; ++i) {
    Node& node = *nodes_[i];
    const Source source{&model_, graph_, graph_.op(static_cast<uint32_t>(i))};
    for (int k = 0; k < node.inputs + node.outputs; ++k) {
      const int operand =
          k < node.inputs ? k : ops::kOutput + k - node.inputs;
      const Tensor tensor = source.tensor(source.index(operand));
      if (!tensor.variable) continue;
      // Real 0: the zero point where there is one, else bytes of 0.
      const int value =
          tensor.type == Type::kInt8 && tensor.quantization.count != 0
              ? tensor.quantization.zero_point() : 0;
      fill_bytes(node.slots()[k], value, tensor.bytes);
    }
    if (node.entry->call != nullptr) {
      const ops::CallSite site = {ops::CallStage::kReset, this, &node, nullptr};
      const Status status = node.entry->call(site);
      if (status != Status::kOk) return status;
    } else if (node.entry->reset != nullptr) {
      node.entry->reset(node.params(),
                        node.buffers().state<void>());
    }
  }
  return Status::kOk;
}

}  // namespace mote
