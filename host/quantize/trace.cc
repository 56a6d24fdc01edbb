// Copyright 2026 The Mote Authors.
// SPDX-License-Identifier: Apache-2.0

#include "host/quantize/trace.h"

#include <map>

#include "host/base/text.h"
#include "host/export/tflite/export.h"

namespace mote::quantize {
namespace {

using base::Result;
using run::Step;

// Enough for any sensible sample; what loops longer is refused.
constexpr uint64_t kMostWork = uint64_t{1} << 40;

int32_t called(const ir::Node& node, const char* attribute) {
  const ir::GraphRef* ref = ir::find<ir::GraphRef>(node.attributes, attribute);
  return ref == nullptr ? -1 : ref->index;
}

bool is_call(const ir::Node& node) {
  return node.op == "WHILE" || node.op == "IF";
}

base::Bytes copy(const Tensor& tensor) {
  const uint8_t* data = static_cast<const uint8_t*>(tensor.data);
  return {data, data + tensor.bytes};
}

Step step_of(const std::vector<io::Array>& arrays) {
  Step step;
  for (const io::Array& array : arrays) step.push_back(array.data);
  return step;
}

}  // namespace

// One graph of the module in a session of its own. Bodies of control nodes run
// once more beside the session that runs the node, to be watched.
class Tracer::GraphRun {
 public:
  GraphRun(Tracer& tracer, int32_t index)
      : tracer_(tracer), index_(index),
        graph_(tracer.module_.graphs[static_cast<size_t>(index)]) {
    for (const ir::Node& node : graph_.nodes) {
      if (!is_call(node)) continue;
      for (const ir::ValueId id : node.inputs) kept_[id] = {};
    }
  }

  Result<void> load() {
    LoadOptions options;
    options.subgraph = static_cast<uint32_t>(index_);
    options.max_work = kMostWork;
    auto session = run::Session::load(tracer_.file_, 0, options);
    if (!session.ok()) return session.error();
    session_ = std::move(session).value();
    session_->set_hook({&GraphRun::before, &GraphRun::after, this});
    return {};
  }

  void reset() { (void)session_->reset(); }

  Result<std::vector<io::Array>> run(const Step& inputs, const Watch& watch) {
    watch_ = &watch;
    for (size_t i = 0; i < inputs.size(); ++i) {
      const ir::Value& value = graph_.value(graph_.inputs[i]);
      Tensor tensor;
      tensor.type = value.type;
      tensor.data = inputs[i].data();
      tensor.bytes = static_cast<uint32_t>(inputs[i].size());
      see(graph_.inputs[i], tensor);
    }
    auto outputs = session_->invoke(inputs);
    if (outputs.ok() && error_) return *error_;
    return outputs;
  }

 private:
  static void before(void* self, int op) {
    static_cast<GraphRun*>(self)->call(op);
  }
  static void after(void* self, int op) {
    static_cast<GraphRun*>(self)->show(op);
  }

  const ir::Node& node(int op) const {
    return graph_.nodes[static_cast<size_t>(op)];
  }

  void see(ir::ValueId id, const Tensor& tensor) {
    (*watch_)(index_, id, tensor);
    const auto kept = kept_.find(id);
    if (kept != kept_.end()) kept->second = copy(tensor);
  }

  void show(int op) {
    const std::vector<ir::ValueId>& outputs = node(op).outputs;
    for (size_t i = 0; i < outputs.size(); ++i) {
      see(outputs[i], session_->op_output(op, static_cast<int>(i)));
    }
  }

  base::Bytes bytes(ir::ValueId id) const {
    const ir::Constant& constant = graph_.value(id).constant;
    return constant != nullptr ? *constant : kept_.at(id);
  }

  void call(int op) {
    if (!is_call(node(op)) || error_) return;
    Step operands;
    for (const ir::ValueId id : node(op).inputs) operands.push_back(bytes(id));
    const Result<void> done = node(op).op == "WHILE"
                                  ? call_while(node(op), operands)
                                  : call_if(node(op), operands);
    if (!done.ok()) error_ = done.error();
  }

  Result<void> call_while(const ir::Node& node, Step operands) {
    auto condition = tracer_.graph_run(called(node, "cond_subgraph_index"));
    if (!condition.ok()) return condition.error();
    auto body = tracer_.graph_run(called(node, "body_subgraph_index"));
    if (!body.ok()) return body.error();
    for (;;) {
      const auto decided = (*condition)->run(operands, *watch_);
      if (!decided.ok()) return decided.error();
      if (decided.value()[0].data[0] == 0) return {};
      const auto outputs = (*body)->run(operands, *watch_);
      if (!outputs.ok()) return outputs.error();
      operands = step_of(outputs.value());
    }
  }

  Result<void> call_if(const ir::Node& node, const Step& operands) {
    const bool then = operands[0][0] != 0;
    auto branch = tracer_.graph_run(
        called(node, then ? "then_subgraph_index" : "else_subgraph_index"));
    if (!branch.ok()) return branch.error();
    const auto outputs =
        (*branch)->run({operands.begin() + 1, operands.end()}, *watch_);
    if (!outputs.ok()) return outputs.error();
    return {};
  }

  Tracer& tracer_;
  int32_t index_;
  const ir::Graph& graph_;
  std::unique_ptr<run::Session> session_;
  std::map<ir::ValueId, base::Bytes> kept_;  // what control nodes will read
  const Watch* watch_ = nullptr;
  std::optional<base::Error> error_;
};

Result<std::unique_ptr<Tracer>> Tracer::make(const ir::Module& module,
                                             const std::string& where) {
  auto bytes = tflite::export_model(module, where);
  if (!bytes.ok()) return bytes.error();
  auto file = run::ModelFile::parse(std::move(bytes).value(), where);
  if (!file.ok()) return file.error();
  return make(module, std::move(file).value());
}

Result<std::unique_ptr<Tracer>> Tracer::make(const ir::Module& module,
                                             run::ModelFile::Pointer file) {
  std::unique_ptr<Tracer> tracer(new Tracer(module, std::move(file)));
  tracer->runs_.resize(module.graphs.size());
  if (auto main = tracer->graph_run(0); !main.ok()) return main.error();
  return tracer;
}

Tracer::Tracer(const ir::Module& module, run::ModelFile::Pointer file)
    : module_(module), file_(std::move(file)) {}

Tracer::~Tracer() = default;

Result<Tracer::GraphRun*> Tracer::graph_run(int32_t graph) {
  std::unique_ptr<GraphRun>& run = runs_[static_cast<size_t>(graph)];
  if (run == nullptr) {
    auto made = std::make_unique<GraphRun>(*this, graph);
    if (auto loaded = made->load(); !loaded.ok()) return loaded.error();
    run = std::move(made);
  }
  return run.get();
}

Result<std::vector<io::Array>> Tracer::run(const Step& inputs,
                                           const Watch& watch) {
  return runs_[0]->run(inputs, watch);
}

void Tracer::reset() {
  for (const auto& run : runs_) {
    if (run != nullptr) run->reset();
  }
}

}  // namespace mote::quantize
