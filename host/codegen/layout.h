// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Where a prepared graph's tensors lie in one arena: activations and scratch
// by their lifetimes, above them what outlives an invoke.
#ifndef MOTE_HOST_CODEGEN_LAYOUT_H_
#define MOTE_HOST_CODEGEN_LAYOUT_H_

#include "device/memory/plan.h"
#include "host/run/prepared.h"

namespace mote::codegen {

struct OperatorMemory {
  uint32_t scratch = 0, state = 0;  // offsets, where it asked for them
};

struct Variable {
  uint32_t offset = 0, bytes = 0;
  int first_value = 0;  // of each byte
};

struct Layout {
  // Offset of each tensor; memory::kUnplaced for constants and for what
  // nothing writes.
  std::vector<uint32_t> tensors;
  std::vector<OperatorMemory> operators;
  std::vector<Variable> variables;
  uint64_t arena_bytes = 0;
};

// Of the first subgraph, whose operators are all accepted.
Layout lay_out(const run::ModelFile& model,
               std::span<const run::Prepared> operators);

}  // namespace mote::codegen

#endif  // MOTE_HOST_CODEGEN_LAYOUT_H_
