// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/import/tensorflow/variables.h"

#include <algorithm>
#include <cstring>

#include "host/import/tensorflow/checkpoint.h"
#include "host/import/tensorflow/parse.h"

namespace mote::tensorflow {
namespace {

using base::Result;

// The strings of a constant, as node_reader.cc lays them.
std::vector<std::string> strings(const ir::Value& value) {
  std::vector<std::string> out;
  if (value.constant == nullptr || value.type != Type::kString) return out;
  const base::Bytes& bytes = *value.constant;
  const auto number = [&](size_t i) {
    int32_t n = 0;
    std::memcpy(&n, bytes.data() + i * sizeof(n), sizeof(n));
    return n;
  };
  for (int32_t i = 0; i < number(0); ++i) {
    const size_t k = static_cast<size_t>(i);
    out.emplace_back(bytes.begin() + number(k + 1), bytes.begin() + number(k + 2));
  }
  return out;
}

class Restorer {
 public:
  Restorer(const ir::Graph& graph, const Checkpoint& checkpoint)
      : graph_(graph), uses_(ir::uses(graph)), checkpoint_(checkpoint) {}

  Result<Variables> restore() const {
    Variables out;
    for (const ir::Node& node : graph_.nodes) {
      const bool assigns =
          node.op == "tf.AssignVariableOp" || node.op == "tf.Assign";
      if (!assigns || node.inputs.size() < 2) continue;
      const std::string name = variable(node.inputs[0]);
      const std::string key = restored(node.inputs[1]);
      if (name.empty() || key.empty() || !checkpoint_.contains(key)) continue;
      Result<ir::TensorAttribute> content = checkpoint_.tensor(key);
      if (!content.ok()) return content.error();
      out[name] = std::move(content).value();
    }
    return out;
  }

 private:
  const ir::Node* maker(ir::ValueId id) const {
    const int32_t node = uses_.maker[static_cast<size_t>(id)];
    return node < 0 ? nullptr : &graph_.nodes[static_cast<size_t>(node)];
  }

  std::string variable(ir::ValueId id) const {
    const ir::Node* node = maker(id);
    if (node == nullptr || node->op != "tf.VarHandleOp") return "";
    return ir::get<std::string>(node->attributes, "shared_name", "");
  }

  // The key under which the value lies in the checkpoint; empty: it does not
  // come from there.
  std::string restored(ir::ValueId id) const {
    const ir::Node* node = maker(id);
    if (node == nullptr || node->op != "tf.RestoreV2" ||
        node->inputs.size() < 2) {
      return "";
    }
    const auto at = std::ranges::find(node->outputs, id);
    const auto keys = strings(graph_.value(node->inputs[1]));
    const size_t k = static_cast<size_t>(at - node->outputs.begin());
    return k < keys.size() ? keys[k] : "";
  }

  const ir::Graph& graph_;
  ir::Uses uses_;
  const Checkpoint& checkpoint_;
};

// The variables that calls of functions take, by the objects that the functions
// are bound to.
Result<Variables> bound_variables(const proto::MetaGraphDef& graph,
                                  const Checkpoint& checkpoint) {
  constexpr char kObjects[] = "_CHECKPOINTABLE_OBJECT_GRAPH";
  Variables out;
  if (!checkpoint.contains(kObjects)) return out;
  const Result<std::string> text = checkpoint.text(kObjects);
  if (!text.ok()) return text.error();
  proto::TrackableObjectGraph objects;
  if (!parse(objects, text.value().data(), text.value().size())) return out;
  const auto& functions = graph.object_graph_def().concrete_functions();
  std::map<std::string, std::string> handles;  // node, name of the variable
  for (const proto::NodeDef& node : graph.graph_def().node()) {
    if (node.op() == "VarHandleOp") handles[node.name()] = variable_name(node);
  }
  for (const proto::NodeDef& node : graph.graph_def().node()) {
    const auto callee = node.attr().find("f");
    if (callee == node.attr().end()) continue;
    const auto function = functions.find(callee->second.func().name());
    if (function == functions.end()) continue;
    const auto& bound = function->second.bound_inputs();
    if (bound.size() > node.input_size()) continue;
    const int first = node.input_size() - bound.size();
    for (int i = 0; i < bound.size(); ++i) {
      const auto handle = handles.find(node.input(first + i));
      if (handle == handles.end() || bound[i] < 0 ||
          bound[i] >= objects.nodes_size()) {
        continue;
      }
      for (const auto& attribute : objects.nodes(bound[i]).attributes()) {
        if (attribute.name() != "VARIABLE_VALUE") continue;
        auto content = checkpoint.tensor(attribute.checkpoint_key());
        if (!content.ok()) return content.error();
        out[handle->second] = std::move(content).value();
      }
    }
  }
  return out;
}

}  // namespace

Result<Variables> read_variables(const proto::MetaGraphDef& graph,
                                 const std::filesystem::path& prefix,
                                 const std::string& where) {
  std::filesystem::path index = prefix;
  index += ".index";
  std::error_code ignored;
  if (!std::filesystem::exists(index, ignored)) return Variables();
  const Result<Checkpoint> checkpoint = Checkpoint::open(prefix);
  if (!checkpoint.ok()) return checkpoint.error();
  Result<Variables> bound = bound_variables(graph, checkpoint.value());
  const std::string& restore = graph.saver_def().restore_op_name();
  if (!bound.ok() || restore.empty()) return bound;
  GraphReader reader(graph.graph_def(), where);
  const Result<ir::Module> module = reader.read_effects(restore);
  if (!module.ok()) return module.error();
  Result<Variables> restored =
      Restorer(module.value().main(), checkpoint.value()).restore();
  if (restored.ok()) bound->merge(restored.value());
  return restored.ok() ? std::move(bound) : std::move(restored);
}

}  // namespace mote::tensorflow
