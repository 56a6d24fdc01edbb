// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Loops and branches. Lists of tensors, with which TensorFlow's loops gather
// what they compute, become arrays with one more dimension.
#include <algorithm>

#include "host/lower/walk.h"

namespace mote::lower {
namespace {

int32_t graph_of(const Call& call, const char* name) {
  const auto* graph = ir::find<ir::GraphRef>(call.node().attributes, name);
  if (graph == nullptr) call.e().refuse("it names no graph", "save it again");
  return graph->index;
}

const ir::Graph& source_graph(const Call& call, int32_t index) {
  return call.source().graphs[static_cast<size_t>(index)];
}

// The graph of the source that holds the node.
const ir::Graph& own_graph(const Call& call) {
  const auto* node = &call.node();
  return *std::ranges::find_if(
      call.source().graphs, [&](const ir::Graph& graph) {
        return !graph.nodes.empty() && node >= &graph.nodes.front() &&
               node <= &graph.nodes.back();
      });
}

// For each input of the graph whether one of the chosen outputs depends on it.
std::vector<bool> reads(const ir::Graph& graph, const std::vector<bool>& chosen) {
  const std::vector<bool> needed = needed_values(graph, chosen);
  std::vector<bool> out;
  for (const ir::ValueId id : graph.inputs) {
    out.push_back(needed[static_cast<size_t>(id)]);
  }
  return out;
}

// Which variables of a loop matter: the condition reads them, somebody after
// the loop does, or the new value of one that matters needs them.
std::vector<bool> live(const Call& call, const ir::Graph& condition,
                       const ir::Graph& body) {
  const ir::Uses uses = ir::uses(own_graph(call));
  std::vector<bool> needed = reads(condition, {true});
  for (size_t i = 0; i < call.node().outputs.size(); ++i) {
    const ir::ValueId id = call.node().outputs[i];
    if (!uses.unused(id)) needed[i] = true;
  }
  for (bool grows = true; grows;) {
    grows = false;
    const std::vector<bool> read = reads(body, needed);
    for (size_t i = 0; i < needed.size(); ++i) {
      if (read[i] && !needed[i]) needed[i] = grows = true;
    }
  }
  return needed;
}

// The graph with constants and invariants in place of the inputs that are not
// carried. Gives its index.
int32_t loop_graph(const Call& call, int32_t source, const Ids& operands,
                   const std::vector<bool>& carried, bool body) {
  Emitter& outer = call.e();
  const std::string layer = outer.layer();
  const int32_t index = static_cast<int32_t>(outer.module().graphs.size());
  outer.module().graphs.emplace_back().name =
      layer + (body ? "/body" : "/condition");
  Emitter inner(outer.module(), index);
  inner.set_layer(layer);
  Ids given;
  for (size_t i = 0; i < operands.size(); ++i) {
    if (operands[i] == ir::kNoValue) {
      given.push_back(ir::kNoValue);
      continue;
    }
    const ir::Value value = outer.value(operands[i]);
    given.push_back(carried[i]
                        ? inner.input(value.name, value.type, *value.shape)
                    : value.constant != nullptr ? inner.graph().add(value)
                                                : ir::kNoValue);
  }
  const size_t count = source_graph(call, source).outputs.size();
  const Ids results =
      walk(call.source(), source, given,
           body ? carried : std::vector<bool>(count, true), inner);
  for (size_t i = 0; i < results.size(); ++i) {
    if (results[i] == ir::kNoValue) continue;
    inner.graph().outputs.push_back(results[i]);
    if (body && inner.shape(results[i]) != outer.shape(operands[i])) {
      outer.refuse("an array changes its shape from one turn of a loop to the "
                   "next", "give the shapes of the inputs with --input-shape");
    }
  }
  return index;
}

Ids loop(const Call& call) {
  const int32_t condition = graph_of(call, "cond");
  const int32_t body = graph_of(call, "body");
  const ir::Graph& cond_graph = source_graph(call, condition);
  const ir::Graph& body_graph = source_graph(call, body);
  const Ids& operands = call.operands();
  const size_t count = operands.size();
  if (cond_graph.inputs.size() != count || body_graph.inputs.size() != count ||
      body_graph.outputs.size() != count || cond_graph.outputs.size() != 1) {
    call.e().refuse("a loop whose graphs do not fit it", "save it again");
  }
  std::vector<bool> carried = live(call, cond_graph, body_graph);
  for (size_t i = 0; i < count; ++i) {
    const bool invariant = body_graph.outputs[i] == body_graph.inputs[i];
    const bool known = operands[i] != ir::kNoValue &&
                       call.e().is_constant(operands[i]);
    if (operands[i] == ir::kNoValue || (invariant && known)) carried[i] = false;
  }
  Ids inputs;
  std::vector<OutputSpec> outputs;
  for (size_t i = 0; i < count; ++i) {
    if (!carried[i]) continue;
    inputs.push_back(operands[i]);
    outputs.push_back({call.type(i), call.shape(i)});
  }
  const std::string layer = call.e().layer();
  const ir::GraphRef made_condition{
      loop_graph(call, condition, operands, carried, false)};
  const ir::GraphRef made_body{
      loop_graph(call, body, operands, carried, true)};
  call.e().set_layer(layer);
  const Ids made =
      call.e().emit("WHILE", inputs, outputs,
                    {{"cond_subgraph_index", made_condition},
                     {"body_subgraph_index", made_body}});
  Ids results;
  for (size_t i = 0, k = 0; i < count; ++i) {
    results.push_back(carried[i] ? made[k++] : operands[i]);
  }
  return results;
}

Ids branch(const Call& call) {
  Emitter& e = call.e();
  const Ids operands(call.operands().begin() + 1, call.operands().end());
  const int32_t sources[] = {graph_of(call, "then_branch"),
                             graph_of(call, "else_branch")};
  if (e.is_constant(call.in(0))) {
    const bool taken = e.constant_ints(call.in(0)).front() != 0;
    return walk(call.source(), sources[taken ? 0 : 1], operands, e);
  }
  const std::string layer = e.layer();
  std::vector<bool> carried;
  Ids inputs = {call.in(0)};
  for (const ir::ValueId id : operands) {
    carried.push_back(id != ir::kNoValue && !e.is_constant(id));
    if (carried.back()) inputs.push_back(id);
  }
  int32_t made[2];
  for (size_t i = 0; i < 2; ++i) {
    made[i] = loop_graph(call, sources[i], operands, carried, false);
  }
  e.set_layer(layer);
  std::vector<OutputSpec> outputs;
  const ir::Graph& first = e.module().graphs[static_cast<size_t>(made[0])];
  for (const ir::ValueId id : first.outputs) {
    outputs.push_back({first.value(id).type, *first.value(id).shape});
  }
  return e.emit("IF", inputs, outputs,
                {{"then_subgraph_index", ir::GraphRef{made[0]}},
                 {"else_subgraph_index", ir::GraphRef{made[1]}}});
}

Ids reserve(const Call& call) {
  Emitter& e = call.e();
  Dims shape = {call.integer(1)};
  for (const int64_t extent : call.ints(0)) {
    shape.push_back(extent == -1 ? 1 : extent);
  }
  const Type type = call.attribute("element_dtype", Type::kFloat32);
  const int64_t bytes = ir::byte_size(type, shape);
  if (shape[0] < 0 || bytes < 0 || bytes > (1 << 26)) {
    e.refuse("a list of unknown length", "give the length of the sequence");
  }
  return {e.constant(type, shape, base::Bytes(static_cast<size_t>(bytes)))};
}

Ids get_item(const Call& call) {
  Dims to = call.shape(0);
  if (to.empty()) call.e().refuse("a list of nothing", "save it again");
  to.erase(to.begin());
  return {call.e().emit("GATHER", {call.in(0), call.in(1)}, call.type(0), to,
                        {{"axis", int64_t{0}}})};
}

Ids set_item(const Call& call) {
  Emitter& e = call.e();
  const Dims list = call.shape(0);
  Dims row = call.shape(2);
  row.insert(row.begin(), 1);
  const ir::ValueId item = e.reshape(call.in(2), row);
  if (row.size() != list.size() ||
      !std::equal(row.begin() + 1, row.end(), list.begin() + 1)) {
    e.refuse("an item of another shape than its list has",
             "give the shapes of the inputs with --input-shape");
  }
  if (list == row) return {item};  // the only one
  const ir::ValueId index = e.reshape(call.in(1), {1});
  const ir::ValueId rest =
      e.ints(std::vector<int64_t>(list.size() - 1, 0));
  const ir::ValueId start =
      e.emit("CONCATENATION", {index, rest}, Type::kInt32,
             {static_cast<int64_t>(list.size())}, {{"axis", int64_t{0}}});
  return {e.emit("DYNAMIC_UPDATE_SLICE", {call.in(0), item, start},
                 call.type(0), list)};
}

// A variable that outlives a run; a graph that runs once gives it its first
// content.
Ids variable(const Call& call) {
  Emitter& e = call.e();
  const auto* initial = ir::find<ir::TensorAttribute>(call.node().attributes,
                                                      "initial");
  if (initial == nullptr) return {ir::kNoValue};
  const std::string name =
      call.attribute<std::string>("shared_name", e.layer());
  const auto handle = [&](Emitter& into) {
    into.set_layer(name);
    return into.emit("VAR_HANDLE", {}, Type::kResource, Dims(),
                     {{"shared_name", name}});
  };
  const int32_t index = static_cast<int32_t>(e.module().graphs.size());
  e.module().graphs.emplace_back().name = name + "/initial";
  Emitter once(e.module(), index);
  const ir::ValueId first = handle(once);
  const ir::ValueId content = once.constant(initial->type, initial->shape,
                                            base::Bytes(*initial->bytes));
  once.emit("ASSIGN_VARIABLE", {first, content}, std::vector<OutputSpec>());
  e.emit("CALL_ONCE", {}, std::vector<OutputSpec>(),
         {{"init_subgraph_index", ir::GraphRef{index}}});
  return {handle(e)};
}

Ids read_variable(const Call& call) {
  for (const ir::Node& node : own_graph(call).nodes) {
    if (node.output(0) != call.node().input(0)) continue;
    const auto* initial =
        ir::find<ir::TensorAttribute>(node.attributes, "initial");
    if (initial == nullptr) continue;
    return {call.e().emit("READ_VARIABLE", {call.in(0)}, initial->type,
                          initial->shape)};
  }
  call.e().refuse("a variable without a value", "freeze the model first");
}

Ids assign_variable(const Call& call) {
  return call.e().emit("ASSIGN_VARIABLE", {call.in(0), call.in(1)},
                       std::vector<OutputSpec>());
}

Ids whole_list(const Call& call) { return {call.in(0)}; }

}  // namespace

void add_control(Table& table) {
  table["tf.While"] = loop;
  table["tf.If"] = branch;
  table["tf.VarHandleOp"] = variable;
  table["tf.ReadVariableOp"] = read_variable;
  table["tf.AssignVariableOp"] = assign_variable;
  table["tf.TensorListReserve"] = reserve;
  table["tf.TensorListFromTensor"] = whole_list;
  table["tf.TensorListStack"] = whole_list;
  table["tf.TensorListGetItem"] = get_item;
  table["tf.TensorListSetItem"] = set_item;
}

}  // namespace mote::lower
