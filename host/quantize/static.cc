// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/static.h"

#include <algorithm>
#include <map>

#include "host/base/text.h"
#include "host/quantize/calls.h"
#include "host/quantize/layer.h"

namespace mote::quantize {
namespace {

bool is_float(const ir::Graph& graph, ir::ValueId id) {
  return id != ir::kNoValue && graph.value(id).type == Type::kFloat32;
}

// Rewrites one graph. Values keep their ids; what is made beside them comes
// after.
class GraphQuantizer {
 public:
  GraphQuantizer(const ir::Module& module, int32_t index, const Groups& groups,
                 const AllRows& rows, const Precisions& precisions,
                 const StaticOptions& options)
      : module_(module), index_(index), groups_(groups),
        rows_(rows[static_cast<size_t>(index)]),
        precisions_(precisions[static_cast<size_t>(index)]), options_(options),
        graph_(module.graphs[static_cast<size_t>(index)]), out_(graph_),
        forms_(graph_.values.size()) {
    out_.nodes.clear();
  }

  void run() {
    for (const ir::ValueId id : graph_.inputs) {
      if (is_float(graph_, id)) define(id, input_form(id));
    }
    for (size_t n = 0; n < graph_.nodes.size(); ++n) add_node(n);
    for (size_t i = 0; i < graph_.outputs.size(); ++i) add_output(i);
  }

  ir::Graph take_graph() { return std::move(out_); }
  std::vector<int32_t> take_origin() { return std::move(origin_); }

 private:
  Form own_form(ir::ValueId id, Type type) const {
    return groups_.form(index_, id, type);
  }

  Form input_form(ir::ValueId id) const {
    return own_form(id, index_ == 0 ? options_.input : options_.activations);
  }

  // From here on the value has this form.
  void define(ir::ValueId id, const Form& form) {
    forms_[static_cast<size_t>(id)] = form;
    ir::Value& value = out_.value(id);
    value.type = form.type;
    value.quantization = form.quantization;
  }

  void add(ir::Node node, int32_t origin) {
    out_.nodes.push_back(std::move(node));
    origin_.push_back(origin);
  }

  ir::ValueId add_value(ir::Value value, const Form& form) {
    value.type = form.type;
    value.quantization = form.quantization;
    forms_.push_back(form);
    return out_.add(std::move(value));
  }

  // The value in this form: itself, a constant made anew, or converted.
  ir::ValueId as(ir::ValueId id, const Form& wanted) {
    const Form& form = forms_[static_cast<size_t>(id)];
    if (form == wanted) return id;
    std::vector<std::pair<Form, ir::ValueId>>& made = made_[id];
    for (const auto& [other, value] : made) {
      if (other == wanted) return value;
    }
    const ir::ValueId converted = graph_.value(id).constant != nullptr
                                      ? constant(id, wanted)
                                      : convert(id, wanted);
    made.emplace_back(wanted, converted);
    return converted;
  }

  ir::ValueId constant(ir::ValueId id, const Form& form) {
    forms_.push_back(form);
    return out_.add(quantized(graph_.value(id), form));
  }

  ir::ValueId convert(ir::ValueId id, const Form& to) {
    ir::Value value = out_.value(id);
    value.name += "_" + base::type_name(to.type);
    value.variable = false;
    ir::Node node;
    node.op = to.type == Type::kFloat32 ? "DEQUANTIZE" : "QUANTIZE";
    node.inputs = {id};
    node.outputs = {add_value(std::move(value), to)};
    const ir::ValueId out = node.outputs[0];
    add(std::move(node), -1);
    return out;
  }

  void add_node(size_t n) {
    const ir::Node& node = graph_.nodes[n];
    const int32_t origin = static_cast<int32_t>(n);
    if (!calls(node).empty()) return add_call(node, origin);
    const Rule* rule = find_rule(node.op);
    if (rule == nullptr || precisions_[n] == Type::kFloat32) {
      return add_float(node, origin);
    }
    ir::Node made = node;
    const Type type = precisions_[n];
    add_activations(node, *rule, type, made);
    IntegerNode layer{groups_, rows_[n], index_, graph_, node,
                      *rule,   type,     {},     {}};
    for (const ir::ValueId id : made.inputs) {
      layer.forms.push_back(
          id == ir::kNoValue ? Form() : forms_[static_cast<size_t>(id)]);
    }
    if (!node.outputs.empty() && is_float(graph_, node.outputs[0])) {
      layer.output = output_form(node.outputs[0], *rule, type);
    }
    place(quantize_layer(layer, made), made);
    add(std::move(made), origin);
    for (const ir::ValueId id : node.outputs) {
      if (is_float(graph_, id)) define(id, output_form(id, *rule, type));
    }
  }

  ir::ValueId add_made(ir::Value value) {
    const Form form{value.type, value.quantization};
    return add_value(std::move(value), form);
  }

  void place(Constants constants, ir::Node& node) {
    for (Operand& operand : constants.operands) {
      if (node.inputs.size() <= operand.input) {
        node.inputs.resize(operand.input + 1, ir::kNoValue);
      }
      node.inputs[operand.input] = add_made(std::move(operand.value));
    }
    if (constants.intermediates.empty()) return;
    node.intermediates.clear();
    for (ir::Value& value : constants.intermediates) {
      node.intermediates.push_back(add_made(std::move(value)));
    }
  }

  Form output_form(ir::ValueId id, const Rule& rule, Type type) const {
    if (rule.scale != Scale::kFixed) return own_form(id, type);
    return type == Type::kInt16
               ? form_of(rule.fixed.scale16, 0, type)
               : form_of(rule.fixed.scale8, rule.fixed.zero8, type);
  }

  void add_activations(const ir::Node& node, const Rule& rule, Type type,
                       ir::Node& made) {
    for (size_t i = 0; i < node.inputs.size(); ++i) {
      const ir::ValueId id = node.inputs[i];
      if (rule.role(i) != Role::kActivation || !is_float(graph_, id)) continue;
      // What shares a scale with the output takes its form.
      const bool same = rule.scale == Scale::kSame && !node.outputs.empty();
      made.inputs[i] = as(id, own_form(same ? node.outputs[0] : id, type));
    }
  }

  void add_float(ir::Node node, int32_t origin) {
    for (ir::ValueId& id : node.inputs) {
      if (is_float(graph_, id) && !graph_.value(id).variable) id = as(id, {});
    }
    add(std::move(node), origin);
  }

  // Operands take the forms of the called graph's inputs.
  void add_call(ir::Node node, int32_t origin) {
    for (const Call& call : calls(node)) {
      const size_t other = called(node, call);
      const ir::Graph& callee = module_.graphs[other];
      const int32_t index = static_cast<int32_t>(other);
      const auto form = [&](ir::ValueId id) {
        return groups_.form(index, id, options_.activations);
      };
      if (!call.gives_outputs) continue;
      for (size_t i = 0; i < callee.inputs.size(); ++i) {
        ir::ValueId& id = node.inputs[call.first_input + i];
        if (is_float(callee, callee.inputs[i])) {
          id = as(id, form(callee.inputs[i]));
        }
      }
      for (size_t i = 0; i < callee.outputs.size(); ++i) {
        if (!is_float(callee, callee.outputs[i])) continue;
        const bool loop = node.op == "WHILE";
        define(node.outputs[i],
               form(loop ? callee.inputs[i] : callee.outputs[i]));
      }
    }
    add(std::move(node), origin);
  }

  // The form in which callers expect output i.
  Form result_form(size_t i) const {
    const ir::ValueId id = graph_.outputs[i];
    if (index_ == 0) {
      const Form& form = forms_[static_cast<size_t>(id)];
      return form.type == options_.output ? form
                                          : own_form(id, options_.output);
    }
    return own_form(loops() ? graph_.inputs[i] : id, options_.activations);
  }

  // Whether the graph is the body of a loop.
  bool loops() const {
    for (const ir::Graph& graph : module_.graphs) {
      for (const ir::Node& node : graph.nodes) {
        if (node.op != "WHILE") continue;
        if (called(node, calls(node)[1]) == static_cast<size_t>(index_)) {
          return true;
        }
      }
    }
    return false;
  }

  void add_output(size_t i) {
    const ir::ValueId id = graph_.outputs[i];
    if (!is_float(graph_, id)) return;
    const ir::ValueId result = as(id, result_form(i));
    out_.outputs[i] = result;
    const auto first =
        std::find(graph_.outputs.begin(), graph_.outputs.end(), id);
    const bool seen =
        first - graph_.outputs.begin() != static_cast<ptrdiff_t>(i);
    // The result has the name by which programs ask for it.
    if (index_ == 0 && result != id && !seen && !is_input(id)) {
      std::swap(out_.value(id).name, out_.value(result).name);
    }
  }

  bool is_input(ir::ValueId id) const {
    return std::find(graph_.inputs.begin(), graph_.inputs.end(), id) !=
           graph_.inputs.end();
  }

  const ir::Module& module_;
  const int32_t index_;
  const Groups& groups_;
  const std::vector<Rows>& rows_;
  const std::vector<Type>& precisions_;
  const StaticOptions& options_;
  const ir::Graph& graph_;
  ir::Graph out_;
  std::vector<Form> forms_;
  std::vector<int32_t> origin_;
  std::map<ir::ValueId, std::vector<std::pair<Form, ir::ValueId>>> made_;
};

bool fits(const ir::Graph& graph, const ir::Node& node, Type type) {
  const Rule* rule = find_rule(node.op);
  if (rule == nullptr || !rule->has(type)) return false;
  bool any = false;
  for (size_t i = 0; i < node.inputs.size(); ++i) {
    const ir::ValueId id = node.inputs[i];
    if (id == ir::kNoValue || rule->role(i) == Role::kOther) continue;
    const ir::Value& value = graph.value(id);
    if (rule->role(i) == Role::kActivation) {
      any = any || value.type == Type::kFloat32;
    } else if (value.constant == nullptr || !is_real(value) || !value.shape) {
      return false;
    }
  }
  return any;
}

// Signatures name the values that callers see.
void follow_outputs(const ir::Module& from, ir::Module& to) {
  for (ir::Signature& signature : to.signatures) {
    const size_t g = static_cast<size_t>(signature.graph);
    for (auto& [name, id] : signature.outputs) {
      const std::vector<ir::ValueId>& old = from.graphs[g].outputs;
      const auto at = std::find(old.begin(), old.end(), id);
      if (at != old.end()) {
        id = to.graphs[g].outputs[static_cast<size_t>(at - old.begin())];
      }
    }
  }
}

}  // namespace

Precisions precisions(const ir::Module& module, Type type) {
  Precisions out;
  for (const ir::Graph& graph : module.graphs) {
    out.emplace_back();
    for (const ir::Node& node : graph.nodes) {
      out.back().push_back(fits(graph, node, type) ? type : Type::kFloat32);
    }
  }
  return out;
}

Quantized quantize_static(const ir::Module& module, const Calibration& seen,
                          const Precisions& precisions,
                          const StaticOptions& options) {
  const Groups groups(module, seen.ranges, precisions);
  Quantized out{module, {}};
  for (size_t g = 0; g < module.graphs.size(); ++g) {
    GraphQuantizer quantizer(module, static_cast<int32_t>(g), groups, seen.rows,
                             precisions, options);
    quantizer.run();
    out.module.graphs[g] = quantizer.take_graph();
    out.origin.push_back(quantizer.take_origin());
  }
  follow_outputs(module, out.module);
  for (size_t g = 0; g < module.graphs.size(); ++g) {
    ir::compact(out.module, static_cast<int32_t>(g));
  }
  return out;
}

}  // namespace mote::quantize
