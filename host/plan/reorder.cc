// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/plan/reorder.h"

#include <algorithm>

#include "host/export/tflite/export.h"
#include "host/plan/order.h"
#include "host/plan/search.h"
#include "host/run/explain.h"
#include "host/run/strings.h"

namespace mote::plan {
namespace {

// As many states a step as take a second or two.
size_t width(size_t operators) {
  return std::clamp<size_t>(400'000 / (operators + 1), 50, 4000);
}

uint32_t span_in(const Usage& usage) {
  return span_of(
      place(usage.buffers, static_cast<uint32_t>(usage.operators.size())));
}

}  // namespace

base::Result<run::ModelFile::Pointer> as_file(const ir::Module& module,
                                              const std::string& where) {
  base::Result<base::Bytes> bytes = tflite::export_model(module, where);
  if (!bytes.ok()) return bytes.error();
  return run::ModelFile::parse(std::move(bytes).value(), where);
}

base::Result<std::vector<run::Prepared>> prepare(const run::ModelFile& model,
                                                 const KernelSet& kernels) {
  if (run::Strings::in(model)) {
    return base::Error{model.where(), "it has tensors of texts",
                       "run it on the workstation: devices have none"};
  }
  std::vector<run::Prepared> all = run::prepare_all(model, 0, kernels);
  for (const run::Prepared& it : all) {
    if (it.fault.status != Status::kOk) {
      return run::explain(it.fault, model.where(), &model.view());
    }
  }
  return all;
}

base::Result<int> reorder(ir::Module& module, const std::string& where,
                          const KernelSet& kernels) {
  const auto file = as_file(module, where);
  if (!file.ok()) return file.error();
  const auto prepared = prepare(*file.value(), kernels);
  if (!prepared.ok()) return prepared.error();
  Usage usage = usage_of(file.value()->view(), prepared.value());
  const Order order = find_order(usage, width(usage.operators.size()));
  if (std::ranges::is_sorted(order.operators)) return 0;
  const uint32_t before = span_in(usage);
  set_lifetimes(usage, order.operators);
  if (span_in(usage) >= before) return 0;
  std::vector<ir::Node> nodes;
  int moved = 0;
  for (const uint32_t op : order.operators) {
    moved += op == nodes.size() ? 0 : 1;
    nodes.push_back(std::move(module.main().nodes[op]));
  }
  module.main().nodes = std::move(nodes);
  return moved;
}

}  // namespace mote::plan
