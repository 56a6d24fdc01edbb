// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// How each kind of node comes into the graph.
#include <algorithm>
#include <array>
#include <cstring>

#include "host/base/text.h"
#include "host/import/tensorflow/graph_reader.h"

namespace mote::tensorflow {
namespace {

constexpr int kMostCalls = 64;

bool among(const std::string& op, std::initializer_list<const char*> names) {
  return std::find(names.begin(), names.end(), op) != names.end();
}

// Gives its operands unaltered, whatever it does while training.
bool is_alias(const std::string& op) {
  return among(op, {"Identity", "IdentityN", "StopGradient", "PreventGradient",
                    "CheckNumerics", "EnsureShape", "Snapshot",
                    "PlaceholderWithDefault"});
}

bool is_call(const std::string& op) {
  return among(op, {"PartitionedCall", "StatefulPartitionedCall"});
}

bool is_control(const std::string& op) {
  return among(op, {"While", "StatelessWhile", "If", "StatelessIf"});
}

// As a tensor of strings lies in a model: count, offsets, characters.
ir::Constant string_constant(const proto::Tensor& tensor) {
  std::vector<int32_t> head = {tensor.string_val_size()};
  int32_t offset =
      static_cast<int32_t>(sizeof(int32_t)) * (tensor.string_val_size() + 2);
  std::string characters;
  for (const std::string& text : tensor.string_val()) {
    head.push_back(offset + static_cast<int32_t>(characters.size()));
    characters += text;
  }
  head.push_back(offset + static_cast<int32_t>(characters.size()));
  base::Bytes bytes(head.size() * sizeof(int32_t) + characters.size());
  std::memcpy(bytes.data(), head.data(), head.size() * sizeof(int32_t));
  std::copy(characters.begin(), characters.end(),
            bytes.begin() + static_cast<ptrdiff_t>(head.size() * 4));
  return ir::make_constant(std::move(bytes));
}

std::string function_name(const proto::NodeDef& node, const char* attribute) {
  const auto it = node.attr().find(attribute);
  return it == node.attr().end() ? "" : it->second.func().name();
}

}  // namespace

std::string variable_name(const proto::NodeDef& handle) {
  const auto it = handle.attr().find("shared_name");
  const bool named = it != handle.attr().end() && !it->second.s().empty();
  return named ? it->second.s() : handle.name();
}

void GraphReader::build(Scope& scope, const proto::NodeDef& node) {
  const std::string& op = node.op();
  if (op == "NoOp") return;
  if (op == "Const") return build_constant(scope, node);
  if (op == "VarHandleOp" || op == "VariableV2" || op == "Variable") {
    return build_variable(scope, node);
  }
  if (op == "ReadVariableOp") return build_read(scope, node);
  if (op == "AssignVariableOp" && !effects_) return build_assign(scope, node);
  if (op == "Exit") return build_exit(scope, node);
  if (is_alias(op)) {
    scope.made[node.name()] = operands(scope, node);
    return;
  }
  if (is_call(op)) return build_call(scope, node, function_name(node, "f"));
  if (functions_.contains(op)) return build_call(scope, node, op);
  if (is_control(op)) return build_control(scope, node);
  build_generic(scope, node);
}

void GraphReader::build_constant(Scope& scope, const proto::NodeDef& node) {
  const auto it = node.attr().find("value");
  const std::string name = node.name();
  if (it == node.attr().end()) {
    return fail(name, "the constant has no value",
                "save the model again: it is damaged");
  }
  const proto::Tensor& tensor = it->second.tensor();
  ir::Value made;
  made.name = name;
  made.type = type_of(tensor.dtype());
  if (made.type == Type::kString) {
    made.shape = std::vector<int64_t>{tensor.string_val_size()};
    made.constant = string_constant(tensor);
  } else {
    base::Result<ir::TensorAttribute> read =
        tensor_of(tensor, where_ + ", node " + name);
    if (!read.ok()) {
      if (!error_) error_ = read.error();
      return;
    }
    made.shape = read->shape;
    made.constant = read->bytes;
  }
  scope.made[node.name()] = {graph(scope.graph).add(std::move(made))};
}

ir::ValueId GraphReader::add_handle(int32_t index, const std::string& name) {
  ir::Value made;
  made.name = name;
  made.type = Type::kResource;
  const ir::ValueId id = graph(index).add(std::move(made));
  ir::Node handle;
  handle.op = "tf.VarHandleOp";
  handle.name = name;
  handle.outputs = {id};
  handle.attributes["shared_name"] = name;
  const auto content = variables_.find(name);
  if (assigned_.contains(name) && content != variables_.end()) {
    handle.attributes["initial"] = content->second;
  }
  graph(index).nodes.push_back(std::move(handle));
  handles_[{index, id}] = name;
  return id;
}

void GraphReader::build_variable(Scope& scope, const proto::NodeDef& node) {
  const std::string name = variable_name(node);
  const ir::ValueId handle = add_handle(scope.graph, name);
  scope.made[node.name()] = {handle};
  // A reference variable is its own value.
  if (node.op() != "VarHandleOp" && !effects_) build_read(scope, node);
}

// Gives the content of the variable that the node, or its operand, names.
void GraphReader::build_read(Scope& scope, const proto::NodeDef& node) {
  const ir::ValueId handle = node.op() == "ReadVariableOp" && node.input_size() > 0
                                 ? value(scope, node.input(0))
                                 : scope.made[node.name()].front();
  if (failed()) return;
  const auto name = handles_.find({scope.graph, handle});
  const auto content = name == handles_.end() ? variables_.end()
                                              : variables_.find(name->second);
  const bool kept = name != handles_.end() && assigned_.contains(name->second);
  if (content == variables_.end() || kept) {
    if (effects_ || kept) return build_generic(scope, node);
    return fail(node.name(),
                "the variable that it reads has no value in the model",
                "give the checkpoint that belongs to the graph");
  }
  ir::Value made;
  made.name = name->second;
  made.type = content->second.type;
  made.shape = content->second.shape;
  made.constant = content->second.bytes;
  scope.made[node.name()] = {graph(scope.graph).add(std::move(made))};
}

// What is assigned while the model runs must be read as a variable: the graph
// is read once more when the first assignment is found.
void GraphReader::build_assign(Scope& scope, const proto::NodeDef& node) {
  const ir::ValueId handle =
      node.input_size() > 0 ? value(scope, node.input(0)) : ir::kNoValue;
  const auto name = handles_.find({scope.graph, handle});
  if (name == handles_.end() || !variables_.contains(name->second)) return;
  assigned_.insert(name->second);
  build_generic(scope, node);
}

void GraphReader::build_generic(Scope& scope, const proto::NodeDef& node) {
  ir::Node made;
  made.op = "tf." + node.op();
  made.name = node.name();
  made.inputs = operands(scope, node);
  made.attributes = attributes_of(node);
  if (failed()) return;
  ir::Graph& into = graph(scope.graph);
  scope.nodes_made[node.name()] = static_cast<int32_t>(into.nodes.size());
  into.nodes.push_back(std::move(made));
}

std::vector<ir::ValueId> GraphReader::inline_function(
    Scope& outer, const std::string& name,
    const std::vector<ir::ValueId>& args) {
  const auto it = functions_.find(name);
  if (it == functions_.end()) {
    fail(name, "the model calls this function and does not define it",
         "save the model again: it is damaged");
    return {};
  }
  if (depth_ >= kMostCalls) {
    fail(name, "calls are nested more than 64 deep",
         "a function that calls itself cannot be converted");
    return {};
  }
  const proto::FunctionDef& function = *it->second;
  const auto [nodes, is_new] = function_nodes_.try_emplace(name);
  if (is_new) {
    for (const proto::NodeDef& node : function.node_def()) {
      nodes->second[node.name()] = &node;
    }
  }
  Scope scope;
  scope.graph = outer.graph;
  scope.function = true;
  scope.nodes = &nodes->second;
  for (int i = 0; i < function.signature().input_arg_size(); ++i) {
    if (static_cast<size_t>(i) >= args.size()) {
      fail(name, "it gives '" + name + "' too few operands",
           "save the model again: it is damaged");
      return {};
    }
    scope.bound[function.signature().input_arg(i).name()] =
        args[static_cast<size_t>(i)];
  }
  std::vector<std::string> wanted;
  for (const proto::ArgDef& arg : function.signature().output_arg()) {
    const auto ret = function.ret().find(arg.name());
    wanted.push_back(ret == function.ret().end() ? arg.name() : ret->second);
  }
  std::vector<std::string> all = wanted;
  for (const proto::NodeDef& node : function.node_def()) {
    if (effects_ || node.op() == "AssignVariableOp") {
      all.push_back("^" + node.name());
    }
  }
  ++depth_;
  build(scope, all);
  --depth_;
  std::vector<ir::ValueId> out;
  for (const std::string& reference : wanted) {
    out.push_back(value(scope, reference));
  }
  return out;
}

void GraphReader::build_call(Scope& scope, const proto::NodeDef& node,
                             const std::string& callee) {
  const std::vector<ir::ValueId> args = operands(scope, node);
  if (failed()) return;
  scope.made[node.name()] = inline_function(scope, callee, args);
}

// A parameter of a graph of its own. Handles of variables are not passed: the
// graph names the variable itself.
void GraphReader::bind_parameter(Scope& scope, const std::string& reference,
                                 const ir::Graph& outer, ir::ValueId operand) {
  const ir::Value& given = outer.value(operand);
  ir::Value made;
  made.name = given.name;
  made.type = given.type;
  made.shape = given.shape;
  const ir::ValueId id = graph(scope.graph).add(std::move(made));
  graph(scope.graph).inputs.push_back(id);
  scope.bound[reference] = id;
}

int32_t GraphReader::function_graph(const std::string& name, const Scope& outer,
                                    const std::vector<ir::ValueId>& operands) {
  const int32_t index = static_cast<int32_t>(module_.graphs.size());
  module_.graphs.emplace_back().name = name;
  Scope scope;
  scope.graph = index;
  std::vector<ir::ValueId> args;
  for (size_t i = 0; i < operands.size(); ++i) {
    const std::string parameter = base::text("arg", i);
    const auto handle = handles_.find({outer.graph, operands[i]});
    bind_parameter(scope, parameter, graph(outer.graph), operands[i]);
    args.push_back(handle == handles_.end()
                       ? scope.bound[parameter]
                       : add_handle(index, handle->second));
  }
  graph(index).outputs = inline_function(scope, name, args);
  return index;
}

void GraphReader::build_control(Scope& scope, const proto::NodeDef& node) {
  const bool loop = node.op().ends_with("While");
  build_generic(scope, node);
  if (failed()) return;
  const size_t at =
      static_cast<size_t>(scope.nodes_made.at(node.name()));
  std::vector<ir::ValueId> given = graph(scope.graph).nodes[at].inputs;
  if (!loop && given.empty()) {
    return fail(node.name(), "it has no condition",
                "save the model again: it is damaged");
  }
  if (!loop) given.erase(given.begin());
  const std::array<const char*, 2> names =
      loop ? std::array{"cond", "body"}
           : std::array{"then_branch", "else_branch"};
  for (const char* name : names) {
    const int32_t index =
        function_graph(function_name(node, name), scope, given);
    graph(scope.graph).nodes[at].attributes[name] = ir::GraphRef{index};
  }
  graph(scope.graph).nodes[at].op = loop ? "tf.While" : "tf.If";
}

}  // namespace mote::tensorflow
