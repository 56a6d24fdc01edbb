// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

// A graph's operators in another order, where that saves memory.
#ifndef MOTE_HOST_PLAN_REORDER_H_
#define MOTE_HOST_PLAN_REORDER_H_

#include "host/ir/graph.h"
#include "host/run/prepared.h"

namespace mote::plan {

// The module as a file, loaded from it.
base::Result<run::ModelFile::Pointer> as_file(const ir::Module& module,
                                              const std::string& where);

// All operators of the first graph, or why the first that is refused is.
base::Result<std::vector<run::Prepared>> prepare(const run::ModelFile& model,
                                                 const KernelSet& kernels);

// Puts the operators of the first graph in the order in which their buffers,
// placed for these kernels, span the fewest bytes. Gives how many changed their
// position: 0 when no other order was better. Fails where prepare does.
base::Result<int> reorder(ir::Module& module, const std::string& where,
                          const KernelSet& kernels);

}  // namespace mote::plan

#endif  // MOTE_HOST_PLAN_REORDER_H_
