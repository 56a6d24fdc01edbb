// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// The report as JSON.
#include <nlohmann/json.hpp>

#include "host/base/text.h"
#include "host/inspect/report.h"

namespace mote::inspect {
namespace {

using nlohmann::ordered_json;

ordered_json json(const OperatorReport& op);
ordered_json json(const TensorReport& tensor);
ordered_json json(const SubgraphReport& graph);
ordered_json json(const SignatureReport& signature);

template <class T>
ordered_json list(const std::vector<T>& from) {
  auto out = ordered_json::array();
  for (const T& item : from) out.push_back(json(item));
  return out;
}

ordered_json json(const OperatorReport& op) {
  ordered_json out = {{"name", op.name},     {"version", op.version},
                      {"type", op.variant},  {"work", op.work},
                      {"inputs", op.inputs}, {"outputs", op.outputs}};
  if (op.refusal) out["refusal"] = to_json(*op.refusal);
  return out;
}

ordered_json json(const TensorReport& tensor) {
  ordered_json out = {{"name", tensor.spec.name},
                      {"type", base::type_name(tensor.spec.type)},
                      {"shape", tensor.spec.shape},
                      {"bytes", tensor.bytes},
                      {"role", tensor.role}};
  if (tensor.scales == 1) {
    out["scale"] = tensor.spec.scale;
    out["zero_point"] = tensor.spec.zero_point;
  } else if (tensor.scales > 1) {
    out["scales"] = tensor.scales;
    out["axis"] = tensor.axis;
  }
  return out;
}

ordered_json json(const SubgraphReport& graph) {
  return {{"name", graph.name},
          {"inputs", graph.inputs},
          {"outputs", graph.outputs},
          {"operators", list(graph.operators)},
          {"tensors", list(graph.tensors)}};
}

ordered_json json(const SignatureReport::Names& names) {
  auto out = ordered_json::object();
  for (const auto& [name, tensor] : names) out[name] = tensor;
  return out;
}

ordered_json json(const SignatureReport& signature) {
  return {{"key", signature.key},
          {"subgraph", signature.subgraph},
          {"inputs", json(signature.inputs)},
          {"outputs", json(signature.outputs)}};
}

}  // namespace

ordered_json to_json(const base::Error& error) {
  return {{"where", error.where}, {"what", error.what}, {"cure", error.cure}};
}

ordered_json to_json(const Report& report) {
  ordered_json out = {{"model", report.file},
                      {"bytes", report.bytes},
                      {"constant_bytes", report.constant_bytes},
                      {"work", report.work},
                      {"arena_bytes", nullptr},
                      {"problems", ordered_json::array()},
                      {"subgraphs", list(report.subgraphs)},
                      {"signatures", list(report.signatures)},
                      {"metadata", ordered_json::array()},
                      {"op_list", report.op_list}};
  if (report.arena_bytes) out["arena_bytes"] = *report.arena_bytes;
  if (const auto& it = report.target_arena) {
    out["target_arena"] = {{"target", it->target},
                           {"bytes", it->bytes},
                           {"planned_bytes", it->planned_bytes}};
  }
  for (const base::Error& problem : report.problems) {
    out["problems"].push_back(to_json(problem));
  }
  for (const auto& [name, bytes] : report.metadata) {
    out["metadata"].push_back({{"name", name}, {"bytes", bytes}});
  }
  return out;
}

}  // namespace mote::inspect
