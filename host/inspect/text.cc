// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The report as text.
#include "host/base/text.h"
#include "host/inspect/report.h"

namespace mote::inspect {
namespace {

using base::grouped;
using base::Row;
using base::table;
using base::text;

std::string numbers(const std::vector<int32_t>& from) {
  std::string out;
  for (const int32_t number : from) {
    out += (out.empty() ? "" : " ") +
           (number < 0 ? std::string("-") : std::to_string(number));
  }
  return out;
}

std::string quantization(const TensorReport& tensor) {
  if (tensor.scales == 0) return "";
  if (tensor.scales > 1) {
    return text(tensor.scales, " scales along ", tensor.axis);
  }
  return text("scale ", tensor.spec.scale, " zero ", tensor.spec.zero_point);
}

// Converters join the names of all that went into a tensor.
std::string short_name(const std::string& name) {
  constexpr size_t kMost = 48;
  return name.size() <= kMost ? name : name.substr(0, kMost - 3) + "...";
}

std::string operators(const SubgraphReport& graph) {
  std::vector<Row> rows = {
      {"#", "operator", "version", "type", "work", "tensors"}};
  for (size_t i = 0; i < graph.operators.size(); ++i) {
    const OperatorReport& op = graph.operators[i];
    rows.push_back({std::to_string(i), op.name, std::to_string(op.version),
                    op.refusal ? "refused" : op.variant, grouped(op.work),
                    numbers(op.inputs) + " -> " + numbers(op.outputs)});
  }
  return table(rows);
}

std::string tensors(const SubgraphReport& graph) {
  std::vector<Row> rows = {
      {"#", "tensor", "shape", "bytes", "role", "quantization", "name"}};
  for (size_t i = 0; i < graph.tensors.size(); ++i) {
    const TensorReport& it = graph.tensors[i];
    rows.push_back({std::to_string(i), base::type_name(it.spec.type),
                    base::shape_text(it.spec.shape), grouped(it.bytes),
                    it.role, quantization(it), short_name(it.spec.name)});
  }
  return table(rows);
}

std::string names(const SignatureReport::Names& from) {
  std::string out;
  for (const auto& [name, tensor] : from) {
    out += text(out.empty() ? "" : ", ", name, " (", tensor, ")");
  }
  return out;
}

}  // namespace

std::string to_text(const Report& report) {
  std::string out =
      text(report.file, ": ", grouped(report.bytes), " bytes, ",
           grouped(report.constant_bytes), " of them constants\n");
  if (report.arena_bytes) {
    out += text("arena ", grouped(*report.arena_bytes),
                " bytes on this machine, work ", grouped(report.work),
                " multiply-accumulates\n");
  }
  if (report.target_arena) {
    out += text("arena ", grouped(report.target_arena->bytes), " bytes on ",
                report.target_arena->target, ", ",
                grouped(report.target_arena->planned_bytes),
                " with a plan\n");
  }
  for (const base::Error& problem : report.problems) {
    out += "not runnable: " + problem.sentence() + "\n";
  }
  for (size_t i = 0; i < report.subgraphs.size(); ++i) {
    const SubgraphReport& graph = report.subgraphs[i];
    out += text("\nsubgraph ", i, " '", graph.name, "': inputs ",
                numbers(graph.inputs), ", outputs ", numbers(graph.outputs),
                "\n", operators(graph), "\n", tensors(graph));
  }
  for (const SignatureReport& it : report.signatures) {
    out += text("\nsignature '", it.key, "' of subgraph ", it.subgraph, ": ",
                names(it.inputs), " -> ", names(it.outputs), "\n");
  }
  for (const auto& [name, bytes] : report.metadata) {
    out += text("\nmetadata '", name, "': ", grouped(bytes), " bytes\n");
  }
  return out + "\n" + report.op_list;
}

}  // namespace mote::inspect
