// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// What the loader makes of a model for a target's kernels, taken apart: the
// buffers to be placed, and the plan that holds the prepared operators.
#ifndef MOTE_HOST_PLAN_DRAFT_H_
#define MOTE_HOST_PLAN_DRAFT_H_

#include "host/plan/usage.h"
#include "host/run/session.h"

namespace mote::plan {

struct Draft {
  run::ModelFile::Pointer model;
  KernelSet kernels;
  std::unique_ptr<run::Session> session;   // loaded without a plan
  std::vector<run::Prepared> operators;
  Usage usage;
};

// Refuses models that do not load, and those that call subgraphs or share
// variables with them: only the first subgraph is planned.
base::Result<Draft> make_draft(const run::ModelFile::Pointer& model,
                               const KernelSet& kernels);

// The plan as it stands in the file from offset `at` on. buffers: those of the
// draft, placed. Its size depends on the draft alone.
base::Bytes encode(const Draft& draft,
                   std::span<const memory::Buffer> buffers, uint32_t at);

struct Footprint {
  uint32_t arena_bytes = 0;  // exactly; a multiple of 16
  bool planned = false;      // by the plan in the model
};

// What a target with these kernels needs, by the plan in the model if there is
// one for it, or without. Fails where a draft does.
base::Result<Footprint> footprint(const run::ModelFile::Pointer& model,
                                  const KernelSet& kernels,
                                  bool by_plan = true);

}  // namespace mote::plan

#endif  // MOTE_HOST_PLAN_DRAFT_H_
