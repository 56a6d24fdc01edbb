// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/layout.h"

#include <algorithm>

namespace mote::codegen {
namespace {

class Planner {
 public:
  Planner(const run::ModelFile& model, std::span<const run::Prepared> operators)
      : model_(model.view()), graph_(model_.subgraph(0)), operators_(operators),
        tensors_(graph_.tensors().size()),
        buffers_(tensors_ + operators.size()) {
    for (const int32_t tensor : graph_.inputs().span()) born(tensor, 0);
    for (uint32_t op = 0; op < operators.size(); ++op) add(op);
    for (const int32_t tensor : graph_.outputs().span()) {
      use(tensor, static_cast<uint16_t>(operators.size()));
    }
  }

  Layout plan() {
    Layout layout;
    layout.arena_bytes = memory::place(
        {buffers_.data(), static_cast<uint32_t>(buffers_.size())});
    layout.operators.resize(operators_.size());
    layout.tensors.resize(tensors_, memory::kUnplaced);
    for (uint32_t op = 0; op < operators_.size(); ++op) {
      layout.operators[op].scratch = buffers_[tensors_ + op].offset;
      const uint32_t bytes = operators_[op].needs.state;
      layout.operators[op].state = keep(layout, bytes);
    }
    for (uint32_t i = 0; i < tensors_; ++i) {
      if (written_[i]) {
        layout.tensors[i] = buffers_[i].bytes == 0 ? 0 : buffers_[i].offset;
      } else if (graph_.tensor(i).variable()) {
        add_variable(layout, i);
      }
    }
    return layout;
  }

 private:
  // Bytes above all that has a place.
  static uint32_t keep(Layout& layout, uint32_t bytes) {
    const uint64_t offset = layout.arena_bytes;
    layout.arena_bytes += memory::align_up(bytes);
    return static_cast<uint32_t>(offset);
  }

  void add_variable(Layout& layout, uint32_t i) const {
    const model::TensorView view = graph_.tensor(i);
    const Quantization quantization = view.quantization();
    Variable it;
    it.bytes = byte_size(view.type(), view.shape());
    it.offset = layout.tensors[i] = keep(layout, it.bytes);
    // Real 0: the zero point where there is one, else bytes of 0.
    if (view.type() == Type::kInt8 && quantization.count != 0) {
      it.first_value = quantization.zero_point();
    }
    layout.variables.push_back(it);
  }

  bool computed(int32_t tensor) const {
    if (tensor < 0) return false;
    const auto view = graph_.tensor(static_cast<uint32_t>(tensor));
    return !view.variable() && model_.constant(view).data == nullptr;
  }
  void born(int32_t tensor, uint16_t step) {
    if (!computed(tensor)) return;
    const uint32_t i = static_cast<uint32_t>(tensor);
    const auto view = graph_.tensor(i);
    buffers_[i].bytes = byte_size(view.type(), view.shape());
    buffers_[i].first = buffers_[i].last = step;
    written_[i] = true;
  }
  void use(int32_t tensor, uint16_t step) {
    if (computed(tensor)) buffers_[static_cast<uint32_t>(tensor)].last = step;
  }

  void add(uint32_t op) {
    const model::OperatorView view = graph_.op(op);
    const uint16_t step = static_cast<uint16_t>(op);
    for (const int32_t tensor : view.inputs().span()) use(tensor, step);
    for (const int32_t tensor : view.outputs().span()) born(tensor, step);
    memory::Buffer& scratch = buffers_[tensors_ + op];
    scratch.bytes = operators_[op].needs.scratch;
    scratch.first = scratch.last = step;
    for (uint32_t i = 0; i < 2; ++i) allow_overlap(view, op, i);
  }

  // Notes that output 0 may lie over input i if that dies here, unless the
  // operator reads the same tensor as another operand, too.
  void allow_overlap(const model::OperatorView& view, uint32_t op, uint32_t i) {
    const ops::Needs& needs = operators_[op].needs;
    if (needs.lead[i] == ops::kApart || i >= view.inputs().size()) return;
    const int32_t input = view.inputs()[i];
    if (!computed(input)) return;
    for (uint32_t k = 0; k < view.inputs().size(); ++k) {
      const bool allowed = k < 2 && needs.lead[k] == needs.lead[i];
      if (view.inputs()[k] == input && !allowed) return;
    }
    memory::Buffer& output = buffers_[static_cast<uint32_t>(view.outputs()[0])];
    const uint32_t lead =
        memory::align_up(static_cast<uint32_t>(needs.lead[i])) /
        memory::kAlignment;
    const memory::Buffer& other = buffers_[static_cast<uint32_t>(input)];
    if (lead > UINT16_MAX || (output.over != UINT16_MAX &&
                              buffers_[output.over].bytes >= other.bytes)) {
      return;
    }
    output.over = static_cast<uint16_t>(input);
    output.lead16 = static_cast<uint16_t>(lead);
  }

  const model::Model& model_;
  model::SubGraph graph_;
  std::span<const run::Prepared> operators_;
  uint32_t tensors_;
  // One for each tensor, then one for each operator's scratch.
  std::vector<memory::Buffer> buffers_;
  std::vector<bool> written_ = std::vector<bool>(tensors_);
};

}  // namespace

Layout lay_out(const run::ModelFile& model,
               std::span<const run::Prepared> operators) {
  return Planner(model, operators).plan();
}

}  // namespace mote::codegen
