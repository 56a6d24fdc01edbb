// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/usage.h"

#include <algorithm>
#include <numeric>

namespace mote::plan {
namespace {

class Reader {
 public:
  Reader(const model::Model& model, std::span<const run::Prepared> operators)
      : model_(model), graph_(model.subgraph(0)), operators_(operators) {
    usage_.tensors = graph_.tensors().size();
    usage_.buffers.resize(usage_.tensors + operators.size());
    usage_.operators.resize(operators.size());
  }

  Usage read() {
    for (const int32_t tensor : graph_.inputs().span()) {
      add_boundary(tensor, usage_.inputs);
    }
    for (uint32_t op = 0; op < operators_.size(); ++op) add(op);
    for (const int32_t tensor : graph_.outputs().span()) {
      add_boundary(tensor, usage_.outputs);
    }
    std::vector<uint32_t> order(operators_.size());
    std::iota(order.begin(), order.end(), 0);
    set_lifetimes(usage_, order);
    return std::move(usage_);
  }

 private:
  bool computed(int32_t tensor) const {
    if (tensor < 0) return false;
    const auto view = graph_.tensor(static_cast<uint32_t>(tensor));
    return !view.variable() && model_.constant(view).data == nullptr;
  }
  // Whether it has bytes once something has made it.
  bool made(int32_t tensor) const {
    return computed(tensor) &&
           usage_.buffers[static_cast<uint32_t>(tensor)].bytes != 0;
  }
  void make(int32_t tensor) {
    const auto view = graph_.tensor(static_cast<uint32_t>(tensor));
    usage_.buffers[static_cast<uint32_t>(tensor)].bytes =
        byte_size(view.type(), view.shape());
  }
  static void add_once(std::vector<uint32_t>& list, int32_t tensor) {
    const uint32_t i = static_cast<uint32_t>(tensor);
    if (std::ranges::find(list, i) == list.end()) list.push_back(i);
  }
  void add_boundary(int32_t tensor, std::vector<uint32_t>& list) {
    if (!computed(tensor)) return;
    if (&list == &usage_.inputs) make(tensor);
    if (made(tensor)) add_once(list, tensor);
  }

  void add(uint32_t op) {
    const model::OperatorView view = graph_.op(op);
    const run::Prepared& prepared = operators_[op];
    OperatorUse& use = usage_.operators[op];
    use.work = prepared.work;
    use.has_state =
        prepared.needs.state != 0 || prepared.info->entry.call != nullptr;
    for (const int32_t tensor : view.inputs().span()) {
      if (made(tensor)) add_once(use.reads, tensor);
      use.has_state =
          use.has_state ||
          (tensor >= 0 && graph_.tensor(static_cast<uint32_t>(tensor)).variable());
    }
    for (const int32_t tensor : view.outputs().span()) {
      if (!computed(tensor)) continue;
      make(tensor);
      if (made(tensor)) add_once(use.writes, tensor);
    }
    const uint32_t scratch = usage_.tensors + op;
    usage_.buffers[scratch].bytes = prepared.needs.scratch;
    if (prepared.needs.scratch != 0) use.writes.push_back(scratch);
    if (prepared.info->name == "CIRCULAR_BUFFER") usage_.may_reorder = false;
    for (uint32_t i = 0; i < 2; ++i) allow_overlap(view, op, i);
  }

  // Notes that output 0 may lie over input i if that dies here, unless the
  // operator reads the same tensor as another operand, too.
  void allow_overlap(const model::OperatorView& view, uint32_t op, uint32_t i) {
    const ops::Needs& needs = operators_[op].needs;
    if (needs.lead[i] == ops::kApart || i >= view.inputs().size()) return;
    const int32_t input = view.inputs()[i];
    if (!made(input)) return;
    for (uint32_t k = 0; k < view.inputs().size(); ++k) {
      const bool allowed = k < 2 && needs.lead[k] == needs.lead[i];
      if (view.inputs()[k] == input && !allowed) return;
    }
    memory::Buffer& output =
        usage_.buffers[static_cast<uint32_t>(view.outputs()[0])];
    const uint32_t lead =
        memory::align_up(static_cast<uint32_t>(needs.lead[i])) /
        memory::kAlignment;
    const uint32_t bytes = usage_.buffers[static_cast<uint32_t>(input)].bytes;
    if (lead > UINT16_MAX ||
        (output.over != UINT16_MAX &&
         usage_.buffers[output.over].bytes >= bytes)) {
      return;
    }
    output.over = static_cast<uint16_t>(input);
    output.lead16 = static_cast<uint16_t>(lead);
  }

  const model::Model& model_;
  model::SubGraph graph_;
  std::span<const run::Prepared> operators_;
  Usage usage_;
};

}  // namespace

Usage usage_of(const model::Model& model,
               std::span<const run::Prepared> operators) {
  return Reader(model, operators).read();
}

void set_lifetimes(Usage& usage, std::span<const uint32_t> order) {
  for (const uint32_t i : usage.inputs) {
    usage.buffers[i].first = usage.buffers[i].last = 0;
  }
  for (size_t at = 0; at < order.size(); ++at) {
    const OperatorUse& use = usage.operators[order[at]];
    const uint16_t step = static_cast<uint16_t>(at);
    for (const uint32_t i : use.reads) usage.buffers[i].last = step;
    for (const uint32_t i : use.writes) {
      usage.buffers[i].first = usage.buffers[i].last = step;
    }
  }
  for (const uint32_t i : usage.outputs) {
    usage.buffers[i].last = static_cast<uint16_t>(order.size());
  }
}

}  // namespace mote::plan
