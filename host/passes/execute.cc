// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/passes/execute.h"

#include <algorithm>

#include "host/export/tflite/export.h"
#include "host/run/session.h"

namespace mote::passes {
namespace {

constexpr char kWhere[] = "the graph";

base::Result<std::vector<io::Array>> run(const ir::Module& module,
                                         const run::Step* inputs,
                                         uint8_t fill) {
  auto file = tflite::export_model(module, kWhere);
  if (!file.ok()) return file.error();
  auto model = run::ModelFile::parse(std::move(*file), kWhere);
  if (!model.ok()) return model.error();
  auto session = run::Session::load(*model);
  if (!session.ok()) return session.error();
  if (inputs != nullptr) return session.value()->invoke(*inputs);
  run::Step filled;
  for (const io::TensorSpec& spec : model.value()->inputs()) {
    filled.emplace_back(spec.bytes(), fill);
  }
  return session.value()->invoke(filled);
}

}  // namespace

base::Result<std::vector<ir::Constant>> run_all(const ir::Module& module,
                                                uint8_t fill) {
  ir::Module all = module;
  all.signatures.clear();
  ir::Graph& graph = all.main();
  graph.outputs.clear();
  for (const ir::Node& node : graph.nodes) {
    for (const ir::ValueId id : node.outputs) {
      if (id != ir::kNoValue) graph.outputs.push_back(id);
    }
  }
  auto arrays = run(all, nullptr, fill);
  if (!arrays.ok()) return arrays.error();
  std::vector<ir::Constant> out(graph.values.size());
  for (size_t i = 0; i < graph.outputs.size(); ++i) {
    out[static_cast<size_t>(graph.outputs[i])] =
        ir::make_constant(std::move(arrays.value()[i].data));
  }
  return out;
}

base::Result<std::vector<ir::Constant>> run_node(
    const ir::Graph& graph, const ir::Node& node,
    const std::vector<ir::Constant>& inputs) {
  ir::Module module;
  module.graphs.emplace_back();
  ir::Graph& alone = module.main();
  run::Step step;
  ir::Node copy = node;
  const auto bring = [&](ir::ValueId& id) {
    if (id != ir::kNoValue) id = alone.add(graph.value(id));
  };
  for (size_t i = 0; i < copy.inputs.size(); ++i) {
    bring(copy.inputs[i]);
    if (inputs[i] == nullptr) continue;
    alone.value(copy.inputs[i]).constant = nullptr;
    alone.inputs.push_back(copy.inputs[i]);
    step.push_back(*inputs[i]);
  }
  for (ir::ValueId& id : copy.outputs) bring(id);
  for (ir::ValueId& id : copy.intermediates) bring(id);
  alone.outputs = copy.outputs;
  std::erase(alone.outputs, ir::kNoValue);
  alone.nodes.push_back(std::move(copy));
  auto arrays = run(module, &step, 0);
  if (!arrays.ok()) return arrays.error();
  std::vector<ir::Constant> out;
  for (io::Array& array : arrays.value()) {
    out.push_back(ir::make_constant(std::move(array.data)));
  }
  return out;
}

}  // namespace mote::passes
