// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/codegen/variables.h"

#include "host/base/text.h"
#include "host/run/explain.h"

namespace mote::codegen {
namespace {

using base::Error;
using base::Result;

constexpr std::string_view kHandle = "VAR_HANDLE", kRead = "READ_VARIABLE",
                           kAssign = "ASSIGN_VARIABLE", kOnce = "CALL_ONCE";

std::string name_at(flat::Table options, int slot) {
  const auto name = options.vector<char>(slot);
  return {name.data(), name.size()};
}

Error refused(const run::ModelFile& model, const run::Prepared& it,
              const std::string& what) {
  return {base::text(model.where(), ", operator ", it.fault.op, " ",
                     it.info->name),
          what, "run it with the interpreter"};
}

}  // namespace

bool handles_variables(const run::OpInfo& info) {
  return info.name == kHandle || info.name == kRead || info.name == kAssign ||
         info.name == kOnce;
}

// prepare has read the options of each.
Variables::Handles Variables::handles(const model::Model& model,
                                      model::SubGraph graph) {
  Handles handles;
  for (uint32_t i = 0; i < graph.operators().size(); ++i) {
    const model::OperatorView op = graph.op(i);
    const auto* info = run::find_op(model.operator_code(op.code()).code(), "");
    if (info == nullptr || info->name != kHandle) continue;
    handles[op.outputs()[0]] = {name_at(op.options(), 0),
                                name_at(op.options(), 1)};
  }
  return handles;
}

Result<Variables> Variables::place(const run::ModelFile& model,
                                   std::span<const run::Prepared> operators,
                                   Layout& layout) {
  Variables variables;
  const model::SubGraph graph = model.view().subgraph(0);
  variables.main_ = handles(model.view(), graph);
  for (uint32_t op = 0; op < operators.size(); ++op) {
    const run::Prepared& it = operators[op];
    const bool reads = it.info->name == kRead;
    if (!reads && it.info->name != kAssign) continue;
    const model::OperatorView view = graph.op(op);
    const auto handle = variables.main_.find(view.inputs()[0]);
    if (handle == variables.main_.end()) {
      return refused(model, it, "no VAR_HANDLE makes its variable");
    }
    const auto value = graph.tensor(
        static_cast<uint32_t>(reads ? view.outputs()[0] : view.inputs()[1]));
    const uint32_t bytes = byte_size(value.type(), value.shape());
    const auto [memory, is_new] =
        variables.memory_.try_emplace(handle->second, Memory{{}, bytes});
    if (is_new) {
      memory->second.place = layout.keep(bytes);
      layout.variables.push_back({memory->second.place, bytes, 0});
    } else if (memory->second.bytes != bytes) {
      return refused(model, it, "its variable has another size elsewhere");
    }
  }
  bool used = false;
  for (const run::Prepared& it : operators) {
    used = used || it.info->name == kRead || it.info->name == kAssign;
    if (it.info->name != kOnce) continue;
    if (used) {
      return refused(model, it, "it runs after a variable has been used");
    }
    const Result<void> done = variables.initialize(model, it);
    if (!done.ok()) return done.error();
  }
  return variables;
}

Result<void> Variables::initialize(const run::ModelFile& model,
                                   const run::Prepared& call) {
  // The first of CallParams.
  const auto subgraph = load_unaligned<uint32_t>(call.params.data());
  if (subgraph >= model.view().subgraphs().size()) {
    return refused(model, call, "the subgraph that it calls does not exist");
  }
  const model::SubGraph graph = model.view().subgraph(subgraph);
  const std::vector<run::Prepared> inner = run::prepare_all(model, subgraph);
  const Handles names = handles(model.view(), graph);
  for (uint32_t op = 0; op < inner.size(); ++op) {
    if (inner[op].fault.status != Status::kOk) {
      return run::explain(inner[op].fault, model.where(), &model.view());
    }
    if (inner[op].info->name == kHandle) continue;
    const model::OperatorView view = graph.op(op);
    if (inner[op].info->name != kAssign || !names.contains(view.inputs()[0])) {
      return refused(model, call, "it does more than give variables constants");
    }
    const auto value = graph.tensor(static_cast<uint32_t>(view.inputs()[1]));
    const Span<const uint8_t> bytes = model.view().constant(value);
    const auto memory = memory_.find(names.at(view.inputs()[0]));
    if (memory == memory_.end()) continue;  // nobody reads it
    if (bytes.data == nullptr || bytes.size < memory->second.bytes ||
        byte_size(value.type(), value.shape()) != memory->second.bytes) {
      return refused(model, call, "it does more than give variables constants");
    }
    first_values_.push_back(
        {memory->second.place, {bytes.data, memory->second.bytes}});
  }
  return {};
}

Place Variables::at(int32_t handle) const {
  return memory_.at(main_.at(handle)).place;
}

}  // namespace mote::codegen
