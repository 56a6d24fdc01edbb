// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Which nodes compute in integers, and with which scales.
#ifndef MOTE_HOST_QUANTIZE_PLAN_H_
#define MOTE_HOST_QUANTIZE_PLAN_H_

#include "host/quantize/rules.h"

namespace mote::quantize {

struct Plan {
  Type activations = Type::kInt8;
  // Of each node of each graph; kFloat: it stays as it is.
  std::vector<std::vector<Rule>> rules;
  // Of each value of each graph that some node reads or makes as integers.
  std::vector<std::vector<std::optional<Affine>>> values;
};

base::Result<Plan> make_plan(const ir::Module& module, const Ranges& ranges,
                             Type activations, const std::string& where);

// Whether operand i of the node is an activation, or a constant that is treated
// as one: a float that is neither weights nor bias.
bool is_activation(const ir::Graph& graph, const ir::Node& node,
                   const Rule& rule, size_t i);

}  // namespace mote::quantize

#endif  // MOTE_HOST_QUANTIZE_PLAN_H_
