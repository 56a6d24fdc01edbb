// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <optional>

#include "host/base/text.h"
#include "host/ir/graph.h"

namespace mote::ir {
namespace {

using base::text;

// Finds the first thing in a graph that does not hold, or nothing.
class GraphVerifier {
 public:
  GraphVerifier(const Module& module, const Graph& graph)
      : module_(module), graph_(graph), defined_(graph.values.size(), false) {}

  std::optional<std::string> problem() {
    for (size_t i = 0; i < graph_.values.size(); ++i) check_value(i);
    for (const ValueId id : graph_.inputs) define(id, "input", false);
    for (size_t i = 0; i < graph_.nodes.size() && !found_; ++i) check_node(i);
    for (const ValueId id : graph_.outputs) read(id, "the graph's output");
    return found_;
  }

 private:
  void report(std::string what) {
    if (!found_) found_ = std::move(what);
  }

  bool in_range(ValueId id) const {
    return id >= 0 && static_cast<size_t>(id) < graph_.values.size();
  }

  std::string called(ValueId id) const {
    return text("value %", id, " (", graph_.value(id).name, ")");
  }

  void check_value(size_t i) {
    const Value& value = graph_.values[i];
    const ValueId id = static_cast<ValueId>(i);
    if (static_cast<int>(value.type) >= kTypes) {
      report(called(id) + " has no type of a value");
    }
    for (const int64_t extent : value.shape.value_or(std::vector<int64_t>())) {
      if (extent < -1) report(called(id) + " has a negative dimension");
    }
    if (value.constant != nullptr) check_constant(id, value);
    check_quantization(id, value);
    defined_[i] = value.constant != nullptr || value.variable;
  }

  void check_constant(ValueId id, const Value& value) {
    const int64_t size = byte_size(value.type, value.shape);
    // Sparse constants hold fewer elements than their shape says.
    const bool dense = !value.extra.contains("sparsity");
    if (dense && size >= 0 &&
        static_cast<uint64_t>(size) != value.constant->size()) {
      report(text(called(id), " has ", value.constant->size(),
                  " bytes where its type and shape make ", size));
    }
  }

  void check_quantization(ValueId id, const Value& value) {
    const Quantization& q = value.quantization;
    if (q.scales.size() != q.zero_points.size()) {
      report(text(called(id), " has ", q.scales.size(), " scales and ",
                  q.zero_points.size(), " zero points"));
    }
    // Files with biases whose axis is that of their weights are about.
    const size_t axis = static_cast<size_t>(q.axis);
    if (q.scales.size() <= 1 || !value.shape || axis >= value.shape->size()) {
      return;
    }
    const int64_t extent = (*value.shape)[axis];
    if (extent >= 0 && extent != static_cast<int64_t>(q.scales.size())) {
      report(text(called(id), " has ", q.scales.size(), " scales for ", extent,
                  " channels"));
    }
  }

  void define(ValueId id, const std::string& by, bool may_lack) {
    if (id == kNoValue && may_lack) return;
    if (!in_range(id)) return report(by + " names a value that is not there");
    if (defined_[static_cast<size_t>(id)] && !graph_.value(id).variable) {
      return report(text(by, " defines ", called(id), " a second time"));
    }
    defined_[static_cast<size_t>(id)] = true;
  }

  void read(ValueId id, const std::string& by) {
    if (!in_range(id)) return report(by + " names a value that is not there");
    if (!defined_[static_cast<size_t>(id)]) {
      report(text(by, " reads ", called(id), " before it is made"));
    }
  }

  void check_node(size_t i) {
    const Node& node = graph_.nodes[i];
    const std::string by = text("node ", i, " (", node.op, ")");
    if (node.op.empty()) report(by + " names no operator");
    for (const ValueId id : node.inputs) {
      if (id != kNoValue) read(id, by);
    }
    for (const ValueId id : node.intermediates) {
      if (id != kNoValue && !in_range(id)) {
        report(by + " names a value that is not there");
      }
    }
    for (const ValueId id : node.outputs) define(id, by, true);
    for (const auto& [name, attribute] : node.attributes) {
      const GraphRef* graph = std::get_if<GraphRef>(&attribute.base());
      if (graph != nullptr &&
          (graph->index < 0 ||
           static_cast<size_t>(graph->index) >= module_.graphs.size())) {
        report(text(by, ": ", name, " names a graph that is not there"));
      }
    }
  }

  const Module& module_;
  const Graph& graph_;
  std::vector<bool> defined_;
  std::optional<std::string> found_;
};

std::optional<std::string> problem(const Module& module,
                                   const Signature& signature) {
  if (signature.graph < 0 ||
      static_cast<size_t>(signature.graph) >= module.graphs.size()) {
    return "names a graph that is not there";
  }
  const size_t count =
      module.graphs[static_cast<size_t>(signature.graph)].values.size();
  for (const auto* list : {&signature.inputs, &signature.outputs}) {
    for (const auto& [name, id] : *list) {
      if (id < 0 || static_cast<size_t>(id) >= count) {
        return name + " names a value that is not there";
      }
    }
  }
  return std::nullopt;
}

}  // namespace

base::Result<void> verify(const Module& module, const std::string& where) {
  if (module.graphs.empty()) return base::Error{where, "has no graph", ""};
  for (size_t i = 0; i < module.graphs.size(); ++i) {
    if (auto found = GraphVerifier(module, module.graphs[i]).problem()) {
      return base::Error{text(where, ", graph ", i), *found, ""};
    }
  }
  for (const Signature& signature : module.signatures) {
    if (auto found = problem(module, signature)) {
      return base::Error{text(where, ", signature ", signature.key), *found,
                         ""};
    }
  }
  return {};
}

}  // namespace mote::ir
