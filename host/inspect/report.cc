// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/inspect/report.h"

#include <set>

#include "host/inspect/op_list.h"
#include "host/plan/draft.h"
#include "host/plan/kernel_sets.h"
#include "host/plan/plan.h"
#include "host/run/explain.h"
#include "host/run/session.h"

namespace mote::inspect {
namespace {

using run::string_view;

std::vector<int32_t> numbers(flat::Vector<int32_t> from) {
  std::vector<int32_t> out;
  for (uint32_t i = 0; i < from.size(); ++i) out.push_back(from[i]);
  return out;
}

bool holds(const std::vector<int32_t>& numbers, uint32_t number) {
  for (const int32_t it : numbers) {
    if (it == static_cast<int32_t>(number)) return true;
  }
  return false;
}

OperatorReport operator_report(const run::ModelFile& model,
                               const model::OperatorView& op,
                               const run::Prepared& prepared) {
  const model::OperatorCode code = model.view().operator_code(op.code());
  OperatorReport out;
  out.name = run::op_name(code);
  out.version = code.version();
  out.inputs = numbers(op.inputs());
  out.outputs = numbers(op.outputs());
  if (prepared.fault.status == Status::kOk) {
    out.variant = prepared.variant();
    out.work = prepared.work;
  } else {
    out.refusal = run::explain(prepared.fault, model.where(), &model.view());
  }
  return out;
}

TensorReport tensor_report(const model::Model& model,
                           const model::TensorView& tensor) {
  TensorReport out;
  out.spec = run::tensor_spec(tensor);
  const Span<const uint8_t> constant = model.constant(tensor);
  if (!constant.empty()) out.role = "constant";
  if (tensor.variable()) out.role = "variable";
  out.bytes = tensor.type() == Type::kString ? constant.size
                                             : out.spec.bytes();
  const Quantization quantization = tensor.quantization();
  out.scales = quantization.count;
  out.axis = quantization.axis;
  return out;
}

SubgraphReport subgraph_report(const run::ModelFile& model, uint32_t number,
                               std::span<const run::Prepared> prepared) {
  const model::SubGraph graph = model.view().subgraph(number);
  SubgraphReport out;
  out.name = string_view(graph.name());
  out.inputs = numbers(graph.inputs());
  out.outputs = numbers(graph.outputs());
  for (uint32_t i = 0; i < graph.operators().size(); ++i) {
    out.operators.push_back(operator_report(model, graph.op(i), prepared[i]));
  }
  for (uint32_t i = 0; i < graph.tensors().size(); ++i) {
    TensorReport tensor = tensor_report(model.view(), graph.tensor(i));
    if (holds(out.outputs, i)) tensor.role = "output";
    if (holds(out.inputs, i)) tensor.role = "input";
    out.tensors.push_back(std::move(tensor));
  }
  return out;
}

SignatureReport::Names signature_names(flat::Tables maps) {
  SignatureReport::Names out;
  for (uint32_t i = 0; i < maps.size(); ++i) {
    out.emplace_back(string_view(model::text(maps[i].vector<char>(0))),
                     maps[i].scalar<uint32_t>(1));
  }
  return out;
}

// Each buffer once, however many tensors share it.
uint64_t constant_bytes(const model::Model& model) {
  std::set<uint32_t> seen;
  uint64_t bytes = 0;
  for (uint32_t g = 0; g < model.subgraphs().size(); ++g) {
    const model::SubGraph graph = model.subgraph(g);
    for (uint32_t i = 0; i < graph.tensors().size(); ++i) {
      const model::TensorView tensor = graph.tensor(i);
      if (!seen.insert(tensor.buffer()).second) continue;
      bytes += model.constant(tensor).size;
    }
  }
  return bytes;
}

void read_tables(const model::Model& model, Report& report) {
  const flat::Tables signatures = model.root().tables(7);
  for (uint32_t i = 0; i < signatures.size(); ++i) {
    const flat::Table from = signatures[i];
    report.signatures.push_back(
        {std::string(string_view(model::text(from.vector<char>(2)))),
         from.scalar<uint32_t>(4), signature_names(from.tables(0)),
         signature_names(from.tables(1))});
  }
  const flat::Tables metadata = model.root().tables(6);
  for (uint32_t i = 0; i < metadata.size(); ++i) {
    report.metadata.emplace_back(
        string_view(model::text(metadata[i].vector<char>(0))),
        model.buffer(metadata[i].scalar<uint32_t>(1)).size);
  }
}

}  // namespace

Report inspect(const run::ModelFile::Pointer& model) {
  const model::Model& view = model->view();
  Report report;
  report.file = model->where();
  report.bytes = model->bytes().size();
  report.constant_bytes = constant_bytes(view);
  std::vector<run::Prepared> all;
  for (uint32_t i = 0; i < view.subgraphs().size(); ++i) {
    const std::vector<run::Prepared> prepared = run::prepare_all(*model, i);
    report.subgraphs.push_back(subgraph_report(*model, i, prepared));
    all.insert(all.end(), prepared.begin(), prepared.end());
    for (const OperatorReport& op : report.subgraphs.back().operators) {
      if (op.refusal) report.problems.push_back(*op.refusal);
      if (i == 0) report.work += op.work;
    }
  }
  read_tables(view, report);
  report.op_list = op_list(all);
  const auto session = run::Session::load(model);
  if (session.ok()) {
    report.arena_bytes = session.value()->arena_bytes();
  } else if (report.problems.empty()) {
    report.problems.push_back(session.error());
  }
  return report;
}

base::Result<TargetArena> target_arena(const run::ModelFile::Pointer& model,
                                       const std::string& target) {
  const base::Result<KernelSet> kernels = plan::kernel_set(target);
  if (!kernels.ok()) return kernels.error();
  const auto without = plan::footprint(model, kernels.value(), false);
  if (!without.ok()) return without.error();
  const auto planned = plan::plan_model(model, target);
  if (!planned.ok()) return planned.error();
  return TargetArena{target, without.value().arena_bytes,
                     planned.value().arena_bytes};
}

}  // namespace mote::inspect
