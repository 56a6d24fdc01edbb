// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Finding operators that belong together.
#ifndef MOTE_HOST_REWRITE_MATCHER_H_
#define MOTE_HOST_REWRITE_MATCHER_H_

#include <optional>

#include "host/ir/graph.h"

namespace mote::rewrite {

// A view of a graph; stale after any change to it.
class Matcher {
 public:
  explicit Matcher(ir::Graph& graph) : graph_(graph), uses_(ir::uses(graph)) {}

  // The node that makes the value if it is this operator, else null; and only
  // where nobody else reads the value.
  ir::Node* maker(ir::ValueId id, const char* op) const;
  ir::Node* sole_maker(ir::ValueId id, const char* op) const;
  ir::Node* maker(ir::ValueId id) const;
  bool single(ir::ValueId id) const { return uses_.single(id); }

  // The one reader of the value; null when there are several or none.
  ir::Node* reader(ir::ValueId id) const;

  // The only element of a float constant.
  std::optional<float> number(ir::ValueId id) const;
  // The operand of a commutative node that is a constant with this one element
  // (within 1e-6 of it); gives the other operand, kNoValue: there is none.
  ir::ValueId other_than(const ir::Node& node, float constant) const;
  bool is_constant(ir::ValueId id) const {
    return id != ir::kNoValue && graph_.value(id).constant != nullptr;
  }

 private:
  ir::Graph& graph_;
  ir::Uses uses_;
};

// Elements of a float constant, and a constant of new ones.
std::vector<float> floats(const ir::Value& value);
ir::ValueId add_floats(ir::Graph& graph, const std::vector<float>& values,
                       const std::vector<int64_t>& shape,
                       const std::string& name);
ir::ValueId add_ints(ir::Graph& graph, const std::vector<int64_t>& values,
                     const std::string& name);

}  // namespace mote::rewrite

#endif  // MOTE_HOST_REWRITE_MATCHER_H_
