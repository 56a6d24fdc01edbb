// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What a prepared graph keeps in memory, and which operator touches what.
#ifndef MOTE_HOST_PLAN_USAGE_H_
#define MOTE_HOST_PLAN_USAGE_H_

#include "device/memory/plan.h"
#include "host/run/prepared.h"

namespace mote::plan {

// What one operator does with buffers; each is named once.
struct OperatorUse {
  std::vector<uint32_t> reads, writes;
  uint64_t work = 0;      // multiply-accumulates or elements
  bool has_state = false;  // stays where it is among others that have
};

struct Usage {
  // Of each tensor, then of each operator's scratch; not placed. Constants and
  // variables take no bytes here.
  std::vector<memory::Buffer> buffers;
  uint32_t tensors = 0;
  std::vector<OperatorUse> operators;
  std::vector<uint32_t> inputs, outputs;  // of the graph, among the buffers
  // No operator may end the inference early.
  bool may_reorder = true;
};

// Of the first subgraph, whose operators are all accepted: buffers as the
// loader makes them.
Usage usage_of(const model::Model& model,
               std::span<const run::Prepared> operators);

// First and last steps anew, for operators in this order.
void set_lifetimes(Usage& usage, std::span<const uint32_t> order);

}  // namespace mote::plan

#endif  // MOTE_HOST_PLAN_USAGE_H_
