// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/groups.h"

#include <algorithm>

#include "host/quantize/calls.h"

namespace mote::quantize {
namespace {

bool is_float(const ir::Graph& graph, ir::ValueId id) {
  return id != ir::kNoValue && graph.value(id).type == Type::kFloat32;
}

// Whether the range loses nothing but a step at its ends.
bool holds(const Fixed& fixed, Interval range) {
  const float step = fixed.scale8;
  const float low = static_cast<float>(-129 - fixed.zero8) * step;
  const float high = static_cast<float>(128 - fixed.zero8) * step;
  return range.low >= low && range.high <= high;
}

Interval range_of(const ir::Value& value, const std::optional<Interval>& seen) {
  Interval range = seen.value_or(Interval());
  if (value.constant != nullptr && is_real(value)) {
    for (const float x : reals(value)) range.include(x);
  }
  return range;
}

}  // namespace

Groups::Groups(const ir::Module& module, const Ranges& ranges,
               const Precisions& precisions) {
  for (size_t g = 0; g < module.graphs.size(); ++g) {
    first_.push_back(groups_.size());
    const std::vector<ir::Value>& values = module.graphs[g].values;
    for (size_t i = 0; i < values.size(); ++i) {
      groups_.push_back({groups_.size(), range_of(values[i], ranges[g][i])});
    }
  }
  for (size_t g = 0; g < module.graphs.size(); ++g) {
    join_graph(module, g, precisions[g]);
  }
}

size_t Groups::root(size_t i) const {
  while (groups_[i].parent != i) {
    groups_[i].parent = groups_[groups_[i].parent].parent;
    i = groups_[i].parent;
  }
  return i;
}

void Groups::fix(size_t i, const Fixed& fixed) {
  Group& group = groups_[root(i)];
  const bool alone = group.fixed == nullptr && root(i) == i;
  if (alone || holds(fixed, group.range)) group.fixed = &fixed;
}

void Groups::join(size_t a, size_t b) {
  a = root(a);
  b = root(b);
  if (a == b) return;
  Group& into = groups_[a];
  Group& from = groups_[b];
  if (into.fixed != nullptr && from.fixed != nullptr) {
    if (*into.fixed != *from.fixed) return;
  } else if (into.fixed != nullptr) {
    if (!holds(*into.fixed, from.range)) return;
  } else if (from.fixed != nullptr) {
    if (!holds(*from.fixed, into.range)) return;
    into.fixed = from.fixed;
  }
  into.range.include(from.range);
  from.parent = a;
}

void Groups::join_call(const ir::Module& module, size_t graph,
                       const ir::Node& node) {
  for (const Call& call : calls(node)) {
    const size_t other = called(node, call);
    const ir::Graph& callee = module.graphs[other];
    for (size_t i = 0; i < callee.inputs.size(); ++i) {
      const ir::ValueId mine = node.inputs[call.first_input + i];
      if (!is_float(callee, callee.inputs[i])) continue;
      join(index(other, callee.inputs[i]), index(graph, mine));
      // What a loop computes is what it reads next.
      if (node.op == "WHILE" && call.gives_outputs) {
        join(index(other, callee.inputs[i]), index(other, callee.outputs[i]));
      }
    }
    if (!call.gives_outputs) continue;
    for (size_t i = 0; i < callee.outputs.size(); ++i) {
      if (!is_float(callee, callee.outputs[i])) continue;
      join(index(other, callee.outputs[i]), index(graph, node.outputs[i]));
    }
  }
}

void Groups::join_graph(const ir::Module& module, size_t g,
                        const std::vector<Type>& precisions) {
  const ir::Graph& graph = module.graphs[g];
  for (size_t n = 0; n < graph.nodes.size(); ++n) {
    const ir::Node& node = graph.nodes[n];
    join_call(module, g, node);
    const Rule* rule = find_rule(node.op);
    if (rule == nullptr || precisions[n] == Type::kFloat32) continue;
    std::vector<size_t> members;
    for (const ir::ValueId id : node.outputs) {
      if (!is_float(graph, id)) continue;
      members.push_back(index(g, id));
      if (rule->scale == Scale::kFixed) fix(members.back(), rule->fixed);
    }
    if (rule->scale != Scale::kSame) continue;
    for (size_t i = 0; i < node.inputs.size(); ++i) {
      if (rule->role(i) != Role::kActivation) continue;
      if (is_float(graph, node.inputs[i])) {
        members.push_back(index(g, node.inputs[i]));
      }
    }
    for (const size_t member : members) join(member, members.front());
  }
}

Form Groups::form(int32_t graph, ir::ValueId value, Type type) const {
  if (type == Type::kFloat32) return {};
  const Group& group = groups_[root(index(static_cast<size_t>(graph), value))];
  if (group.fixed == nullptr) return form_of(group.range, type);
  if (type == Type::kInt16) return form_of(group.fixed->scale16, 0, type);
  const int32_t shift = type == Type::kUInt8 ? 128 : 0;
  return form_of(group.fixed->scale8, group.fixed->zero8 + shift, type);
}

}  // namespace mote::quantize
