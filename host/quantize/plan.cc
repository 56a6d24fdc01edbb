// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/plan.h"

#include <numeric>

namespace mote::quantize {
namespace {

bool is_float(const ir::Graph& graph, ir::ValueId id) {
  return id != ir::kNoValue && graph.value(id).type == Type::kFloat32;
}

bool is_constant(const ir::Graph& graph, ir::ValueId id) {
  return id != ir::kNoValue && graph.value(id).constant != nullptr;
}

// Sets of values that share a scale, over all graphs of a module.
class Sets {
 public:
  explicit Sets(const ir::Module& module) {
    for (const ir::Graph& graph : module.graphs) {
      first_.push_back(parent_.size());
      parent_.resize(parent_.size() + graph.values.size());
    }
    std::iota(parent_.begin(), parent_.end(), size_t{0});
  }

  size_t number(size_t graph, ir::ValueId id) const {
    return first_[graph] + static_cast<size_t>(id);
  }
  size_t find(size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void unite(size_t a, size_t b) { parent_[find(a)] = find(b); }
  size_t size() const { return parent_.size(); }

 private:
  std::vector<size_t> first_, parent_;
};

class Planner {
 public:
  Planner(const ir::Module& module, const Ranges& ranges, Type activations,
          const std::string& where)
      : module_(module), ranges_(ranges), where_(where), sets_(module),
        source_(sets_.size()), used_(sets_.size(), false) {
    plan_.activations = activations;
  }

  base::Result<Plan> plan() {
    for (size_t g = 0; g < module_.graphs.size(); ++g) choose_rules(g);
    for (size_t g = 0; g < module_.graphs.size(); ++g) unite(g);
    if (error_) return *error_;
    collect();
    for (size_t g = 0; g < module_.graphs.size(); ++g) assign(g);
    if (error_) return *error_;
    return std::move(plan_);
  }

 private:
  // Ranges and given scales of the values of one set.
  struct Set {
    std::optional<Range> range;
    std::optional<Affine> fixed;
    bool only_fixed = true;
  };

  const ir::Graph& graph(size_t g) const { return module_.graphs[g]; }

  void choose_rules(size_t g) {
    std::vector<Rule>& rules = plan_.rules.emplace_back();
    for (const ir::Node& node : graph(g).nodes) {
      Rule rule = rule_of(node.op, plan_.activations);
      const bool dynamic_weights =
          rule.kind == Kind::kWeighted &&
          !is_constant(graph(g), node.inputs[rule.weights]);
      bool computes = false;
      for (const auto* ids : {&node.inputs, &node.outputs}) {
        for (const ir::ValueId id : *ids) computes |= is_float(graph(g), id);
      }
      if (dynamic_weights || !computes) rule = {};
      rules.push_back(rule);
    }
  }

  void unite(size_t g, ir::ValueId a, size_t h, ir::ValueId b) {
    if (is_float(graph(g), a) && is_float(graph(h), b)) {
      sets_.unite(sets_.number(g, a), sets_.number(h, b));
      use(g, a);
      use(h, b);
    }
  }

  void use(size_t g, ir::ValueId id) { used_[sets_.number(g, id)] = true; }

  void unite(size_t g) {
    for (size_t i = 0; i < graph(g).nodes.size(); ++i) {
      const ir::Node& node = graph(g).nodes[i];
      const Rule& rule = plan_.rules[g][i];
      if (rule.kind == Kind::kFloat) continue;
      if (rule.kind == Kind::kControl) {
        unite_calls(g, node);
        continue;
      }
      ir::ValueId first = ir::kNoValue;
      const auto member = [&](ir::ValueId id) {
        use(g, id);
        if (rule.kind != Kind::kSame) return;
        if (first == ir::kNoValue) first = id;
        unite(g, first, g, id);
      };
      for (size_t k = 0; k < node.inputs.size(); ++k) {
        if (is_activation(graph(g), node, rule, k)) member(node.inputs[k]);
      }
      for (const ir::ValueId id : node.outputs) {
        if (!is_float(graph(g), id)) continue;
        member(id);
        if (rule.kind == Kind::kFixed) {
          source_[sets_.number(g, id)] = rule.output;
        }
      }
    }
  }

  void unite_calls(size_t g, const ir::Node& node) {
    for (const char* name : {"cond_subgraph_index", "body_subgraph_index",
                             "then_subgraph_index", "else_subgraph_index"}) {
      const auto* called = ir::find<ir::GraphRef>(node.attributes, name);
      if (called == nullptr) continue;
      const size_t h = static_cast<size_t>(called->index);
      const size_t skipped = node.op == "IF" ? 1 : 0;  // its condition
      for (size_t k = 0; k + skipped < node.inputs.size(); ++k) {
        unite(g, node.inputs[k + skipped], h, graph(h).inputs[k]);
      }
      if (std::string(name) == "cond_subgraph_index") continue;
      for (size_t k = 0; k < node.outputs.size(); ++k) {
        unite(g, node.outputs[k], h, graph(h).outputs[k]);
      }
    }
    if (node.op != "WHILE") return;
    for (size_t k = 0; k < node.outputs.size(); ++k) {
      unite(g, node.inputs[k], g, node.outputs[k]);
    }
  }

  // Whether the value comes out of a node that only passes on its set.
  bool passed_on(size_t g, ir::ValueId id, const ir::Uses& uses) const {
    const int32_t maker = uses.maker[static_cast<size_t>(id)];
    if (maker < 0) return false;
    const Kind kind = plan_.rules[g][static_cast<size_t>(maker)].kind;
    return kind == Kind::kSame || kind == Kind::kControl;
  }

  void collect() {
    for (size_t g = 0; g < module_.graphs.size(); ++g) {
      const ir::Uses uses = ir::uses(graph(g));
      for (size_t i = 0; i < graph(g).values.size(); ++i) {
        const ir::ValueId id = static_cast<ir::ValueId>(i);
        const size_t n = sets_.number(g, id);
        if (!used_[n]) continue;
        Set& set = members_[sets_.find(n)];
        const ir::Value& value = graph(g).value(id);
        std::optional<Range> range = ranges_[g][i];
        if (value.constant != nullptr) range = range_of(value);
        if (!value.quantization.min.empty()) {
          range = Range{value.quantization.min[0], value.quantization.max[0]};
        }
        if (range && set.range) set.range->include(*range);
        if (range && !set.range) set.range = range;
        if (source_[n]) {
          if (set.fixed && *set.fixed != *source_[n]) set.only_fixed = false;
          set.fixed = source_[n];
        } else if (!passed_on(g, id, uses)) {
          set.only_fixed = false;
        }
      }
    }
  }

  void assign(size_t g) {
    auto& values = plan_.values.emplace_back(graph(g).values.size());
    for (size_t i = 0; i < values.size(); ++i) {
      const size_t n = sets_.number(g, static_cast<ir::ValueId>(i));
      if (!used_[n]) continue;
      const Set& set = members_[sets_.find(n)];
      if (set.fixed && set.only_fixed) {
        values[i] = set.fixed;
      } else if (set.range) {
        values[i] = affine_of(*set.range, plan_.activations);
      } else if (!error_) {
        error_ = base::Error{
            where_ + ", value '" + graph(g).values[i].name + "'",
            "no sample of the representative data reaches it",
            "give samples that take every branch of the model"};
      }
    }
  }

  const ir::Module& module_;
  const Ranges& ranges_;
  std::string where_;
  Plan plan_;
  Sets sets_;
  std::vector<std::optional<Affine>> source_;  // scales that nodes prescribe
  std::vector<bool> used_;
  std::map<size_t, Set> members_;
  std::optional<base::Error> error_;
};

}  // namespace

bool is_activation(const ir::Graph& graph, const ir::Node& node,
                   const Rule& rule, size_t i) {
  if (!is_float(graph, node.inputs[i])) return false;
  return rule.kind != Kind::kWeighted ||
         (i != rule.weights && i != rule.bias);
}

base::Result<Plan> make_plan(const ir::Module& module, const Ranges& ranges,
                             Type activations, const std::string& where) {
  return Planner(module, ranges, activations, where).plan();
}

}  // namespace mote::quantize
