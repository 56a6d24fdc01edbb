// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/prepared.h"

#include "device/kernels/isa.h"

namespace mote::run {
namespace {

struct Source {
  const model::Model* model;
  model::SubGraph graph;
  model::OperatorView op;

  // The tensor's position; -1 for a left-out input.
  int32_t index(int operand) const {
    const bool output = operand >= ops::kOutput;
    const auto operands = output ? op.outputs() : op.inputs();
    const uint32_t i =
        static_cast<uint32_t>(output ? operand - ops::kOutput : operand);
    return i < operands.size() ? operands[i] : -1;
  }

  static Tensor read(const void* source, int operand) {
    const Source& self = *static_cast<const Source*>(source);
    const int32_t index = self.index(operand);
    if (index < 0) return {};
    const model::TensorView view =
        self.graph.tensor(static_cast<uint32_t>(index));
    const Span<const uint8_t> constant = self.model->constant(view);
    const uint32_t bytes = view.type() == Type::kString
                               ? constant.size
                               : byte_size(view.type(), view.shape());
    return {view.type(), view.variable(), view.shape(), view.quantization(),
            constant.data, bytes};
  }
};

class GraphContext : public ops::Context {
 public:
  GraphContext(const Source& source, int* refused)
      : Context(&source, &Source::read,
                static_cast<int>(source.op.inputs().size()),
                static_cast<int>(source.op.outputs().size()),
                source.op.custom_options(), Isa::kSet, refused) {}
};

// The elements of the largest operand, which is the work of an operator that
// does not tell.
uint64_t largest_operand(const GraphContext& context) {
  int32_t most = 0;
  for (int i = 0; i < context.inputs(); ++i) {
    const Tensor tensor = context.input(i);
    if (tensor.present()) most = max(most, tensor.elements());
  }
  for (int i = 0; i < context.outputs(); ++i) {
    most = max(most, context.output(i).elements());
  }
  return static_cast<uint64_t>(most);
}

flat::Table options_table(const ops::OpEntry& entry,
                          const model::OperatorView& op) {
  const bool second = entry.options_type >= 256;
  const int tag = second ? 256 + op.options2_type() : op.options_type();
  if (tag != entry.options_type) return {};
  return second ? op.options2() : op.options();
}

Prepared prepare(const Source& source) {
  Prepared it;
  const model::OperatorCode code = source.model->operator_code(source.op.code());
  it.info = find_op(code.code(), string_view(code.custom_name()));
  if (it.info == nullptr) {
    it.fault.status = Status::kNoOperator;
    return it;
  }
  const ops::OpEntry& entry = it.info->entry;
  if (code.code() != model::kCustom && code.version() > entry.version) {
    it.fault.status = Status::kNoVersion;
    return it;
  }
  int refused = -1;
  const GraphContext context(source, &refused);
  std::vector<uint64_t> params(entry.params_bytes / 8 + 1);
  it.fault.status =
      entry.prepare(context, options_table(entry, source.op),
                    source.model->bytes().end(), params.data(), it.needs);
  if (it.fault.status != Status::kOk) {
    if (refused >= 0) it.fault.tensor = source.index(refused);
    return it;
  }
  it.work = it.needs.work == 0 ? largest_operand(context) : it.needs.work;
  return it;
}

}  // namespace

std::vector<Prepared> prepare_all(const ModelFile& model, uint32_t subgraph) {
  std::vector<Prepared> out;
  const model::SubGraph graph = model.view().subgraph(subgraph);
  for (uint32_t i = 0; i < graph.operators().size(); ++i) {
    Prepared it = prepare({&model.view(), graph, graph.op(i)});
    it.fault.subgraph = static_cast<int32_t>(subgraph);
    it.fault.op = static_cast<int32_t>(i);
    out.push_back(it);
  }
  return out;
}

}  // namespace mote::run
