// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include <map>
#include <string>

#include "host/passes/pass.h"

namespace mote::passes {
namespace {

bool same(const ir::Value& a, const ir::Value& b) {
  return a.type == b.type && a.shape == b.shape && a.extra == b.extra &&
         a.quantization == b.quantization;
}

int merge(ir::Graph& graph) {
  const ir::Uses users = ir::uses(graph);
  std::map<base::Bytes, std::vector<ir::ValueId>> seen;
  int count = 0;
  for (size_t i = 0; i < graph.values.size(); ++i) {
    const ir::Value& value = graph.values[i];
    const ir::ValueId id = static_cast<ir::ValueId>(i);
    if (value.constant == nullptr || users.readers[i].empty() ||
        users.is_output[i]) {
      continue;
    }
    std::vector<ir::ValueId>& equal = seen[*value.constant];
    const ir::ValueId* first = nullptr;
    for (const ir::ValueId& other : equal) {
      if (same(graph.value(other), value)) first = &other;
    }
    if (first == nullptr) {
      equal.push_back(id);
    } else {
      ir::replace_uses(graph, id, *first);
      ++count;
    }
  }
  return count;
}

}  // namespace

int merge_constants(ir::Module& module) {
  int count = 0;
  for (ir::Graph& graph : module.graphs) count += merge(graph);
  return count;
}

}  // namespace mote::passes
