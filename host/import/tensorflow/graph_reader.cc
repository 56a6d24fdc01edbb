// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tensorflow/graph_reader.h"

#include <charconv>

#include "host/base/text.h"

namespace mote::tensorflow {
namespace {

constexpr size_t kMostNodes = 1000000;
constexpr size_t kMostOutputs = 65536;

size_t number(std::string_view text) {
  size_t n = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), n);
  const bool whole = end == text.data() + text.size();
  return error == std::errc() && whole ? n : kMostOutputs;
}

}  // namespace

GraphReader::GraphReader(const proto::GraphDef& graph, std::string where)
    : source_(graph), where_(std::move(where)) {
  for (const proto::NodeDef& node : graph.node()) nodes_[node.name()] = &node;
  for (const proto::FunctionDef& function : graph.library().function()) {
    functions_[function.signature().name()] = &function;
  }
}

void GraphReader::fail(const std::string& node, std::string what,
                       std::string cure) {
  if (!error_) {
    error_ = base::Error{node.empty() ? where_ : where_ + ", node " + node,
                         std::move(what), std::move(cure)};
  }
}

GraphReader::Reference GraphReader::parse(const Scope& scope,
                                          const std::string& text) const {
  if (text.starts_with('^')) return {text.substr(1), 0, true};
  const size_t colon = text.find(':');
  if (colon == std::string::npos) return {text, 0, false};
  const std::string name = text.substr(0, colon);
  if (!scope.function) return {name, number(text.substr(colon + 1)), false};
  const size_t second = text.find(':', colon + 1);
  if (second == std::string::npos) return {name, 0, false};
  const auto it = scope.nodes->find(name);
  const size_t first =
      it == scope.nodes->end()
          ? 0
          : first_output(it->second->op(),
                         text.substr(colon + 1, second - colon - 1));
  return {name, first + number(text.substr(second + 1)), false};
}

// The references that must be there before the node is built.
std::vector<std::string> GraphReader::needs(const Scope& scope,
                                            const proto::NodeDef& node) {
  std::vector<std::string> out;
  if (node.op() == "Exit") {
    if (const std::optional<Loop> loop = loop_of(scope, node)) {
      for (const proto::NodeDef* enter : loop->enters) {
        out.push_back(enter->input(0));
      }
    }
    return out;
  }
  for (const std::string& input : node.input()) {
    if (effects_ || !input.starts_with('^')) out.push_back(input);
  }
  return out;
}

// The nodes that the wanted references need, each after those that it needs.
std::vector<const proto::NodeDef*> GraphReader::ordered(
    const Scope& scope, std::vector<std::string> wanted) {
  struct Visit {
    const proto::NodeDef* node;
    std::vector<std::string> needs;
    size_t next = 0;
  };
  std::vector<const proto::NodeDef*> order;
  std::unordered_map<const proto::NodeDef*, bool> finished;
  std::vector<Visit> stack;
  stack.push_back({nullptr, std::move(wanted), 0});
  while (!stack.empty() && !failed()) {
    Visit& top = stack.back();
    if (top.next == top.needs.size()) {
      if (top.node != nullptr) {
        finished[top.node] = true;
        order.push_back(top.node);
      }
      stack.pop_back();
      continue;
    }
    const std::string text = top.needs[top.next++];
    const Reference reference = parse(scope, text);
    if (scope.bound.contains(text) || scope.bound.contains(reference.node)) {
      continue;
    }
    const auto it = scope.nodes->find(reference.node);
    if (it == scope.nodes->end()) {
      fail(top.node == nullptr ? "" : top.node->name(),
           "it reads '" + text + "', which is not in the graph",
           "save the model again: it is damaged");
      break;
    }
    const auto [state, is_new] = finished.try_emplace(it->second, false);
    if (!is_new && !state->second) {
      fail(reference.node, "the node depends on itself",
           "save the model again: it is damaged");
      break;
    }
    if (is_new) stack.push_back({it->second, needs(scope, *it->second), 0});
  }
  return order;
}

void GraphReader::build(Scope& scope, const std::vector<std::string>& wanted) {
  for (const proto::NodeDef* node : ordered(scope, wanted)) {
    if (failed()) return;
    if (++built_ > kMostNodes) {
      return fail("", "the graph has more than a million nodes once calls are "
                      "inlined", "convert a part of it");
    }
    build(scope, *node);
  }
}

ir::ValueId GraphReader::value(Scope& scope, const std::string& text) {
  if (failed()) return ir::kNoValue;
  const auto given = scope.bound.find(text);
  if (given != scope.bound.end()) return given->second;
  const Reference reference = parse(scope, text);
  const auto whole = scope.bound.find(reference.node);
  if (whole != scope.bound.end()) return whole->second;
  std::vector<ir::ValueId>& outputs = scope.made[reference.node];
  const auto node = scope.nodes_made.find(reference.node);
  if (reference.output >= outputs.size() && node != scope.nodes_made.end() &&
      reference.output < kMostOutputs) {
    // Outputs come to be as they are asked for.
    const proto::NodeDef& source = *scope.nodes->at(reference.node);
    ir::Graph& into = graph(scope.graph);
    while (outputs.size() <= reference.output) {
      ir::Value made;
      made.name = base::text(reference.node, ":", outputs.size());
      made.type = output_type(source, outputs.size());
      made.shape = std::nullopt;
      outputs.push_back(into.add(std::move(made)));
    }
    into.nodes[static_cast<size_t>(node->second)].outputs = outputs;
  }
  if (reference.output < outputs.size()) return outputs[reference.output];
  fail(reference.node, base::text("the node has no output ", reference.output),
       "save the model again: it is damaged");
  return ir::kNoValue;
}

std::vector<ir::ValueId> GraphReader::operands(Scope& scope,
                                               const proto::NodeDef& node) {
  std::vector<ir::ValueId> out;
  for (const std::string& input : node.input()) {
    if (!input.starts_with('^')) out.push_back(value(scope, input));
  }
  return out;
}

base::Result<ir::Module> GraphReader::read(
    const std::vector<std::string>& inputs,
    const std::vector<std::string>& outputs) {
  for (size_t known = SIZE_MAX; known != assigned_.size() && !failed();) {
    known = assigned_.size();
    module_ = {};
    handles_.clear();
    read_once(inputs, outputs);
  }
  if (error_) return *error_;
  return std::move(module_);
}

void GraphReader::read_once(const std::vector<std::string>& inputs,
                            const std::vector<std::string>& outputs) {
  module_.graphs.emplace_back();
  Scope scope;
  scope.nodes = &nodes_;
  for (const std::string& input : inputs) {
    const Reference reference = parse(scope, input);
    const auto it = nodes_.find(reference.node);
    if (it == nodes_.end()) {
      return fail("", "there is no node '" + reference.node +
                          "' to be an input",
                  "name an input that the graph has");
    }
    const auto shape = it->second->attr().find("shape");
    ir::Value made;
    made.name = reference.node;
    made.type = output_type(*it->second, reference.output);
    made.shape = shape == it->second->attr().end()
                     ? std::nullopt : shape_of(shape->second.shape());
    const ir::ValueId id = graph(0).add(std::move(made));
    graph(0).inputs.push_back(id);
    scope.bound[reference.node] = id;
  }
  build(scope, outputs);
  for (const std::string& output : outputs) {
    graph(0).outputs.push_back(value(scope, output));
  }
}

base::Result<ir::Module> GraphReader::read_effects(const std::string& name) {
  effects_ = true;
  module_.graphs.emplace_back();
  Scope scope;
  scope.nodes = &nodes_;
  build(scope, {name});
  if (error_) return *error_;
  return std::move(module_);
}

}  // namespace mote::tensorflow
