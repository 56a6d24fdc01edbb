// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/passes/optimize.h"

#include <algorithm>
#include <set>

#include "host/passes/pass.h"

namespace mote::passes {
namespace {

struct Pass {
  std::string_view name;
  std::string_view what;
  int (*run)(ir::Module&);
};

constexpr Pass kPasses[] = {
    {"fold_constants", "operators of constants computed", fold_constants},
    {"remove_identities", "operators without effect removed",
     remove_identities},
    {"merge_quantize", "requantizations merged", merge_quantize},
    {"fuse_activations", "activations fused", fuse_activations},
    {"fold_pads", "pads folded into windows", fold_pads},
    {"depthwise_to_conv", "depthwise convolutions of one channel turned",
     depthwise_to_conv},
    {"drop_channels", "channels dropped", drop_channels},
    {"merge_constants", "constants merged", merge_constants},
    {"remove_dead", "unused operators and tensors removed", remove_dead},
};
constexpr Pass kInline = {"inline_composites", "composites inlined",
                          inline_composites};
constexpr Pass kStrip = {"strip", "names and notes removed", strip};

// Runs a pass, adds what it did, and checks what it left.
base::Result<int> apply(const Pass& pass, ir::Module& module,
                        std::vector<Change>& changes,
                        const std::string& where) {
  const int count = pass.run(module);
  if (count == 0) return 0;
  if (const auto sound = ir::verify(module, where); !sound.ok()) {
    return base::Error{where,
                       "pass " + std::string(pass.name) + " left a graph in " +
                           "which " + sound.error().sentence(),
                       "this is an error of mote: please report it"};
  }
  const auto same = [&](const Change& c) { return c.pass == pass.name; };
  const auto it = std::find_if(changes.begin(), changes.end(), same);
  if (it == changes.end()) {
    changes.push_back({pass.name, pass.what, count});
  } else {
    it->count += count;
  }
  return count;
}

}  // namespace

base::Result<std::vector<Change>> optimize(ir::Module& module,
                                           const Options& options,
                                           const std::string& where) {
  std::vector<Change> changes;
  bool changed = true;
  if (options.inline_composites) {
    const auto count = apply(kInline, module, changes, where);
    if (!count.ok()) return count.error();
  }
  while (changed) {
    changed = false;
    for (const Pass& pass : kPasses) {
      const auto count = apply(pass, module, changes, where);
      if (!count.ok()) return count.error();
      changed |= count.value() != 0;
    }
  }
  if (!options.keep_names) {
    const auto count = apply(kStrip, module, changes, where);
    if (!count.ok()) return count.error();
  }
  return changes;
}

uint64_t weight_bytes(const ir::Module& module) {
  std::set<base::Bytes> seen;
  uint64_t bytes = 0;
  for (const ir::Graph& graph : module.graphs) {
    for (const ir::Value& value : graph.values) {
      if (value.constant == nullptr || !value.shape ||
          value.shape->size() < 2 || !seen.insert(*value.constant).second) {
        continue;
      }
      bytes += value.constant->size();
    }
  }
  return bytes;
}

}  // namespace mote::passes
