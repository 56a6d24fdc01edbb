// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Loops of graphs without functions: Enter and NextIteration meet in a Merge,
// a Switch leads into the body or to an Exit, and LoopCond decides.
#include "host/base/text.h"
#include "host/import/tensorflow/graph_reader.h"

namespace mote::tensorflow {
namespace {

constexpr int kMostLoops = 16;

std::string frame_name(const proto::NodeDef& node) {
  const auto it = node.attr().find("frame_name");
  return it == node.attr().end() ? "" : it->second.s();
}

bool is_constant(const proto::NodeDef& node) {
  const auto it = node.attr().find("is_constant");
  return it != node.attr().end() && it->second.b();
}

}  // namespace

std::optional<GraphReader::Loop> GraphReader::loop_of(
    const Scope& scope, const proto::NodeDef& exit) {
  const auto find = [&](const std::string& text,
                        const char* op) -> const proto::NodeDef* {
    const auto it = scope.nodes->find(parse(scope, text).node);
    const bool found = it != scope.nodes->end() && it->second->op() == op &&
                       it->second->input_size() > 0;
    return found ? it->second : nullptr;
  };
  const auto damaged = [&] {
    fail(exit.name(), "the loop that it leaves is not complete",
         "save the model again, with tf.function and not as a TF1 graph");
    return std::nullopt;
  };
  Loop loop;
  const proto::NodeDef* first =
      exit.input_size() > 0 ? find(exit.input(0), "Switch") : nullptr;
  if (first == nullptr || first->input_size() < 2) return damaged();
  loop.condition = find(first->input(1), "LoopCond");
  if (loop.condition == nullptr) return damaged();
  std::string frame;
  for (const proto::NodeDef& node : source_.node()) {
    if (node.op() != "Switch" || node.input_size() < 2 ||
        parse(scope, node.input(1)).node != loop.condition->name()) {
      continue;
    }
    const proto::NodeDef* merge = find(node.input(0), "Merge");
    if (merge == nullptr || merge->input_size() < 2) return damaged();
    const proto::NodeDef* enter = find(merge->input(0), "Enter");
    const proto::NodeDef* next = find(merge->input(1), "NextIteration");
    if (enter == nullptr || next == nullptr) return damaged();
    loop.switches.push_back(&node);
    loop.merges.push_back(merge);
    loop.enters.push_back(enter);
    loop.iterations.push_back(next);
    frame = frame_name(*enter);
  }
  for (const proto::NodeDef& node : source_.node()) {
    if (node.op() == "Enter" && is_constant(node) && node.input_size() > 0 &&
        frame_name(node) == frame) {
      loop.enters.push_back(&node);
    }
  }
  return loop;
}

int32_t GraphReader::loop_graph(const Scope& outer, const Loop& loop, bool body,
                                const std::vector<ir::ValueId>& operands) {
  const int32_t index = static_cast<int32_t>(module_.graphs.size());
  module_.graphs.emplace_back().name =
      loop.condition->name() + (body ? "/body" : "/condition");
  Scope scope;
  scope.graph = index;
  scope.nodes = outer.nodes;
  std::vector<std::string> wanted;
  for (size_t i = 0; i < operands.size(); ++i) {
    const bool invariant = i >= loop.merges.size();
    const std::string reference = invariant ? loop.enters[i]->name()
                                  : body ? loop.switches[i]->name() + ":1"
                                         : loop.merges[i]->name();
    bind_parameter(scope, reference, graph(outer.graph), operands[i]);
    if (body) {
      wanted.push_back(invariant ? reference : loop.iterations[i]->input(0));
    }
  }
  if (!body) wanted.push_back(loop.condition->input(0));
  build(scope, wanted);
  std::vector<ir::ValueId> outputs;
  for (const std::string& reference : wanted) {
    outputs.push_back(value(scope, reference));
  }
  graph(index).outputs = std::move(outputs);
  return index;
}

void GraphReader::build_exit(Scope& scope, const proto::NodeDef& exit) {
  const std::optional<Loop> loop = loop_of(scope, exit);
  if (!loop) return;
  const std::string key = loop->condition->name();
  if (depth_ >= kMostLoops) {
    return fail(exit.name(), "loops are nested more than 16 deep",
                "a loop that contains itself cannot be converted");
  }
  if (!scope.nodes_made.contains(key)) {
    ir::Node made;
    made.op = "tf.While";
    made.name = key;
    for (const proto::NodeDef* enter : loop->enters) {
      made.inputs.push_back(value(scope, enter->input(0)));
    }
    if (failed()) return;
    ++depth_;
    const std::vector<ir::ValueId> given = made.inputs;
    made.attributes["cond"] = ir::GraphRef{
        loop_graph(scope, *loop, false, given)};
    made.attributes["body"] = ir::GraphRef{loop_graph(scope, *loop, true, given)};
    --depth_;
    if (failed()) return;
    ir::Graph& into = graph(scope.graph);
    for (const ir::ValueId id : given) {
      ir::Value output;
      output.name = base::text(made.name, ":", made.outputs.size());
      output.type = into.value(id).type;
      output.shape = std::nullopt;
      made.outputs.push_back(into.add(std::move(output)));
    }
    scope.made[key] = made.outputs;
    scope.nodes_made[key] = static_cast<int32_t>(into.nodes.size());
    into.nodes.push_back(std::move(made));
  }
  for (size_t i = 0; i < loop->switches.size(); ++i) {
    if (loop->switches[i]->name() == parse(scope, exit.input(0)).node) {
      scope.made[exit.name()] = {scope.made[key][i]};
    }
  }
}

}  // namespace mote::tensorflow
