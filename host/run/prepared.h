// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// Each operator of a graph prepared on its own, so that all refusals are known
// and not only the first, and what each needs.
#ifndef MOTE_HOST_RUN_PREPARED_H_
#define MOTE_HOST_RUN_PREPARED_H_

#include "device/kernels/isa.h"
#include "host/run/all_ops.h"
#include "host/run/model_file.h"

namespace mote::run {

struct Prepared {
  Fault fault;                   // kOk: accepted, and needs is valid
  const OpInfo* info = nullptr;  // null: Mote has no such operator
  ops::Needs needs;
  uint64_t work = 0;             // multiply-accumulates or elements
  base::Bytes params;            // Op::Params, zeros between the members
  std::vector<base::Bytes> tables;

  // The C++ type that evaluates it; "void" for any.
  std::string_view variant() const { return info->variants[needs.variant]; }
};

// The operators of the subgraph, in its order, for these kernels.
std::vector<Prepared> prepare_all(const ModelFile& model, uint32_t subgraph,
                                  const KernelSet& kernels = Isa::kSet);

}  // namespace mote::run

#endif  // MOTE_HOST_RUN_PREPARED_H_
