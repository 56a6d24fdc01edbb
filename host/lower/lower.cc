// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/lower/lower.h"

#include <algorithm>

#include "host/base/text.h"
#include "host/lower/walk.h"

namespace mote::lower {
namespace {

const Table& table() {
  static const Table rows = [] {
    Table made;
    for (const auto add :
         {add_elementwise, add_activations, add_products, add_convolutions,
          add_pools, add_reductions, add_shapes, add_slices, add_gathers,
          add_images, add_control}) {
      add(made);
    }
    return made;
  }();
  return rows;
}

Dims input_shape(const ir::Value& value, const Options& options,
                 const Emitter& e) {
  const auto given = options.input_shapes.find(value.name);
  if (given != options.input_shapes.end()) return given->second;
  if (!value.shape) {
    e.refuse("nothing is known of the shape of the input '" + value.name + "'",
             "give it with --input-shape " + value.name + "=1,...");
  }
  Dims shape = *value.shape;
  for (size_t i = 0; i < shape.size(); ++i) {
    if (i == 0 && shape[i] == -1) shape[i] = 1;
    if (shape[i] < 0) {
      e.refuse("the input '" + value.name + "' leaves a dimension open",
               "give it with --input-shape " + value.name + "=1,...");
    }
  }
  return shape;
}

ir::Module convert(const ir::Module& source, const Options& options) {
  ir::Module out;
  out.graphs.emplace_back().name = "main";
  Emitter e(out, 0);
  const ir::Graph& from = source.main();
  std::map<ir::ValueId, ir::ValueId> ends;  // inputs and outputs of the source
  Ids operands;
  for (const ir::ValueId id : from.inputs) {
    const ir::Value& value = from.value(id);
    operands.push_back(
        e.input(value.name, value.type, input_shape(value, options, e)));
    ends[id] = operands.back();
  }
  const Ids results = walk(source, 0, operands, e);
  for (size_t i = 0; i < results.size(); ++i) {
    const std::string& name = from.value(from.outputs[i]).name;
    e.set_layer(name);
    if (e.is_constant(results[i])) {
      e.refuse("this output depends on no input", "convert another output");
    }
    ends[from.outputs[i]] = results[i];
  }
  e.graph().outputs = results;
  for (const ir::Signature& signature : source.signatures) {
    ir::Signature copy = signature;
    for (auto* list : {&copy.inputs, &copy.outputs}) {
      for (auto& [name, id] : *list) id = ends[id];
    }
    out.signatures.push_back(std::move(copy));
  }
  return out;
}

// Half precision is stored and not computed in: here it is float32 throughout.
ir::ValueId in_single_floats(Emitter& e, ir::ValueId id) {
  if (e.type(id) != Type::kFloat16) return id;
  e.set_layer(e.value(id).name);
  return e.emit("CAST", {id}, Type::kFloat32, e.shape(id),
                {{"in_data_type", Type::kFloat16},
                 {"out_data_type", Type::kFloat32}});
}

// A node counts by what it gives, or by the variable that it changes.
bool wanted(const ir::Node& node, const std::vector<bool>& needed) {
  return node.op == "tf.AssignVariableOp" ||
         std::ranges::any_of(node.outputs, [&](ir::ValueId id) {
           return id != ir::kNoValue && needed[static_cast<size_t>(id)];
         });
}

}  // namespace

std::vector<bool> needed_values(const ir::Graph& graph,
                                const std::vector<bool>& chosen) {
  std::vector<bool> needed(graph.values.size(), false);
  for (size_t i = 0; i < graph.outputs.size(); ++i) {
    if (chosen[i]) needed[static_cast<size_t>(graph.outputs[i])] = true;
  }
  for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
    if (!wanted(*node, needed)) continue;
    for (const ir::ValueId id : node->inputs) {
      if (id != ir::kNoValue) needed[static_cast<size_t>(id)] = true;
    }
  }
  return needed;
}

Ids walk(const ir::Module& source, int32_t index, const Ids& operands,
         Emitter& e) {
  const ir::Graph& from = source.graphs[static_cast<size_t>(index)];
  return walk(source, index, operands,
              std::vector<bool>(from.outputs.size(), true), e);
}

Ids walk(const ir::Module& source, int32_t index, const Ids& operands,
         const std::vector<bool>& chosen, Emitter& e) {
  const ir::Graph& from = source.graphs[static_cast<size_t>(index)];
  const std::vector<bool> needed = needed_values(from, chosen);
  Ids made(from.values.size(), ir::kNoValue);
  for (size_t i = 0; i < from.inputs.size() && i < operands.size(); ++i) {
    made[static_cast<size_t>(from.inputs[i])] = operands[i];
  }
  const auto value = [&](ir::ValueId id) {
    if (id == ir::kNoValue) return id;
    ir::ValueId& known = made[static_cast<size_t>(id)];
    if (known == ir::kNoValue && from.value(id).constant != nullptr) {
      known = in_single_floats(e, e.graph().add(from.value(id)));
    }
    return known;
  };
  for (const ir::Node& node : from.nodes) {
    if (!wanted(node, needed)) continue;
    e.set_layer(node.name);
    const auto row = table().find(node.op);
    if (row == table().end()) {
      e.refuse("the operator " + node.op.substr(node.op.find('.') + 1) +
                   " is not converted",
               "replace it by others, or leave that part of the model out with "
               "--outputs");
    }
    Ids inputs;
    for (const ir::ValueId id : node.inputs) inputs.push_back(value(id));
    const Ids results = row->second(Call(source, node, std::move(inputs), e));
    for (size_t i = 0; i < node.outputs.size(); ++i) {
      if (i >= results.size()) {
        if (node.outputs[i] == ir::kNoValue) continue;
        break;  // an output that .tflite lacks; whoever reads it is refused
      }
      made[static_cast<size_t>(node.outputs[i])] = results[i];
    }
  }
  Ids results;
  for (size_t i = 0; i < from.outputs.size(); ++i) {
    results.push_back(chosen[i] ? value(from.outputs[i]) : ir::kNoValue);
    if (chosen[i] && results.back() == ir::kNoValue) {
      e.refuse("an output that .tflite does not have is asked for",
               "convert another output");
    }
  }
  return results;
}

base::Result<ir::Module> lower(const ir::Module& source, const Options& options,
                               const std::string& where) {
  try {
    return convert(source, options);
  } catch (const Refused& refused) {
    base::Error error = refused.error;
    error.where = error.where.empty() ? where : where + ", layer " + error.where;
    return error;
  }
}

}  // namespace mote::lower
