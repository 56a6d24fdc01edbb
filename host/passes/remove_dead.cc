// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/passes/pass.h"

namespace mote::passes {

int remove_dead(ir::Module& module) {
  int count = 0;
  for (size_t i = 0; i < module.graphs.size(); ++i) {
    count += ir::erase_dead(module.graphs[i]);
    count += ir::compact(module, static_cast<int32_t>(i));
  }
  return count;
}

}  // namespace mote::passes
