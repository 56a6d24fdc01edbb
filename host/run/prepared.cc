// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/run/prepared.h"

#include "device/runtime/source.h"
#include "host/run/strings.h"

namespace mote::run {
namespace {

// The elements of the largest operand, which is the work of an operator that
// does not tell.
uint64_t largest_operand(const SourceContext& context) {
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

void make_tables(const ops::OpEntry& entry, const SourceContext& context,
                 Prepared& it) {
  for (int i = 0; i < ops::kMaxTables && it.needs.tables[i] != 0; ++i) {
    it.tables.emplace_back(it.needs.tables[i]);
    entry.fill(context, it.params.data(), i, it.tables.back().data());
  }
}

Prepared prepare(const Source& source, const KernelSet& kernels) {
  Prepared it;
  const model::OperatorCode code =
      source.model->operator_code(source.op.code());
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
  const SourceContext context(source, kernels, &refused);
  it.params.resize(entry.params_bytes);
  it.fault.status =
      entry.prepare(context, options_of(entry, source.op),
                    source.model->bytes().end(), it.params.data(), it.needs);
  if (it.fault.status != Status::kOk) {
    if (refused >= 0) it.fault.tensor = source.index(refused);
    return it;
  }
  make_tables(entry, context, it);
  it.work = it.needs.work == 0 ? largest_operand(context) : it.needs.work;
  return it;
}

// The model as it is loaded here; null: as it stands.
ModelFile::Pointer without_texts(const ModelFile& model) {
  if (!Strings::in(model)) return nullptr;
  auto bytes = Strings().numbered(model);
  if (!bytes.ok()) return nullptr;
  auto parsed = ModelFile::parse(std::move(bytes).value(), model.where());
  return parsed.ok() ? parsed.value() : nullptr;
}

}  // namespace

std::vector<Prepared> prepare_all(const ModelFile& given, uint32_t subgraph,
                                  const KernelSet& kernels) {
  const ModelFile::Pointer numbered = without_texts(given);
  const ModelFile& model = numbered == nullptr ? given : *numbered;
  std::vector<Prepared> out;
  const model::SubGraph graph = model.view().subgraph(subgraph);
  for (uint32_t i = 0; i < graph.operators().size(); ++i) {
    Prepared it = prepare({&model.view(), graph, graph.op(i)}, kernels);
    it.fault.subgraph = static_cast<int32_t>(subgraph);
    it.fault.op = static_cast<int32_t>(i);
    out.push_back(std::move(it));
  }
  return out;
}

}  // namespace mote::run
