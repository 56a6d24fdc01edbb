// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/rewrite/rewrite.h"

#include <utility>

namespace mote::rewrite {
namespace {

using Rewrite = std::pair<const char*, int (*)(ir::Graph&)>;

// Patterns come first: what follows would hide them.
constexpr Rewrite kRewrites[] = {
    {"patterns recognised", recognise_patterns},
    {"transposes moved or merged", move_transposes},
    {"reshapes moved or merged", move_reshapes},
    {"products and sums folded into weights", fold_affine},
    {"activations fused", fuse_activations},
};

}  // namespace

std::map<std::string, int> simplify(ir::Module& module) {
  std::map<std::string, int> done;
  for (size_t i = 0; i < module.graphs.size(); ++i) {
    ir::Graph& graph = module.graphs[i];
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& [what, apply] : kRewrites) {
        const int count = apply(graph);
        if (count == 0) continue;
        ir::erase_dead(graph);
        done[what] += count;
        changed = true;
      }
    }
    add_biases(graph);
    ir::erase_dead(graph);
    ir::compact(module, static_cast<int32_t>(i));
  }
  return done;
}

}  // namespace mote::rewrite
