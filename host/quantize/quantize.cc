// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/quantize.h"

#include "host/quantize/plan.h"
#include "host/quantize/writer.h"

namespace mote::quantize {

base::Result<void> quantize(ir::Module& module, const Ranges& ranges,
                            const Static& options, const std::string& where) {
  const base::Result<Plan> plan =
      make_plan(module, ranges, options.activations, where);
  if (!plan.ok()) return plan.error();
  for (size_t i = 0; i < module.graphs.size(); ++i) {
    write_graph(module, static_cast<int32_t>(i), plan.value(), options);
  }
  for (size_t i = 0; i < module.graphs.size(); ++i) {
    ir::erase_dead(module.graphs[i]);
    ir::compact(module, static_cast<int32_t>(i));
  }
  return ir::verify(module, where);
}

}  // namespace mote::quantize
